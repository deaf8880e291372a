using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using NodaTime;

namespace AdoptionAutomation.Campaigns.Reading;

/// <summary>What a rule may need to know beyond the value it looks at.</summary>
/// <param name="Languages">The campaign's; empty while they cannot be read.</param>
/// <param name="Zone">The campaign's; null while it cannot be read.</param>
/// <param name="NamedFiles">Filled by rules: the places that name another file of the campaign.</param>
internal sealed record FieldContext(
    Findings Findings, References References, IReadOnlyList<string> Languages, DateTimeZone? Zone, List<NamedFile> NamedFiles);

/// <summary>
/// A rule on a record's member, or on a whole record. It checks what is written and describes itself to editors, so both agree.
/// </summary>
internal abstract class FieldRule : Attribute
{
    public static IReadOnlyList<FieldRule> On(ICustomAttributeProvider target) =>
        [.. target.GetCustomAttributes(inherit: true).OfType<FieldRule>()];

    /// <param name="value">Of the right type already.</param>
    /// <param name="owner">The record that has the member, or that carries the rule.</param>
    public abstract void Check(JsonPart value, Type owner, FieldContext context);

    public virtual void Describe(JsonObject schema)
    {
    }
}

/// <summary>A rule on a text; on a list of texts it holds for each.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal abstract class TextRule : FieldRule
{
    public sealed override void Check(JsonPart value, Type owner, FieldContext context)
    {
        foreach (var part in value.Kind == JsonValueKind.Array ? value.Parts : [value])
        {
            if (part.Kind == JsonValueKind.String)
            {
                CheckText(part, owner, context);
            }
        }
    }

    public sealed override void Describe(JsonObject schema) => DescribeText(schema["items"] as JsonObject ?? schema);

    protected abstract void CheckText(JsonPart text, Type owner, FieldContext context);

    protected virtual void DescribeText(JsonObject schema)
    {
    }
}
