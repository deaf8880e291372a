using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Graph;
using Microsoft.Graph;
using Microsoft.Graph.Models;
using Microsoft.Kiota.Abstractions;

namespace AdoptionAutomation.Groups;

/// <summary>Teams of groups with their channels and tabs, as far as provisioning needs them.</summary>
internal sealed class Teams(GraphConnection graph)
{
    /// <summary>The channel that every team begins with.</summary>
    public const string General = "General";

    private const string WebsiteApp = "com.microsoft.teamspace.tab.web";
    private const string ChannelThere = "already exist";

    /// <summary>Gives a group a team.</summary>
    /// <returns>False if it had one.</returns>
    /// <exception cref="GraphFailure">404: the group has not reached Teams yet.</exception>
    public async Task<bool> AddAsync(string groupId, CancellationToken cancellationToken)
    {
        try
        {
            await graph.SendAsync(
                $"make a team of group {groupId}",
                Permissions.WriteGroups,
                (client, token) => client.Groups[groupId].Team.PutAsync(
                    new() { MemberSettings = new() { AllowCreateUpdateChannels = true }, FunSettings = new() { AllowGiphy = true } }, cancellationToken: token),
                cancellationToken);
            return true;
        }
        catch (GraphFailure failure) when (failure.Status == 409)
        {
            return false;
        }
    }

    /// <summary>Ids of the channels by name; a team lists them all in one answer.</summary>
    public async Task<Dictionary<string, string>> ChannelsAsync(string teamId, CancellationToken cancellationToken)
    {
        var page = await graph.SendAsync(
            $"list the channels of team {teamId}",
            Permissions.ReadChannels,
            (client, token) => client.Teams[teamId].Channels.GetAsync(r => r.QueryParameters.Select = ["id", "displayName"], token),
            cancellationToken);
        var ids = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var channel in page?.Value ?? [])
        {
            ids[channel.DisplayName!] = channel.Id!;
        }

        if (!ids.ContainsKey(General))
        {
            // Owners may rename it.
            ids[General] = await PrimaryChannelAsync(teamId, cancellationToken);
        }

        return ids;
    }

    private async Task<string> PrimaryChannelAsync(string teamId, CancellationToken cancellationToken)
    {
        var channel = await graph.SendAsync(
            $"find the first channel of team {teamId}",
            Permissions.ReadChannels,
            (client, token) => client.Teams[teamId].PrimaryChannel.GetAsync(r => r.QueryParameters.Select = ["id"], token),
            cancellationToken);
        return channel?.Id ?? throw new InvalidOperationException("Graph sent a channel without an id, though it was selected.");
    }

    /// <returns>Its id; null if the team has, or had within 30 days, a channel of this name.</returns>
    public async Task<string?> AddChannelAsync(string teamId, ChannelTemplate channel, CancellationToken cancellationToken)
    {
        try
        {
            var made = await graph.SendAsync(
                $"add a channel to team {teamId}",
                Permissions.CreateChannels,
                (client, token) => client.Teams[teamId].Channels.PostAsync(
                    new() { DisplayName = channel.Name.Trim(), Description = channel.Description, MembershipType = ChannelMembershipType.Standard },
                    cancellationToken: token),
                cancellationToken);
            return made?.Id ?? throw new InvalidOperationException("Graph made a channel and sent none.");
        }
        catch (GraphFailure failure) when (failure.Status is 400 or 409 && IsNameTaken(failure))
        {
            return null;
        }
    }

    /// <summary>The tabs of some channels, up to 20 channels in one request.</summary>
    /// <returns>By channel id.</returns>
    public Task<IReadOnlyDictionary<string, IReadOnlyList<PresentTab>>> TabsAsync(
        string teamId, IReadOnlyCollection<string> channels, CancellationToken cancellationToken) => graph.SendAsync(
            $"list the tabs of team {teamId}", Permissions.WriteTabs, (client, token) => TabsAsync(client, teamId, channels, token), cancellationToken);

    /// <summary>Adds and changes up to 20 tabs in one request.</summary>
    /// <returns>By subject; null if it succeeded.</returns>
    public async Task<IReadOnlyDictionary<string, GraphFailure?>> WriteTabsAsync(
        string teamId, IReadOnlyCollection<TabChange> changes, CancellationToken cancellationToken)
    {
        var items = await graph.SendAsync(
            $"add tabs to team {teamId}", Permissions.WriteTabs, (client, token) => WriteTabsAsync(client, teamId, changes, token), cancellationToken);
        return items.ToDictionary(
            pair => pair.Key, pair => pair.Value.Failure($"add a tab to team {teamId}", Permissions.WriteTabs), StringComparer.Ordinal);
    }

    private static async Task<IReadOnlyDictionary<string, IReadOnlyList<PresentTab>>> TabsAsync(
        GraphServiceClient client, string teamId, IReadOnlyCollection<string> channels, CancellationToken cancellationToken)
    {
        var batch = new GraphBatch<string>(client);
        foreach (var channel in channels)
        {
            await batch.AddAsync(channel, client.Teams[teamId].Channels[channel].Tabs.ToGetRequestInformation());
        }

        var tabs = new Dictionary<string, IReadOnlyList<PresentTab>>(StringComparer.Ordinal);
        foreach (var (channel, item) in await batch.SendAsync(cancellationToken))
        {
            if (item.Failure($"list the tabs of team {teamId}", Permissions.WriteTabs) is { } failure)
            {
                throw failure;
            }

            var page = await batch.ReadAsync<TeamsTabCollectionResponse>(channel);
            tabs[channel] = [.. (page?.Value ?? []).Select(tab => new PresentTab(tab.Id!, tab.DisplayName ?? "", tab.Configuration?.WebsiteUrl))];
        }

        return tabs;
    }

    private static async Task<Dictionary<string, BatchItem>> WriteTabsAsync(
        GraphServiceClient client, string teamId, IReadOnlyCollection<TabChange> changes, CancellationToken cancellationToken)
    {
        var batch = new GraphBatch<string>(client);
        foreach (var change in changes)
        {
            await batch.AddAsync(change.Subject, RequestFor(client, teamId, change));
        }

        return await batch.SendAsync(cancellationToken);
    }

    private static RequestInformation RequestFor(GraphServiceClient client, string teamId, TabChange change)
    {
        var tabs = client.Teams[teamId].Channels[change.ChannelId].Tabs;
        var configuration = new TeamsTabConfiguration { ContentUrl = change.Tab.Url, WebsiteUrl = change.Tab.Url };
        if (change.TabId is { } present)
        {
            return tabs[present].ToPatchRequestInformation(new() { Configuration = configuration });
        }

        return tabs.ToPostRequestInformation(new()
        {
            DisplayName = change.Tab.Name,
            Configuration = configuration,
            AdditionalData = { ["teamsApp@odata.bind"] = $"{client.RequestAdapter.BaseUrl}/appCatalogs/teamsApps/{WebsiteApp}" },
        });
    }

    private static bool IsNameTaken(GraphFailure failure) =>
        failure.Detail?.Contains(ChannelThere, StringComparison.OrdinalIgnoreCase) is true || failure.Code == "NameAlreadyExists";
}

/// <param name="Id">The tab's id.</param>
/// <param name="Name">What it says.</param>
/// <param name="Url">Where it leads; null for other kinds of tabs.</param>
internal sealed record PresentTab(string Id, string Name, string? Url);

/// <param name="Subject">How the caller tells it from others.</param>
/// <param name="ChannelId">The channel.</param>
/// <param name="Tab">As declared.</param>
/// <param name="TabId">The tab to change; null to add one.</param>
internal sealed record TabChange(string Subject, string ChannelId, TabTemplate Tab, string? TabId);
