using System.Text.Json;
using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Effects;
using AdoptionAutomation.Operations;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace AdoptionAutomation.Groups;

/// <summary>GET /api/groups: how far each group is, what it lacks and why, what the daily check saw, and what the app may not do.</summary>
internal sealed class ShowGroups(Access access, CampaignStore campaigns, GroupsTable groups, RateGovernor governor)
{
    private static readonly Lane[] Lanes = [Lane.GraphWrites, Lane.Teams, Lane.TeamContent, Lane.Mailbox, Lane.GroupChecks, Lane.Invitations];

    [Function(nameof(ShowGroups))]
    public Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "groups")] HttpRequest request, CancellationToken cancellationToken) =>
        access.EnterAsync(request, [Role.It, Role.Community], async _ =>
        {
            var campaign = await campaigns.GetAsync(access.CampaignOf(request), cancellationToken);
            var rows = await groups.ListAsync(campaign.Id, cancellationToken).ToDictionaryAsync(row => row.Group, cancellationToken: cancellationToken);
            // Those of directory attributes are in no file: their rows tell of them.
            var elsewhere = rows.Values.Where(row => campaign.FindGroup(row.Group) is null);
            return Results.Ok(new
            {
                campaign = campaign.Id,
                stopped = await governor.StoppedAsync(Lanes, cancellationToken),
                groups = campaign.Groups.Select(group => Shown(group.Id, group, rows.GetValueOrDefault(group.Id)))
                    .Concat(elsewhere.Select(row => Shown(row.Group, GroupTree.Find(campaign, row), row))),
            });
        });

    private static object Shown(string id, DeclaredGroup? declared, GroupRow? row) => new
    {
        id,
        state = WordOf(row?.State) ?? "planned",
        graphId = row?.GraphId,
        reason = row?.Reason,
        missing = MissingOf(declared, row).Select(part => WordOf(part)),
        refused = (row?.Refused ?? []).OrderBy(pair => pair.Key).Select(pair => new { part = WordOf(pair.Key), reason = pair.Value }),
        drift = (row?.Drift ?? []).Select(drift => new { kind = WordOf(drift.Kind), drift.Detail, drift.Repaired, drift.Tried }),
        checkedAt = row?.CheckedAt,
        uncertainPosts = row?.UncertainPosts ?? [],
    };

    /// <summary>Parts that are wanted and still to come.</summary>
    private static IEnumerable<GroupPart> MissingOf(DeclaredGroup? declared, GroupRow? row) => declared is null
        ? []
        : GroupParts.WantedBy(declared)
            .Where(wanted => row?.Has(wanted.Key, wanted.Value) != true && row?.Refused.ContainsKey(wanted.Key) != true)
            .Select(wanted => wanted.Key);

    private static string? WordOf(Enum? word) => word is null ? null : JsonNamingPolicy.CamelCase.ConvertName(word.ToString());
}
