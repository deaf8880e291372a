using System.Buffers;
using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using NodaTime;

namespace AdoptionAutomation.Campaigns.Reading;

/// <summary>Something is written, and not too much of it.</summary>
internal sealed class WrittenAttribute(int longest) : TextRule
{
    protected override void CheckText(JsonPart text, Type owner, FieldContext context)
    {
        if (string.IsNullOrWhiteSpace(text.Text))
        {
            context.Findings.Add(text, ProblemCodes.EmptyText);
        }
        else if (text.Text.Length > longest)
        {
            context.Findings.Add(text, ProblemCodes.LongText, text.Text.Length, longest);
        }
    }

    protected override void DescribeText(JsonObject schema)
    {
        schema["minLength"] = 1;
        schema["maxLength"] = longest;
    }
}

/// <summary>The record's name for others to refer to; no two records of a type have the same.</summary>
internal sealed class IdAttribute(int shortest, int longest) : TextRule
{
    public static bool Fits(string text, int shortest, int longest) => text.Length >= shortest && text.Length <= longest
        && text.All(letter => char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter) || letter == '-')
        && text[0] != '-' && text[^1] != '-';

    protected override void CheckText(JsonPart text, Type owner, FieldContext context)
    {
        if (!Fits(text.Text, shortest, longest))
        {
            context.Findings.Add(text, ProblemCodes.BadId, text.Text, shortest, longest);
        }

        context.References.Declare(owner, text);
    }

    protected override void DescribeText(JsonObject schema) =>
        schema["pattern"] = string.Create(CultureInfo.InvariantCulture, $"^[a-z0-9][a-z0-9-]{{{shortest - 2},{longest - 2}}}[a-z0-9]$");
}

/// <summary>The id of a record of another type.</summary>
internal sealed class RefersToAttribute(Type target) : TextRule
{
    protected override void CheckText(JsonPart text, Type owner, FieldContext context) => context.References.Name(target, text);
}

internal sealed class OneOfAttribute(params string[] words) : TextRule
{
    protected override void CheckText(JsonPart text, Type owner, FieldContext context)
    {
        if (!words.Contains(text.Text))
        {
            context.Findings.Add(text, ProblemCodes.NotOneOf, text.Text, string.Join(", ", words));
        }
    }

    protected override void DescribeText(JsonObject schema) => schema["enum"] = new JsonArray([.. words.Select(word => (JsonNode)word)]);
}

internal sealed class MailAttribute : TextRule
{
    protected override void CheckText(JsonPart text, Type owner, FieldContext context)
    {
        if (!MailAddress.IsValid(text.Text))
        {
            context.Findings.Add(text, ProblemCodes.BadMail, text.Text);
        }
    }

    protected override void DescribeText(JsonObject schema) => schema["format"] = "email";
}

internal sealed class HttpsAttribute : TextRule
{
    protected override void CheckText(JsonPart text, Type owner, FieldContext context)
    {
        var secure = Uri.TryCreate(text.Text, UriKind.Absolute, out var url)
            && url.Scheme == Uri.UriSchemeHttps && url.Host.Length > 0 && !text.Text.Any(char.IsWhiteSpace);
        if (!secure)
        {
            context.Findings.Add(text, ProblemCodes.NotHttps, text.Text);
        }
    }

    protected override void DescribeText(JsonObject schema)
    {
        schema["format"] = "uri";
        schema["pattern"] = "^https://";
    }
}

internal sealed class ZoneNameAttribute : TextRule
{
    protected override void CheckText(JsonPart text, Type owner, FieldContext context)
    {
        if (DateTimeZoneProviders.Tzdb.GetZoneOrNull(text.Text) is null)
        {
            context.Findings.Add(text, ProblemCodes.UnknownZone, text.Text);
        }
    }
}

/// <summary>A CSV file of the campaign's folder.</summary>
internal sealed partial class CsvFileAttribute(NamedFileUse use) : TextRule
{
    protected override void CheckText(JsonPart text, Type owner, FieldContext context)
    {
        if (Name().IsMatch(text.Text))
        {
            context.NamedFiles.Add(new(text, use));
        }
        else
        {
            context.Findings.Add(text, ProblemCodes.BadCsvName, text.Text);
        }
    }

    protected override void DescribeText(JsonObject schema) => schema["pattern"] = Name().ToString();

    /// <summary>Folders and names start with a letter, a digit or _, so that none is hidden and none is "..".</summary>
    [GeneratedRegex(@"^([\p{L}\p{N}_][\p{L}\p{N}_. -]*/)*[\p{L}\p{N}_][\p{L}\p{N}_. -]*\.csv$")]
    private static partial Regex Name();
}

/// <summary>The object id of something in Entra.</summary>
internal sealed class ObjectIdAttribute : TextRule
{
    protected override void CheckText(JsonPart text, Type owner, FieldContext context)
    {
        if (!Guid.TryParseExact(text.Text, "D", out _))
        {
            context.Findings.Add(text, ProblemCodes.BadObjectId, text.Text);
        }
    }

    protected override void DescribeText(JsonObject schema) => schema["format"] = "uuid";
}

/// <summary>A group's name: something to read in it, not only signs.</summary>
internal sealed class GroupNameAttribute : TextRule
{
    protected override void CheckText(JsonPart text, Type owner, FieldContext context)
    {
        if (string.IsNullOrWhiteSpace(text.Text))
        {
            context.Findings.Add(text, ProblemCodes.EmptyText);
        }
        else if (text.Text.Length > GroupNaming.LongestName)
        {
            context.Findings.Add(text, ProblemCodes.LongText, text.Text.Length, GroupNaming.LongestName);
        }
        else if (!GroupNaming.IsReadable(text.Text))
        {
            context.Findings.Add(text, GroupProblemCodes.SignsOnly, text.Text);
        }
    }

    protected override void DescribeText(JsonObject schema) => (schema["minLength"], schema["maxLength"]) = (1, GroupNaming.LongestName);
}

/// <summary>A channel's name, as Teams takes it.</summary>
internal sealed class ChannelNameAttribute : TextRule
{
    private const int Longest = 50;

    private static readonly SearchValues<char> Signs = SearchValues.Create("~#%&*{}+/\\:<>?|'\",");

    /// <summary>The channel that every team has, in the languages of the app.</summary>
    private static readonly string[] Reserved = ["General", "Général"];

    protected override void CheckText(JsonPart text, Type owner, FieldContext context)
    {
        var name = text.Text.Trim();
        if (name.Length == 0)
        {
            context.Findings.Add(text, ProblemCodes.EmptyText);
        }
        else if (name.Length > Longest)
        {
            context.Findings.Add(text, ProblemCodes.LongText, name.Length, Longest);
        }
        else if (!IsPlain(name))
        {
            context.Findings.Add(text, GroupProblemCodes.ChannelSign, name);
        }
        else if (Reserved.Contains(name.Normalize(), StringComparer.OrdinalIgnoreCase))
        {
            context.Findings.Add(text, GroupProblemCodes.ReservedChannel, name);
        }
    }

    protected override void DescribeText(JsonObject schema) => (schema["minLength"], schema["maxLength"]) = (1, Longest);

    private static bool IsPlain(string name) =>
        !name.AsSpan().ContainsAny(Signs) && !name.Any(char.IsControl) && !name.Contains("..", StringComparison.Ordinal)
        && name[0] is not ('_' or '.') && name[^1] != '.';
}

/// <summary>A picture of the campaign's folder.</summary>
internal sealed partial class PictureFileAttribute : TextRule
{
    protected override void CheckText(JsonPart text, Type owner, FieldContext context)
    {
        if (Name().IsMatch(text.Text))
        {
            context.NamedFiles.Add(new(text, NamedFileUse.Picture));
        }
        else
        {
            context.Findings.Add(text, GroupProblemCodes.BadPictureName, text.Text);
        }
    }

    protected override void DescribeText(JsonObject schema) => schema["pattern"] = Name().ToString();

    /// <summary>As a CSV file is named, with another end.</summary>
    [GeneratedRegex(@"^([\p{L}\p{N}_][\p{L}\p{N}_. -]*/)*[\p{L}\p{N}_][\p{L}\p{N}_. -]*\.(png|jpg|jpeg|gif)$")]
    private static partial Regex Name();
}
