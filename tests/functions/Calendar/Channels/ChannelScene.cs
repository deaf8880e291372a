using AdoptionAutomation.Calendar.Channels;
using AdoptionAutomation.Calendar.Composing;
using AdoptionAutomation.Calendar.Season;
using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Groups;
using AdoptionAutomation.Sandbox.Storage;
using AdoptionAutomation.Sandbox.Tenant;
using NodaTime;

namespace AdoptionAutomation.Tests.Functions.Calendar.Channels;

/// <summary>The small campaign with its group standing in the tenant, and posts on their way to it; without a host.</summary>
internal sealed class ChannelScene : IAsyncDisposable
{
    public const string Group = "everybody";

    private ChannelScene(AppParts parts, Campaign campaign, Guid group, GroupRow row) => (Parts, Campaign, GraphId, Row) = (parts, campaign, group, row);

    public AppParts Parts { get; }

    public Campaign Campaign { get; }

    public Guid GraphId { get; }

    public GroupRow Row { get; private set; }

    public TenantLog Log => Parts.Tenant.Log;

    public static async Task<ChannelScene> StartAsync(
        StorageAccount account, SmallCampaign? small = null, TenantOptions? tenant = null, params (string Name, string? Value)[] settings)
    {
        var parts = await AppParts.StartAsync(account, tenant, settings);
        var folder = (small ?? new()).Write();
        await parts.App.UploadAsync("small", folder, default);
        folder.Delete(recursive: true);
        var id = parts.Tenant.Hands.AddForeignGroup("Everybody", Nickname.Of("small", Group));
        var row = await parts.Get<GroupsTable>().TryWriteAsync(
            "small",
            new GroupRow(Group) { Approved = "a", State = GroupState.Ready, GraphId = id.ToString(), MadeAt = parts.Clock.GetUtcNow().AddDays(-2) },
            default);
        return new(parts, await parts.Get<CampaignStore>().GetAsync("small", default), id, row!);
    }

    public IChannel Channel(PostChannel channel) => Parts.Get<IEnumerable<IChannel>>().Single(one => one.Channel == channel);

    public Posting PostingOf(PostChannel channel, string text = "Bonjour à **tous**.", PostPicture? picture = null, string slot = "post")
    {
        var post = new PostText
        {
            Title = new() { Fr = "L’été & nous", En = "Summer & us" },
            Text = new() { Fr = text, En = text },
            Picture = picture,
            Links = [new() { Label = new() { Fr = "Lire", En = "Read" }, Url = "https://agora.example/lire" }],
            Mentions = [new() { Name = "Inès Benali", Mail = "ines.benali@lumen.example" }],
        };
        var publication = new SinglePost { Id = "summer", To = new() { Groups = [Group] }, Channels = [channel], At = new LocalDateTime(2026, 9, 28, 9, 0), Post = post };
        var occurrence = new Occurrence(publication, OccurrenceKind.Post, slot, publication.At, post);
        return new(Campaign, new(occurrence, channel, Group, Parts.Clock.GetUtcNow()), ComposedPost.Of(Campaign, publication, post), Row);
    }

    /// <summary>As the publisher does, without its ledger.</summary>
    public async Task<Published> PublishAsync(Posting posting, bool lookFirst = false)
    {
        var channel = Channel(posting.Delivery.Channel);
        return await channel.PrepareAsync(posting, default) ?? await channel.PublishAsync(posting, lookFirst, default);
    }

    public async Task ReadRowAsync() => Row = (await Parts.Get<GroupsTable>().FindAsync("small", Group, default))!;

    public ValueTask DisposeAsync() => Parts.DisposeAsync();
}
