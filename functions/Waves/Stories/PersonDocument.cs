using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Waves.People;

namespace AdoptionAutomation.Waves.Stories;

/// <summary>The answer to "why was this person (not) invited?": ids, times and rules, nobody's name or address.</summary>
/// <param name="Campaign">The campaign's id.</param>
/// <param name="Person">Object id.</param>
/// <param name="Next">What happens next, or what stands in the way.</param>
/// <param name="Directory">Null: the directory does not know them.</param>
/// <param name="Invitation">Null: they are in no wave.</param>
/// <param name="Waves">Every wave in order: the first that wants them has them.</param>
/// <param name="Effects">What was done, the oldest first.</param>
public sealed record PersonDocument(
    string Campaign,
    string Person,
    PersonNext Next,
    PersonInDirectory? Directory,
    PersonInWave? Invitation,
    IReadOnlyList<PersonAndWave> Waves,
    IReadOnlyList<EffectSight> Effects)
{
    internal static PersonDocument Of(PersonFacts facts) => new(
        facts.Campaign.Id,
        facts.Id,
        new PersonStory(facts).Next(),
        facts.User is { } user
            ? new(user.IsEnabled, user.IsGuest, user.Mail.Length > 0, user.Language, ZoneOf(facts))
            : null,
        facts.Row is { } row ? PersonInWave.Of(row) : null,
        [.. facts.Waves.Select(wave => new PersonAndWave(
            wave.Wave.Id, wave.State.ToString().ToLowerInvariant(), wave.Means, wave.Audience, wave.ExceptedBy + 1, wave == facts.Wanting))],
        facts.Effects);

    private static string ZoneOf(PersonFacts facts) =>
        facts.Row?.Zone
        ?? facts.Campaign.Settings.TimeZones.FirstOrDefault(rule => rule.Holds(facts.User!.Attributes))?.Zone
        ?? facts.Campaign.Settings.TimeZone;
}

/// <param name="AccountInUse">Whether they can sign in.</param>
/// <param name="Guest">Invited from outside.</param>
/// <param name="HasAddress">Whether they can be written to.</param>
/// <param name="Language">Two letters; null: the directory does not say.</param>
/// <param name="Zone">IANA name.</param>
public sealed record PersonInDirectory(bool AccountInUse, bool Guest, bool HasAddress, string? Language, string Zone);

/// <param name="Wave">The wave's id.</param>
/// <param name="State">Of the wave.</param>
/// <param name="Means">Whether every condition of its audience holds.</param>
/// <param name="Audience">Its conditions.</param>
/// <param name="ExceptedBy">Which of its exceptions takes the person out, from 1; null: none.</param>
/// <param name="First">Whether it is the first that wants them: no other will.</param>
public sealed record PersonAndWave(string Wave, string State, bool Means, IReadOnlyList<ConditionSight> Audience, int? ExceptedBy, bool First);

/// <summary>A person's row.</summary>
public sealed record PersonInWave(string Wave, string State, DateTimeOffset? Since, string? Reason)
{
    public DateTimeOffset? WelcomedAt { get; init; }

    public IReadOnlyList<string> Kits { get; init; } = [];

    public IReadOnlyList<string> OwnGroups { get; init; } = [];

    public DateTimeOffset? ActiveAt { get; init; }

    /// <summary>What told that they are active.</summary>
    public string? ActiveBy { get; init; }

    public string? CharterVersion { get; init; }

    public DateTimeOffset? CharterAt { get; init; }

    public DateTimeOffset? RemindersStoppedAt { get; init; }

    public DateTimeOffset? FirstDay { get; init; }

    public DateTimeOffset? AnnounceAt { get; init; }

    internal static PersonInWave Of(PersonRow row) => new(row.Wave, row.State.ToString().ToLowerInvariant(), row.Since, row.Reason)
    {
        WelcomedAt = row.WelcomedAt,
        Kits = [.. row.Kits.Select(kit => kit.ToString().ToLowerInvariant())],
        OwnGroups = row.OwnGroups,
        ActiveAt = row.ActiveAt,
        ActiveBy = row.ActiveBy?.ToString().ToLowerInvariant(),
        CharterVersion = row.CharterVersion,
        CharterAt = row.CharterAt,
        RemindersStoppedAt = row.RemindersStoppedAt,
        FirstDay = row.FirstDay,
        AnnounceAt = row.AnnounceAt,
    };
}
