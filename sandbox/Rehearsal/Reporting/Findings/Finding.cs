namespace AdoptionAutomation.Sandbox.Rehearsal.Reporting.Findings;

public enum Weight
{
    /// <summary>It will go wrong.</summary>
    Serious,

    /// <summary>It will go worse than it could.</summary>
    Warning,

    /// <summary>Worth knowing.</summary>
    Hint,
}

/// <summary>Something that the run showed, and what to change so that it does not happen. (Public because Razor's parameters are.)</summary>
/// <param name="Rule">Which rule found it: alike findings share it.</param>
/// <param name="Weight">How much it matters.</param>
/// <param name="Place">File, line, column and field that are to be changed.</param>
/// <param name="What">What happened, in a sentence.</param>
/// <param name="Change">What to change.</param>
public sealed record Finding(string Rule, Weight Weight, string Place, string What, string Change)
{
    /// <summary>Whom or what it is about: ids, dates, titles.</summary>
    public IReadOnlyList<string> About { get; init; } = [];
}
