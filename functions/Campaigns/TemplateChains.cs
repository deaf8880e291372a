using System.Text.Json;
using AdoptionAutomation.Campaigns.Reading;

namespace AdoptionAutomation.Campaigns;

/// <summary>The templates of groups.json as they are written, each followed by those it is like; the file may have problems.</summary>
internal sealed class TemplateChains(JsonPart root, Findings findings)
{
    private readonly Dictionary<string, JsonPart> templates = root.ItemsOf("templates")
        .Take(GroupsFile.MostTemplates)
        .Where(template => template.TextOf("id") is not null)
        .DistinctBy(template => template.TextOf("id"))
        .ToDictionary(template => template.TextOf("id")!, StringComparer.Ordinal);

    private readonly HashSet<string> checkedIds = [];

    /// <summary>Each circle once, where its first template in the file says <c>like</c>.</summary>
    public void CheckCircles()
    {
        var told = new HashSet<string>();
        foreach (var (id, template) in templates)
        {
            var chain = Walk(id).Select(one => one.TextOf("id")!).ToList();
            if (templates[chain[^1]].TextOf("like") == id && !told.Contains(id))
            {
                told.UnionWith(chain);
                findings.Add(template.Find("like")!, GroupProblemCodes.Circle, string.Join(" → ", [.. chain, id]));
            }
        }
    }

    /// <summary>What groups of a template cannot do without, said once for a template.</summary>
    public void CheckUse(string id, string usedBy)
    {
        if (ChainOf(id) is not { } chain || !checkedIds.Add(id))
        {
            return;
        }

        Require("kind", GroupProblemCodes.NoKind);
        Require("visibility", GroupProblemCodes.NoVisibility);

        void Require(string field, ProblemCode code)
        {
            if (Said(chain, field) is null)
            {
                findings.Add(chain[0].File, chain[0].Offset, chain[0].PathTo(field), code, id, usedBy);
            }
        }
    }

    /// <summary>A field of the template, or of the nearest it is like; false if the chain has no end, which is reported already.</summary>
    public bool TryFind(string? id, string field, out JsonPart? said)
    {
        var chain = id is null ? null : ChainOf(id);
        said = chain is null ? null : Said(chain, field);
        return chain is not null;
    }

    /// <summary>The nearest first; null if it runs in a circle or names a template that is not there.</summary>
    private List<JsonPart>? ChainOf(string id)
    {
        var chain = Walk(id).ToList();
        return chain.Count > 0 && chain[^1].Find("like") is null or { Kind: JsonValueKind.Null } ? chain : null;
    }

    private IEnumerable<JsonPart> Walk(string id)
    {
        var met = new HashSet<string>();
        var next = id;
        while (next is not null && met.Add(next) && templates.TryGetValue(next, out var template))
        {
            yield return template;
            next = template.TextOf("like");
        }
    }

    private static JsonPart? Said(List<JsonPart> chain, string field) =>
        chain.Select(template => template.Find(field)).FirstOrDefault(said => said is { Kind: not JsonValueKind.Null });
}
