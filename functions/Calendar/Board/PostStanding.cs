using AdoptionAutomation.Effects;

namespace AdoptionAutomation.Calendar.Board;

/// <summary>How a post stands; of several deliveries, the first of these that any has.</summary>
internal enum PostStanding
{
    /// <summary>Refused for good: somebody has to mend it.</summary>
    Failed,

    /// <summary>Nobody knows whether it went out: somebody has to look.</summary>
    Uncertain,

    /// <summary>Too late to go out unasked: somebody decides.</summary>
    Asked,

    /// <summary>Due within a day, or under way.</summary>
    Soon,

    Planned,

    /// <summary>A rule or a person left it out.</summary>
    Skipped,

    Published,

    /// <summary>Not approved: it will not go out.</summary>
    Draft,

    /// <summary>A slot that no prepared post is left for.</summary>
    Empty,
}

/// <summary>The rules of how posts stand (pure).</summary>
internal static class PostStandings
{
    private static readonly TimeSpan Near = TimeSpan.FromHours(24);

    public static PostStanding Of(EffectState? state, DateTimeOffset at, DateTimeOffset now) => state switch
    {
        EffectState.Done => PostStanding.Published,
        EffectState.Failed => PostStanding.Failed,
        EffectState.Uncertain => PostStanding.Uncertain,
        EffectState.Skipped => PostStanding.Skipped,
        EffectState.Asked => PostStanding.Asked,
        _ => at <= now + Near ? PostStanding.Soon : PostStanding.Planned,
    };

    public static PostStanding Of(IEnumerable<PostStanding> deliveries) => deliveries.DefaultIfEmpty(PostStanding.Planned).Min();

    /// <summary>As pages, queries and JSON write it.</summary>
    public static string Word(this PostStanding standing) => standing.ToString().ToLowerInvariant();
}
