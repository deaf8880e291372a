using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Graph;

namespace AdoptionAutomation.Operations.Health.Checks;

/// <summary>A permission that a campaign's files ask for.</summary>
/// <param name="AnyOf">One of these is enough; the first is the least.</param>
/// <param name="Without">What does not work without it.</param>
/// <param name="IsVital">Whether work stops without it; a tenant may well refuse the others.</param>
internal sealed record NeededPermission(IReadOnlyList<string> AnyOf, Said Without, bool IsVital = true)
{
    /// <summary>
    /// All that a campaign needs of Graph (pure). Not <see cref="Permissions.SendMail"/>: it is given in Exchange, for one mailbox, and then no token
    /// tells of it.
    /// </summary>
    public static IEnumerable<NeededPermission> Of(Campaign campaign)
    {
        var (templates, groups) = (campaign.GroupTree.Templates, campaign.Groups);
        var teams = templates.Select(template => template.Team).OfType<TeamTemplate>().ToList();
        (bool IsNeeded, string Permission, Said Without)[] all =
        [
            (true, Permissions.ReadUsers, new(
                "personne n’est trouvé : ni propriétaires, ni audiences, ni nouveaux venus", "nobody is found: no owners, no audiences, no newcomers")),
            (groups.Count > 0 || campaign.GroupTree.Expansions.Count > 0, Permissions.WriteGroups, new("aucun groupe n’est créé ni changé", "no group is made or changed")),
            (campaign.Waves.Count > 0, Permissions.WriteMembers, new("personne n’est ajouté aux groupes", "nobody is added to the groups")),
            (templates.Any(template => template.Guests is not null), Permissions.WriteGroupSettings, new(
                "la règle d’un groupe sur les invités n’est pas posée", "a group's rule on guests is not set")),
            (teams.Count > 0, Permissions.ReadChannels, new("les canaux ne sont ni trouvés ni vérifiés", "channels are neither found nor checked")),
            (teams.Exists(team => team.Channels.Count > 0), Permissions.CreateChannels, new("les canaux ne sont pas créés", "channels are not made")),
            (teams.Exists(team => team.Tabs.Count > 0 || team.Channels.Any(channel => channel.Tabs.Count > 0)), Permissions.WriteTabs, new(
                "les onglets ne sont pas posés", "tabs are not added")),
            (UsesNews(campaign.Calendar), Permissions.WriteSites, new("les actualités ne sont pas publiées", "news pages are not published")),
            (groups.Any(group => group.Guests.Count > 0), Permissions.InviteGuests, new("les invités externes attendent", "guests from outside wait")),
            (true, Permissions.ReadReports, new(
                "les chiffres d’usage manquent ; seuls nos propres signes disent qui est actif", "figures of usage are gaps; only our own signs tell who is active")),
            (true, Permissions.ReadReportSettings, new(
                "on ne sait pas si les rapports masquent les noms", "nobody knows whether the reports hide names")),
        ];
        return all.Where(one => one.IsNeeded).Select(one => new NeededPermission(
            one.Permission == Permissions.WriteMembers ? [one.Permission, Permissions.WriteGroups] : [one.Permission],
            one.Without,
            one.Permission is not (Permissions.ReadReports or Permissions.ReadReportSettings)));
    }

    private static bool UsesNews(CalendarFile calendar) =>
        ((IEnumerable<Publication>)[.. calendar.Posts, .. calendar.Rhythms, .. calendar.Contests, .. calendar.Feeds]).Any(one => one.Channels.Contains(PostChannel.News));
}
