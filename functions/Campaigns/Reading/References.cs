namespace AdoptionAutomation.Campaigns.Reading;

/// <summary>The ids that files declare and the places that name them, matched when every file has been walked.</summary>
internal sealed class References(Findings findings)
{
    private readonly Dictionary<Type, Dictionary<string, JsonPart>> declared = [];
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

    /// <summary>A target of which no id was read (its file is broken, which is reported already) is not held against those who name it.</summary>
    public void Match()
    {
        foreach (var (target, part) in named)
        {
            if (!declared.TryGetValue(target, out var ids) || ids.ContainsKey(part.Text))
            {
                continue;
            }

            var list = ids.Values.First().Parent!.Parent!.Path;
            if (NearMiss.Of(part.Text, ids.Keys) is { } near)
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
