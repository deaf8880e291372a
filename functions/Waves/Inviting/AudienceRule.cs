using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Graph;
using AdoptionAutomation.Waves.Life;

namespace AdoptionAutomation.Waves.Inviting;

/// <summary>Whether one person of a wave's audience is invited by it, or why not (pure, given the sets).</summary>
internal sealed class AudienceRule(Campaign campaign, WaveDefinition wave, AudienceSets sets, DateTimeOffset now)
{
    private readonly IReadOnlyList<WaveDefinition> before = [.. campaign.Waves.TakeWhile(one => one.Id != wave.Id).Where(one => sets.Keepers.Contains(one.Id))];

    public AudienceVerdict Of(DirectoryUser user) =>
        user.IsGuest ? AudienceVerdict.Guest
        : !user.IsEnabled ? AudienceVerdict.Disabled
        : user.Mail.Length == 0 ? AudienceVerdict.NoAddress
        : wave.Except.Any(except => Means(except, user)) ? AudienceVerdict.Excepted
        : before.Any(one => Means(one.Audience, user) && !one.Except.Any(except => Means(except, user))) ? AudienceVerdict.EarlierWave
        : StartsLater(user) ? AudienceVerdict.StartsLater
        : AudienceVerdict.Invited;

    private bool StartsLater(DirectoryUser user) =>
        campaign.Rollout.Newcomers is { } newcomers && user.HireDate is { } first && first - TimeSpan.FromDays(newcomers.DaysBefore) > now;

    private bool Means(Audience audience, DirectoryUser user) => audience switch
    {
        { Csv: { } file } => sets.Addresses[file].Contains(user.Mail),
        { EntraGroup: { } group } => sets.Members[group].Contains(user.Id),
        { Attributes: { } conditions } => conditions.All(condition => condition.Holds(user)),
        _ => true,
    };
}

internal enum AudienceVerdict
{
    Invited,
    Guest,
    Disabled,
    NoAddress,
    Excepted,
    EarlierWave,
    StartsLater,
}

/// <param name="Addresses">Of each CSV file that is asked for.</param>
/// <param name="Members">Object ids of each Entra group that is asked for.</param>
/// <param name="Keepers">The waves before that keep their people: those that are not cancelled.</param>
internal sealed record AudienceSets(
    IReadOnlyDictionary<string, IReadOnlySet<string>> Addresses, IReadOnlyDictionary<string, IReadOnlySet<string>> Members, IReadOnlySet<string> Keepers);
