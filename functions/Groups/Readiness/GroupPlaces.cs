using System.Globalization;
using System.Text.RegularExpressions;
using AdoptionAutomation.Campaigns;

namespace AdoptionAutomation.Groups.Readiness;

/// <summary>Where in groups.json a merged declaration has something from.</summary>
internal static partial class GroupPlaces
{
    /// <summary>The field of an owner, given by their position in the declaration: the template's come first.</summary>
    public static string OwnerOf(Campaign campaign, DeclaredGroup group, int position)
    {
        var owner = group.Owners[position];
        var index = OwnersOf(campaign, group).ToList().FindIndex(address => address.Equals(owner, StringComparison.OrdinalIgnoreCase));
        return index >= 0 ? $"{group.Origin}.owners[{index}]" : $"groups.json templates '{TemplateOf(campaign, group)}'.owners";
    }

    public static string WelcomeOf(Campaign campaign, DeclaredGroup group) => $"groups.json templates '{TemplateOf(campaign, group)}'.welcome";

    /// <summary>The positions that a text such as <c>owners[0], owners[3]</c> names.</summary>
    public static IEnumerable<int> PositionsIn(string text) =>
        OwnerField().Matches(text).Select(match => int.Parse(match.Groups["position"].ValueSpan, CultureInfo.InvariantCulture));

    private static IReadOnlyList<string> OwnersOf(Campaign campaign, DeclaredGroup group) =>
        campaign.GroupTree.Groups.FirstOrDefault(definition => definition.Id == group.Id)?.Owners ?? ExpansionOf(campaign, group)?.Owners ?? [];

    private static string? TemplateOf(Campaign campaign, DeclaredGroup group) =>
        campaign.GroupTree.Groups.FirstOrDefault(definition => definition.Id == group.Id)?.Template ?? ExpansionOf(campaign, group)?.Template;

    private static GroupExpansion? ExpansionOf(Campaign campaign, DeclaredGroup group) =>
        campaign.GroupTree.Expansions.FirstOrDefault(expansion => expansion.Id == group.From?.Expansion);

    [GeneratedRegex(@"owners\[(?<position>\d{1,3})\]", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex OwnerField();
}
