using System.Text.Json;
using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Operations;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace AdoptionAutomation.Groups;

/// <summary>GET /api/groups: how far each group is, what it lacks and why, and what the daily check saw.</summary>
internal sealed class ShowGroups(Access access, CampaignStore campaigns, GroupsTable groups)
{
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
        drift = (row?.Drift ?? []).Select(drift => new { kind = WordOf(drift.Kind), drift.Detail, drift.Repaired }),
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
