using System.Globalization;
using AdoptionAutomation.Campaigns;

namespace AdoptionAutomation.Groups.Steps;

/// <summary>A declared tab and where it belongs.</summary>
/// <param name="Channel">The channel's name.</param>
/// <param name="Tab">As declared.</param>
/// <param name="Place">Where it is declared, such as <c>channels[2].tabs[0]</c>.</param>
internal sealed record WantedTab(string Channel, TabTemplate Tab, string Place)
{
    /// <summary>All tabs of a team in their order, General's first; of two of one name in one channel the first.</summary>
    public static IReadOnlyList<WantedTab> Of(TeamTemplate team) =>
    [
        .. In(Teams.General, team.Tabs, "")
            .Concat(team.Channels.SelectMany(channel => In(channel.Name.Trim(), channel.Tabs, $"{TeamProgress.PlaceOf(team, channel.Name)}.")))
            .DistinctBy(tab => (tab.Channel.ToUpperInvariant(), tab.Tab.Name)),
    ];

    /// <summary>Its row in the ledger. A channel's id is never given twice, so a channel that is made anew gets its tabs anew.</summary>
    public string SubjectIn(string channelId) => GroupParts.FingerprintOf($"{channelId}|{Tab.Name}");

    private static IEnumerable<WantedTab> In(string channel, IReadOnlyList<TabTemplate> tabs, string place) =>
        tabs.Index().Select(entry => new WantedTab(channel, entry.Item, string.Create(CultureInfo.InvariantCulture, $"{place}tabs[{entry.Index}]")));
}
