using System.Globalization;
using System.Text.Json;
using AdoptionAutomation.Campaigns.Reading;

namespace AdoptionAutomation.Campaigns;

/// <summary>What must fit together within groups.json, beyond what each field says for itself; the file may have problems.</summary>
internal sealed class GroupsCheck(JsonPart root, IReadOnlyDictionary<string, ExpansionTable> tables, FieldContext context)
{
    private readonly TemplateChains templates = new(root, context.Findings);
    private readonly NamingRules rules = RulesOf(root.Find("naming"));

    public void Run()
    {
        templates.CheckCircles();
        foreach (var template in root.ItemsOf("templates"))
        {
            CheckChannels(template.Find("team"));
        }

        var naming = new GroupNaming(rules);
        foreach (var group in root.ItemsOf("groups"))
        {
            CheckGroup(group, naming);
        }

        var expansions = new ExpansionsCheck(templates, tables, naming, rules.Prefix, context.Findings);
        context.References.Offer(typeof(GroupDefinition), "groups", [.. root.ItemsOf("expansions").SelectMany(expansions.Check)]);
    }

    private static NamingRules RulesOf(JsonPart? naming) => naming is null ? new() : new()
    {
        Prefix = naming.TextOf("prefix"),
        Forbidden = [.. naming.TextsOf("forbidden")],
        Longest = LimitIn(naming.Find("longest")),
    };

    private static int LimitIn(JsonPart? longest) =>
        int.TryParse(longest?.Text, CultureInfo.InvariantCulture, out var limit)
        && limit is >= NamingRules.ShortestLimit and <= GroupNaming.LongestName
            ? limit
            : GroupNaming.LongestName;

    private void CheckChannels(JsonPart? team)
    {
        var lines = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
        foreach (var channel in team?.ItemsOf("channels") ?? [])
        {
            if (channel.Find("name") is { Kind: JsonValueKind.String } name && !lines.TryAdd(name.Text.Trim(), name.Line))
            {
                context.Findings.Add(name, GroupProblemCodes.SameChannel, name.Text, lines[name.Text.Trim()]);
            }
        }
    }

    private void CheckGroup(JsonPart group, GroupNaming naming)
    {
        var id = group.TextOf("id") ?? "";
        var place = string.Create(CultureInfo.InvariantCulture, $"{group.File.Name}:{group.Line}");
        naming.TakeId(id, place);
        if (group.TextOf("template") is { } template)
        {
            templates.CheckUse(template, id);
            CheckOwners(group, template);
            CheckGuests(group, template);
        }

        // What is wrong with the name alone, its own rule has said
        if (group.Find("name") is { Kind: JsonValueKind.String, Text.Length: <= GroupNaming.LongestName } name && GroupNaming.IsReadable(name.Text))
        {
            var shown = rules.Prefix + name.Text;
            NamingProblem?[] problems = [.. naming.OfName(shown), naming.TakeName(shown, place)];
            foreach (var problem in problems.OfType<NamingProblem>())
            {
                context.Findings.Add(name, problem.Code, problem.Arguments);
            }
        }
    }

    private void CheckOwners(JsonPart group, string template)
    {
        if (group.ItemsOf("owners").Count == 0 && templates.TryFind(template, "owners", out var owners) && owners is null or { Parts: [] })
        {
            var place = group.Find("owners") ?? group;
            context.Findings.Add(
                group.File, place.Offset, group.PathTo("owners"), GroupProblemCodes.NoOwner, group.TextOf("name") ?? "", template);
        }
    }

    private void CheckGuests(JsonPart group, string template)
    {
        if (group.ItemsOf("guests").Count > 0 && templates.TryFind(template, "guests", out var policy) && policy?.Text != "allowed")
        {
            context.Findings.Add(group.Find("guests")!, GroupProblemCodes.GuestsNotAllowed, template);
        }
    }
}
