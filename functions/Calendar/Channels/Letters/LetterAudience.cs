using AdoptionAutomation.Calendar.Season;
using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Groups;
using AdoptionAutomation.Waves.People;

namespace AdoptionAutomation.Calendar.Channels.Letters;

/// <summary>Who gets a post by mail: the welcomed people of waves, in one of the meant groups by their wave or as their own.</summary>
internal sealed class LetterAudience(GroupsTable groups)
{
    /// <summary>Ids of the meant groups; one storage request at least, for those that come from the directory are known by their rows only.</summary>
    public async Task<IReadOnlySet<string>> MeantAsync(Campaign campaign, PostTargets to, CancellationToken cancellationToken)
    {
        var declared = campaign.Groups.ToDictionary(group => group.Id, StringComparer.Ordinal);
        await foreach (var row in groups.ListAsync(campaign.Settings.Id, cancellationToken))
        {
            if (!declared.ContainsKey(row.Group) && GroupTree.Find(campaign, row) is { } group)
            {
                declared.Add(group.Id, group);
            }
        }

        return new DeliveryPlan(campaign.Settings, campaign.Calendar, declared.Values).Meant(to).Select(group => group.Id).ToHashSet(StringComparer.Ordinal);
    }

    /// <summary>Whether somebody of the wave may be meant.</summary>
    public static bool MayMean(WaveDefinition wave, IReadOnlySet<string> meant) =>
        wave.Groups.Any(meant.Contains)
        || (wave.OwnGroups.Count > 0 && meant.Any(group => wave.OwnGroups.Any(expansion => group.StartsWith($"{expansion}-", StringComparison.Ordinal))));

    /// <summary>Whether a person is; whoever left, was erased, wanted no more mails or cannot be reached is not.</summary>
    public static bool Means(WaveDefinition wave, PersonRow person, IReadOnlySet<string> meant) =>
        person is { State: PersonState.Welcomed, IsErased: false, RemindersStoppedAt: null, FollowUpRefused: null, Mail.Length: > 0 }
        && (wave.Groups.Any(meant.Contains) || person.OwnGroups.Any(meant.Contains));
}
