using System.Collections.Concurrent;
using AdoptionAutomation.Graph;
using Microsoft.Graph;
using Microsoft.Graph.Models;
using Microsoft.Kiota.Abstractions;

namespace AdoptionAutomation.Calendar.Channels.News;

/// <summary>Pages of groups' sites.</summary>
internal sealed class SitePages(GraphConnection graph)
{
    private const string Published = "published";

    private static readonly string[] Properties = ["id", "name", "webUrl", "publishingState"];

    private readonly ConcurrentDictionary<string, string> sites = new(StringComparer.Ordinal);

    /// <summary>Id of a group's site; asked for once an instance.</summary>
    /// <exception cref="GraphFailure">404: it has none, or not yet.</exception>
    public async Task<string> SiteOfAsync(string group, CancellationToken cancellationToken)
    {
        if (sites.TryGetValue(group, out var known))
        {
            return known;
        }

        var site = await graph.SendAsync(
            $"find the site of group {group}",
            Permissions.WriteSites,
            (client, token) => client.Groups[group].Sites["root"].GetAsync(request => request.QueryParameters.Select = ["id"], token),
            cancellationToken);
        return sites[group] = site?.Id ?? throw new InvalidOperationException("Graph sent a site without an id, though it was selected.");
    }

    public async Task<SitePageFound> CreateAsync(string site, SitePage page, CancellationToken cancellationToken)
    {
        var made = await graph.SendAsync(
            $"create a news page in site {site}",
            Permissions.WriteSites,
            (client, token) => client.Sites[site].Pages.PostAsync(page, cancellationToken: token),
            cancellationToken);
        return Found(made ?? throw new InvalidOperationException("Graph created a page and sent none."));
    }

    /// <summary>The page of this file name. The documentation promises no filter on it, so the list is read through.</summary>
    public async Task<SitePageFound?> FindAsync(string site, string name, CancellationToken cancellationToken)
    {
        string? next = null;
        do
        {
            var page = await graph.SendAsync(
                $"list the pages of site {site}",
                Permissions.WriteSites,
                (client, token) => next is null
                    ? client.Sites[site].Pages.GraphSitePage.GetAsync(request => request.QueryParameters.Select = Properties, token)
                    : client.Sites[site].Pages.GraphSitePage.WithUrl(next).GetAsync(cancellationToken: token),
                cancellationToken);
            if (page?.Value?.Find(one => string.Equals(one.Name, name, StringComparison.OrdinalIgnoreCase)) is { } found)
            {
                return Found(found);
            }

            next = page?.OdataNextLink;
        }
        while (next is not null);
        return null;
    }

    /// <summary>A page that is published already is published again, which changes nothing. (The SDK has no member for it.)</summary>
    public Task PublishAsync(string site, string page, CancellationToken cancellationToken) => graph.SendAsync<object?>(
        $"publish a news page of site {site}",
        Permissions.WriteSites,
        async (client, token) =>
        {
            await client.RequestAdapter.SendNoContentAsync(PublishRequest(client, site, page), ErrorMapping, token);
            return null;
        },
        cancellationToken);

    private static readonly Dictionary<string, Microsoft.Kiota.Abstractions.Serialization.ParsableFactory<Microsoft.Kiota.Abstractions.Serialization.IParsable>> ErrorMapping =
        new(StringComparer.Ordinal) { ["XXX"] = Microsoft.Graph.Models.ODataErrors.ODataError.CreateFromDiscriminatorValue };

    private static RequestInformation PublishRequest(GraphServiceClient client, string site, string page) => new(
        Method.POST,
        "{+baseurl}/sites/{site%2Did}/pages/{page%2Did}/microsoft.graph.sitePage/publish",
        new Dictionary<string, object>(StringComparer.Ordinal)
        {
            ["baseurl"] = client.RequestAdapter.BaseUrl ?? "",
            ["site%2Did"] = site,
            ["page%2Did"] = page,
        });

    private static SitePageFound Found(BaseSitePage page) => new(
        page.Id ?? throw new InvalidOperationException("Graph sent a page without an id, though it was selected."),
        page.WebUrl,
        string.Equals(page.PublishingState?.Level, Published, StringComparison.OrdinalIgnoreCase));
}

/// <param name="Id">Its id.</param>
/// <param name="Url">Where people read it.</param>
/// <param name="IsPublished">Whether it was published at least once and has not been edited since.</param>
internal sealed record SitePageFound(string Id, string? Url, bool IsPublished);
