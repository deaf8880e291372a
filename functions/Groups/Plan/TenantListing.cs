using AdoptionAutomation.Graph;
using Microsoft.Graph.Models;

namespace AdoptionAutomation.Groups.Plan;

/// <summary>Reads all Microsoft 365 groups of the tenant and its bin, 999 a request, and keeps those that a plan is about.</summary>
internal sealed class TenantListing(GraphConnection graph)
{
    private const int PageSize = 999;

    private static readonly string[] LiveProperties = ["id", "displayName", "description", "mailNickname", "visibility", "mail", "createdDateTime"];

    private static readonly string[] BinProperties = ["id", "mailNickname", "deletedDateTime"];

    /// <exception cref="GraphFailure">Throttled, unknown or not allowed.</exception>
    public async Task<TenantSight> ReadAsync(WantedGroups wanted, CancellationToken cancellationToken)
    {
        var live = new List<ListedGroup>();
        await foreach (var group in PagesAsync(LivePageAsync, cancellationToken))
        {
            if (wanted.IsOurs(group.Id!, group.MailNickname) || wanted.HasName(group.DisplayName))
            {
                live.Add(new(
                    group.Id!,
                    group.MailNickname ?? "",
                    group.DisplayName ?? "",
                    group.Description,
                    group.Visibility,
                    group.Mail,
                    group.CreatedDateTime));
            }
        }

        var bin = new List<BinnedGroup>();
        await foreach (var group in PagesAsync(BinPageAsync, cancellationToken))
        {
            if (wanted.IsOurs(group.Id!, group.MailNickname))
            {
                bin.Add(new(group.Id!, group.MailNickname ?? "", group.DeletedDateTime));
            }
        }

        return new(live, bin);
    }

    private static async IAsyncEnumerable<Group> PagesAsync(
        Func<string?, CancellationToken, Task<GroupCollectionResponse?>> read,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        string? next = null;
        do
        {
            var page = await read(next, cancellationToken);
            foreach (var group in page?.Value ?? [])
            {
                yield return group;
            }

            next = page?.OdataNextLink;
        }
        while (next is not null);
    }

    private Task<GroupCollectionResponse?> LivePageAsync(string? next, CancellationToken cancellationToken) => graph.SendAsync(
        "list groups",
        Permissions.WriteGroups,
        (client, token) => next is not null
            ? client.Groups.WithUrl(next).GetAsync(cancellationToken: token)
            : client.Groups.GetAsync(
                request =>
                {
                    request.QueryParameters.Filter = "groupTypes/any(c:c eq 'Unified')";
                    request.QueryParameters.Select = LiveProperties;
                    request.QueryParameters.Top = PageSize;
                },
                token),
        cancellationToken);

    private Task<GroupCollectionResponse?> BinPageAsync(string? next, CancellationToken cancellationToken) => graph.SendAsync(
        "list deleted groups",
        Permissions.WriteGroups,
        (client, token) => next is not null
            ? client.Directory.DeletedItems.GraphGroup.WithUrl(next).GetAsync(cancellationToken: token)
            : client.Directory.DeletedItems.GraphGroup.GetAsync(
                request => (request.QueryParameters.Select, request.QueryParameters.Top) = (BinProperties, PageSize), token),
        cancellationToken);
}
