using System.Text.Json;
using AdoptionAutomation.Campaigns.Reading;

namespace AdoptionAutomation.Campaigns;

/// <summary>Whether the kinds and tags that a calendar names are those of any group, written by hand or expanded; ids of groups are references.</summary>
internal sealed class TargetsCheck
{
    private readonly Findings findings;
    private readonly HashSet<string> kinds;
    private readonly HashSet<string> tags;

    public TargetsCheck(JsonPart groups, Findings findings)
    {
        this.findings = findings;
        var made = groups.ItemsOf("groups").Concat(groups.ItemsOf("expansions")).ToList();
        var templates = new TemplateChains(groups, findings);
        kinds = made.Select(group => templates.TryFind(group.TextOf("template"), "kind", out var kind) ? kind?.Text : null)
            .OfType<string>().ToHashSet(StringComparer.Ordinal);
        tags = made.SelectMany(group => group.TextsOf("tags"))
            .Concat(made.SelectMany(group => templates.TryFind(group.TextOf("template"), "tags", out var list) ? TextsOf(list) : []))
            .ToHashSet(StringComparer.OrdinalIgnoreCase);
    }

    public void Check(JsonPart to)
    {
        // Groups without a kind are a problem of groups.json, said there
        if (kinds.Count == 0)
        {
            return;
        }

        foreach (var kind in Texts(to, "kinds").Where(kind => Enum.TryParse<GroupKind>(kind.Text, ignoreCase: true, out _) && !kinds.Contains(kind.Text)))
        {
            findings.Add(kind, CalendarProblemCodes.KindOfNone, kind.Text, ListOf(kinds));
        }

        foreach (var tag in Texts(to, "tags").Where(tag => !string.IsNullOrWhiteSpace(tag.Text) && !tags.Contains(tag.Text)))
        {
            findings.Add(tag, CalendarProblemCodes.TagOfNone, tag.Text, ListOf(tags));
        }
    }

    private static IEnumerable<JsonPart> Texts(JsonPart to, string field) => to.ItemsOf(field).Where(item => item.Kind == JsonValueKind.String);

    private static IEnumerable<string> TextsOf(JsonPart? list) => list?.Parts.Where(item => item.Kind == JsonValueKind.String).Select(item => item.Text) ?? [];

    private static string ListOf(HashSet<string> words) => words.Count == 0 ? "-" : string.Join(", ", words.Order(StringComparer.OrdinalIgnoreCase));
}
