namespace AdoptionAutomation.Sandbox.Rehearsal.Tracing;

/// <summary>Like pieces of work under the same one, folded.</summary>
internal sealed class TraceNode(string name, TraceNode? parent)
{
    private readonly Dictionary<string, TraceNode> children = new(StringComparer.Ordinal);

    public string Name => name;

    public int Count { get; private set; }

    public int Failures { get; set; }

    public DateTimeOffset First { get; private set; }

    public DateTimeOffset Last { get; private set; }

    /// <summary>What came of it: effects by outcome, rests by lane.</summary>
    public SortedDictionary<string, int> Counts { get; } = new(StringComparer.Ordinal);

    public IEnumerable<TraceNode> Children => children.Values.OrderBy(child => child.First);

    /// <summary>
    /// One more piece of work under this one. Work that puts itself on its queue again, by whatever detour, is folded into where it began: so the
    /// tree stays as small as the pipeline is, however long a wave lasts.
    /// </summary>
    public TraceNode Add(string work, DateTimeOffset at)
    {
        for (var above = this; above is not null; above = above.Above)
        {
            if (above.Name == work)
            {
                return above.Seen(at);
            }
        }

        if (!children.TryGetValue(work, out var child))
        {
            children.Add(work, child = new(work, this));
        }

        return child.Seen(at);
    }

    private TraceNode? Above => parent;

    private TraceNode Seen(DateTimeOffset at)
    {
        First = Count == 0 ? at : First;
        Last = at;
        Count++;
        return this;
    }
}
