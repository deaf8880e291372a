using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace AdoptionAutomation.Campaigns.Reading;

/// <summary>How many items a list may have.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class CountAttribute(int least, int most = int.MaxValue) : FieldRule
{
    public override void Check(JsonPart value, Type owner, FieldContext context)
    {
        if (value.Parts.Count < least)
        {
            context.Findings.Add(value, ProblemCodes.ShortList, value.Parts.Count, least);
        }
        else if (value.Parts.Count > most)
        {
            context.Findings.Add(value, ProblemCodes.LongList, value.Parts.Count, most);
        }
    }

    public override void Describe(JsonObject schema)
    {
        schema["minItems"] = least;
        if (most < int.MaxValue)
        {
            schema["maxItems"] = most;
        }
    }
}

/// <summary>The least and the most that a whole number may be; on a list of numbers it holds for each.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class WholeAttribute(int least, int most) : FieldRule
{
    public override void Check(JsonPart value, Type owner, FieldContext context)
    {
        foreach (var part in value.Kind == JsonValueKind.Array ? value.Parts : [value])
        {
            if (int.TryParse(part.Text, CultureInfo.InvariantCulture, out var number) && (number < least || number > most))
            {
                context.Findings.Add(part, ProblemCodes.OutOfRange, number, least, most);
            }
        }
    }

    public override void Describe(JsonObject schema)
    {
        var number = schema["items"] as JsonObject ?? schema;
        (number["minimum"], number["maximum"]) = (least, most);
    }
}

/// <summary>A text in every language of the campaign. The record's fields are named after the languages.</summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class InEveryLanguageAttribute : FieldRule
{
    public override void Check(JsonPart value, Type owner, FieldContext context)
    {
        foreach (var language in context.Languages.Where(language => value.Find(language) is null or { Kind: JsonValueKind.Null }))
        {
            context.Findings.Add(value.File, value.Offset, value.PathTo(language), ProblemCodes.NoTranslation, language);
        }
    }
}

/// <summary>Exactly one of the record's fields is given.</summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class ExactlyOneAttribute(params string[] fields) : FieldRule
{
    public override void Check(JsonPart value, Type owner, FieldContext context)
    {
        var given = fields.Count(field => value.Find(field) is { Kind: not JsonValueKind.Null });
        if (given != 1)
        {
            context.Findings.Add(value, given == 0 ? ProblemCodes.NoneGiven : ProblemCodes.SeveralGiven, string.Join(", ", fields));
        }
    }

    public override void Describe(JsonObject schema) =>
        schema["oneOf"] = new JsonArray([.. fields.Select(field => new JsonObject { ["required"] = new JsonArray(field) })]);
}

/// <summary>The two ends of a span differ.</summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class DifferentEndsAttribute(string from, string to) : FieldRule
{
    public override void Check(JsonPart value, Type owner, FieldContext context)
    {
        if (value.Find(from) is { Text.Length: > 0 } start && value.Find(to) is { } end && start.Text == end.Text)
        {
            context.Findings.Add(value, ProblemCodes.NoQuietHours);
        }
    }
}
