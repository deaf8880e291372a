using System.Text.Json;

namespace AdoptionAutomation.Tests.Infra.Parsing;

/// <summary>A node of the tree that tree-sitter makes of a Bicep text.</summary>
/// <param name="Type">The grammar's word, or the token itself.</param>
/// <param name="Field">What it is to its parent, where the grammar says it.</param>
/// <param name="Line">From 1.</param>
internal sealed record Syntax(string Type, string? Field, string Text, int Start, int Line, bool IsMissing, IReadOnlyList<Syntax> Children)
{
    public static Syntax Read(JsonElement node, string text)
    {
        var start = node[2].GetInt32();
        return new(
            node[0].GetString()!,
            node[1].GetString(),
            text[start..node[3].GetInt32()],
            start,
            node[4].GetInt32(),
            node[5].GetBoolean(),
            [.. node[6].EnumerateArray().Select(child => Read(child, text))]);
    }

    public bool IsBroken => IsMissing || Type == "ERROR";

    public Syntax? Find(string type) => Children.FirstOrDefault(child => child.Type == type);

    public Syntax? At(string field) => Children.FirstOrDefault(child => child.Field == field);

    public bool Has(string type) => Find(type) is not null;
}
