using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Kpis.Book;
using AdoptionAutomation.Sandbox.Rehearsal.Proving;

namespace AdoptionAutomation.Sandbox.Rehearsal.Reporting.Findings;

/// <summary>What the rules of the findings look at (data alone).</summary>
internal sealed record RunFacts(Campaign Campaign, DateTimeOffset Start, DateTimeOffset End)
{
    public IReadOnlyList<WaveFacts> Waves { get; init; } = [];

    /// <summary>Mails that came back or were not delivered, one a person.</summary>
    public IReadOnlyList<RefusedPerson> Refused { get; init; } = [];

    /// <summary>Employees whom no wave means.</summary>
    public IReadOnlyList<Guid> InNoWave { get; init; } = [];

    /// <summary>People of a wave whose own value has no group, by wave and expansion.</summary>
    public IReadOnlyList<GroupGap> WithoutOwnGroup { get; init; } = [];

    public IReadOnlyList<PostFacts> Posts { get; init; } = [];

    public IReadOnlyList<RoundFacts> Rounds { get; init; } = [];

    /// <summary>The largest share of each quota of Graph, over all days.</summary>
    public IReadOnlyList<QuotaPeak> Quotas { get; init; } = [];

    /// <summary>Requests that Graph turned away for a quota, by its name.</summary>
    public IReadOnlyDictionary<string, int> TurnedAway { get; init; } = new Dictionary<string, int>(StringComparer.Ordinal);

    public IReadOnlyList<MailWait> Waits { get; init; } = [];

    public IReadOnlyList<ObjectiveSight> Objectives { get; init; } = [];

    /// <summary>Mails that somebody got in one week, by person and the week's number from 1.</summary>
    public IReadOnlyList<(Guid Person, int Week, int Mails)> Burden { get; init; } = [];

    /// <summary>Addresses of digests that were refused.</summary>
    public int RefusedDigests { get; init; }
}

/// <param name="Wave">Its definition.</param>
/// <param name="Due">When the file says that it opens; null: by hand.</param>
/// <param name="Opened">When it opened; null: it did not.</param>
internal sealed record WaveFacts(WaveDefinition Wave, DateTimeOffset? Due, DateTimeOffset? Opened)
{
    public IReadOnlyList<WaveHold> Holds { get; init; } = [];

    /// <summary>People whom it means, for whom their turn would come.</summary>
    public int Meant { get; init; }

    /// <summary>People who were welcomed.</summary>
    public int Welcomed { get; init; }

    /// <summary>People whose welcome was refused, or who could not join.</summary>
    public int Refused { get; init; }

    /// <summary>Of those whose first reminder has come due, people who were active by then; null: there are none.</summary>
    public (int Active, int Of)? AtReminder { get; init; }
}

/// <param name="Person">Object id; null: outside the directory.</param>
/// <param name="Kind">Of the first mail that was refused.</param>
/// <param name="IsBounce">The mailbox does not exist; else SendGrid had the address on its suppression list.</param>
internal sealed record RefusedPerson(Guid? Person, string Kind, bool IsBounce);

internal sealed record GroupGap(WaveDefinition Wave, string Expansion, IReadOnlyList<Guid> People);

/// <param name="Fate">What became of it.</param>
/// <param name="Members">People in the group when it came, its owners aside; null: it did not.</param>
internal sealed record PostFacts(PostFate Fate, int? Members);

/// <param name="Round">As the files ask for it.</param>
/// <param name="Asked">Mails that arrived.</param>
/// <param name="Answers">Answers that were kept.</param>
internal sealed record RoundFacts(ExpectedRound Round, int Asked, int Answers);

internal sealed record QuotaPeak(string Quota, DateOnly Day, double Share);

/// <param name="Family">Of the mails, such as post or survey.</param>
/// <param name="Source">Id of the post or survey.</param>
/// <param name="Mails">How many there were.</param>
/// <param name="Late">How many of them left more than <see cref="LongAfter"/> after their hour.</param>
/// <param name="Longest">The longest of these waits.</param>
internal sealed record MailWait(string Family, string Source, int Mails, int Late, TimeSpan Longest)
{
    public static readonly TimeSpan LongAfter = TimeSpan.FromHours(12);
}
