using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using NodaTime;

namespace AdoptionAutomation.Campaigns.Reading;

/// <summary>
/// Holds what a file says against the records it is for, by the serializer's own description of them:
/// a new kind of file costs its records and the rules on their members, and no code here.
/// </summary>
internal sealed class FieldCheck(FieldContext context)
{
    private static readonly LocalText AList = new() { Fr = "une liste [ ]", En = "a list [ ]" };
    private static readonly LocalText AnObject = new() { Fr = "un objet { }", En = "an object { }" };
    private static readonly LocalText AText = new() { Fr = "un texte entre guillemets", En = "a text in quotes" };
    private static readonly LocalText ANumber = new() { Fr = "un nombre", En = "a number" };
    private static readonly LocalText AnInteger = new() { Fr = "un nombre entier", En = "a whole number" };
    private static readonly LocalText TrueOrFalse = new() { Fr = "true ou false", En = "true or false" };
    private static readonly LocalText Nothing = new() { Fr = "null", En = "null" };

    private readonly Dictionary<Type, IReadOnlyList<string>> wordsOfEnums = [];
    private readonly Dictionary<Type, Shape> shapes = [];

    public void Check(JsonPart root, Type record) => CheckObject(root, record);

    private bool CheckValue(JsonPart part, Type type)
    {
        var info = CampaignJson.Options.GetTypeInfo(type);
        return info.Kind switch
        {
            JsonTypeInfoKind.Object => CheckObject(part, type),
            JsonTypeInfoKind.Enumerable => CheckList(part, info.ElementType!),
            _ => CheckScalar(part, Nullable.GetUnderlyingType(type) ?? type),
        };
    }

    private bool CheckObject(JsonPart part, Type type)
    {
        if (!Is(part, JsonValueKind.Object, AnObject))
        {
            return false;
        }

        var shape = ShapeOf(type);
        var absent = shape.Fields.Keys.Where(name => part.Find(name) is null).ToHashSet();
        foreach (var member in part.Parts)
        {
            if (shape.Fields.TryGetValue(member.Name!, out var field))
            {
                CheckMember(member, field, type);
            }
            else if (part.Parent is not null || member.Name != "$schema")
            {
                ReportUnknown(member, shape.Fields.Keys, absent);
            }
        }

        foreach (var name in shape.Required.Where(absent.Contains))
        {
            context.Findings.Add(part.File, part.Offset, part.PathTo(name), ProblemCodes.MissingField, name);
        }

        Apply(shape.Rules, part, type);
        return true;
    }

    private void CheckMember(JsonPart member, Field field, Type owner)
    {
        var absent = member.Kind == JsonValueKind.Null && field.Nullable;
        if (!absent && CheckValue(member, field.Type))
        {
            Apply(field.Rules, member, owner);
        }
    }

    private void Apply(IReadOnlyList<FieldRule> rules, JsonPart part, Type owner)
    {
        foreach (var rule in rules)
        {
            rule.Check(part, owner, context);
        }
    }

    private bool CheckList(JsonPart part, Type element)
    {
        if (!Is(part, JsonValueKind.Array, AList))
        {
            return false;
        }

        var seen = new Dictionary<string, JsonPart>(StringComparer.OrdinalIgnoreCase);
        foreach (var item in part.Parts)
        {
            var sound = CheckValue(item, element);
            if (sound && item.Kind == JsonValueKind.String && !seen.TryAdd(item.Text, item))
            {
                context.Findings.Add(item, ProblemCodes.Repeated, item.Text, seen[item.Text].Line);
            }
        }

        return true;
    }

    private bool CheckScalar(JsonPart part, Type type)
    {
        if (type == typeof(string))
        {
            return Is(part, JsonValueKind.String, AText);
        }

        if (type == typeof(bool))
        {
            return Is(part, JsonValueKind.True, TrueOrFalse);
        }

        if (IsoText.Of(type) is { } iso)
        {
            return Is(part, JsonValueKind.String, iso.Words) && CheckIso(part, iso);
        }

        return type.IsEnum
            ? Is(part, JsonValueKind.String, AText) && CheckEnum(part, type)
            : Is(part, JsonValueKind.Number, ANumber) && CheckNumber(part, type);
    }

    private bool CheckIso(JsonPart part, IIsoText iso)
    {
        if (!iso.HasShape(part.Text))
        {
            context.Findings.Add(part, ProblemCodes.NotIso, part.Text, iso.Words, iso.Example);
            return false;
        }

        if (!iso.Exists(part.Text))
        {
            context.Findings.Add(part, ProblemCodes.NoSuchTime, part.Text);
            return false;
        }

        if (iso == IsoText.DateAndTime && context.Zone is { } zone && IsSkipped(part.Text, zone))
        {
            context.Findings.Add(part, ProblemCodes.SkippedTime, part.Text, zone.Id);
        }

        return true;
    }

    private static bool IsSkipped(string local, DateTimeZone zone) => zone.MapLocal(IsoText.DateAndTime.Parse(local)).Count == 0;

    private bool CheckEnum(JsonPart part, Type type)
    {
        if (!wordsOfEnums.TryGetValue(type, out var words))
        {
            wordsOfEnums[type] = words = CampaignJson.WordsOf(type);
        }

        if (words.Contains(part.Text))
        {
            return true;
        }

        context.Findings.Add(part, ProblemCodes.NotOneOf, part.Text, string.Join(", ", words));
        return false;
    }

    /// <summary>Whether a number fits its type, the serializer knows best.</summary>
    private bool CheckNumber(JsonPart part, Type type)
    {
        try
        {
            JsonSerializer.Deserialize(part.Text, type, CampaignJson.Options);
            return true;
        }
        catch (JsonException)
        {
            context.Findings.Add(part, ProblemCodes.WrongType, AnInteger, part.Text);
            return false;
        }
    }

    private bool Is(JsonPart part, JsonValueKind expected, LocalText words)
    {
        if (part.Kind == expected)
        {
            return true;
        }

        context.Findings.Add(part, ProblemCodes.WrongType, words, WordsFor(part.Kind));
        return false;
    }

    private static LocalText WordsFor(JsonValueKind kind) => kind switch
    {
        JsonValueKind.Object => AnObject,
        JsonValueKind.Array => AList,
        JsonValueKind.String => AText,
        JsonValueKind.Number => ANumber,
        JsonValueKind.True => TrueOrFalse,
        _ => Nothing,
    };

    /// <summary>A misspelt field is one problem, not two: the field that was meant is not missing then.</summary>
    private void ReportUnknown(JsonPart member, IEnumerable<string> fields, HashSet<string> absent)
    {
        var meant = NearMiss.Of(member.Name!, absent);
        var (code, help) = meant is null
            ? (ProblemCodes.UnknownField, string.Join(", ", fields))
            : (ProblemCodes.MisspeltField, meant);
        context.Findings.Add(member.File, member.NameOffset, member.Path, code, member.Name!, help);
        absent.Remove(meant ?? "");
    }

    private Shape ShapeOf(Type type)
    {
        if (!shapes.TryGetValue(type, out var shape))
        {
            shapes[type] = shape = Shape.Of(CampaignJson.Options.GetTypeInfo(type));
        }

        return shape;
    }

    private sealed record Field(Type Type, bool Nullable, IReadOnlyList<FieldRule> Rules);

    private sealed record Shape(Dictionary<string, Field> Fields, IReadOnlyList<string> Required, IReadOnlyList<FieldRule> Rules)
    {
        public static Shape Of(JsonTypeInfo type) => new(
            type.Properties.ToDictionary(
                property => property.Name,
                property => new Field(property.PropertyType, property.IsSetNullable, FieldRule.On(property.AttributeProvider!))),
            [.. type.Properties.Where(property => property.IsRequired).Select(property => property.Name)],
            FieldRule.On(type.Type));
    }
}
