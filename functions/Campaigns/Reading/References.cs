namespace AdoptionAutomation.Campaigns.Reading;

/// <summary>The ids that files declare and the places that name them, matched when every file has been walked.</summary>
internal sealed class References(Findings findings)
{
    private readonly Dictionary<Type, Dictionary<string, JsonPart>> declared = [];
    private readonly Dictionary<Type, (string List, IReadOnlyList<string> Ids)> made = [];
    private readonly List<(Type Target, JsonPart Part)> named = [];

    public void Declare(Type owner, JsonPart id)
    {
        if (!declared.TryGetValue(owner, out var ids))
        {
            declared[owner] = ids = [];
        }

        if (!ids.TryAdd(id.Text, id))
        {
            findings.Add(id, ProblemCodes.DuplicateId, id.Text, ids[id.Text].Line);
        }
    }

    public void Name(Type target, JsonPart part) => named.Add((target, part));

    /// <summary>Ids that are written nowhere but follow from a list that could be read; there may be none.</summary>
    public void Offer(Type owner, string list, IReadOnlyList<string> ids) => made[owner] = (list, ids);

    /// <summary>A target of which no id was read (its file is broken, which is reported already) is not held against those who name it.</summary>
    public void Match()
    {
        foreach (var target in named.GroupBy(one => one.Target, one => one.Part))
        {
            if (declared.ContainsKey(target.Key) || made.ContainsKey(target.Key))
            {
                Match(target.Key, target);
            }
        }
    }

    private void Match(Type target, IEnumerable<JsonPart> parts)
    {
        var written = declared.GetValueOrDefault(target, []);
        var (list, others) = made.TryGetValue(target, out var offered) ? offered : (written.Values.First().Parent!.Parent!.Path, []);
        var ids = written.Keys.Concat(others).ToHashSet(StringComparer.Ordinal);
        foreach (var part in parts.Where(part => !ids.Contains(part.Text)))
        {
            if (NearMiss.Of(part.Text, ids) is { } near)
            {
                findings.Add(part, ProblemCodes.MisspeltReference, part.Text, list, near);
            }
            else
            {
                findings.Add(part, ProblemCodes.Dangling, part.Text, list);
            }
        }
    }
}
