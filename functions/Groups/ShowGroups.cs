using System.Text.Json;
using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Operations;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace AdoptionAutomation.Groups;

/// <summary>GET /api/groups: how far each group is, why one has failed, and what the nightly check found.</summary>
internal sealed class ShowGroups(Access access, CampaignStore campaigns, GroupsTable groups)
{
    [Function(nameof(ShowGroups))]
    public Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "groups")] HttpRequest request, CancellationToken cancellationToken) =>
        access.EnterAsync(request, [Role.It, Role.Community], async _ =>
        {
            var campaign = await campaigns.GetAsync(access.CampaignOf(request), cancellationToken);
            var rows = await groups.ListAsync(campaign.Id, cancellationToken).ToDictionaryAsync(row => row.Group, cancellationToken: cancellationToken);
            var expanded = rows.Keys.Where(id => campaign.FindGroup(id) is null).Order(StringComparer.Ordinal);
            return Results.Ok(new
            {
                campaign = campaign.Id,
                groups = campaign.Groups.Select(group => group.Id).Concat(expanded).Select(id => Show(id, rows.GetValueOrDefault(id))),
            });
        });

    private static object Show(string id, GroupRow? row) => new
    {
        id,
        state = row?.State.ToString().ToLowerInvariant() ?? "planned",
        graphId = row?.GraphId,
        reason = row?.Reason,
        refused = (row?.Refused ?? []).ToDictionary(part => NameOf(part.Key), part => part.Value, StringComparer.Ordinal),
        uncertainPosts = row?.UncertainPosts ?? [],
        checkedAt = row?.CheckedAt,
        drift = (row?.Drift ?? []).Select(drift => new { kind = NameOf(drift.Kind), drift.Detail, drift.Repaired }),
    };

    private static string NameOf<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.CamelCase.ConvertName(value.ToString());
}
