using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Groups;
using AdoptionAutomation.Storage;
using AdoptionAutomation.Tests.Functions;
using AdoptionAutomation.Tests.Sandbox.Storage;
using Azure.Storage.Blobs;
using Microsoft.Azure.Functions.Worker;

namespace AdoptionAutomation.Tests.Campaigns;

public sealed class CampaignStoreTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    [Fact]
    public async Task What_is_fresh_compares_with_the_files_and_what_is_not_does_not()
    {
        await using var parts = await StartAsync();
        var store = parts.Get<CampaignStore>();
        var first = await store.GetAsync("small", default);
        await PutAsync(parts, "small/groups.json", new SmallCampaign().Groups.Replace("A few", "Some", StringComparison.Ordinal));

        Assert.Same(first, await store.GetAsync("small", default));
        var fresh = await store.GetFreshAsync("small", default);

        Assert.Equal("Some", fresh.FindGroup("few")!.Name);
        Assert.Same(fresh, await store.GetAsync("small", default));
        Assert.Equal(1, await parts.RequestsOfAsync(() => store.GetFreshAsync("small", default)));
    }

    [Fact]
    public async Task A_list_of_the_campaigns_spares_the_look_at_each_and_sees_what_was_changed()
    {
        await using var parts = await StartAsync();
        var store = parts.Get<CampaignStore>();
        var first = await store.GetAsync("small", default);
        parts.Clock.Advance(TimeSpan.FromHours(1));

        Assert.Equal(1, await parts.RequestsOfAsync(async () =>
        {
            Assert.Equal(["small"], await store.ListAsync(default).ToListAsync());
            Assert.Same(first, await store.GetAsync("small", default));
        }));
        parts.Clock.Advance(TimeSpan.FromHours(1));
        await UploadAsync(parts, "small");
        await store.ListAsync(default).ToListAsync();
        Assert.NotSame(first, await store.GetAsync("small", default));
    }

    [Theory]
    [InlineData("small/.last-good")]
    [InlineData("Small")]
    [InlineData(".last-good")]
    public async Task Nothing_but_an_id_opens_a_campaign(string id)
    {
        await using var parts = await StartAsync();
        await parts.Get<CampaignStore>().GetAsync("small", default);

        await Assert.ThrowsAsync<CampaignNotFoundException>(() => parts.Get<CampaignStore>().GetAsync(id, default));
    }

    [Fact]
    public async Task A_copied_folder_is_not_taken_for_the_original()
    {
        await using var parts = await StartAsync();
        await UploadAsync(parts, "copied");

        var missing = await Assert.ThrowsAsync<CampaignNotFoundException>(() => parts.Get<CampaignStore>().GetAsync("copied", default));

        Assert.Contains("CAM103", missing.Message, StringComparison.Ordinal);
        Assert.Contains("« copied »", missing.Problems.Single().Text, StringComparison.Ordinal);
        Assert.Contains("« small »", missing.Problems.Single().Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Odd_folders_are_no_campaigns_and_one_that_cannot_be_read_does_not_keep_the_others_from_their_check()
    {
        await using var parts = await StartAsync();
        await PutAsync(parts, "a b%#/campaign.json", "{}");
        await PutAsync(parts, "broken/campaign.json", "{}");
        await parts.Get<GroupsTable>().TryWriteAsync("small", new GroupRow("few") { Approved = "", GraphId = "1" }, default);

        Assert.Equal(["broken", "small"], await parts.Get<CampaignStore>().ListAsync(default).ToListAsync());
        var check = new CheckGroups(
            parts.Get<CampaignStore>(), parts.Get<GroupsTable>(), parts.Get<WorkQueue>(), parts.Clock,
            parts.Get<Microsoft.Extensions.Logging.ILogger<CheckGroups>>());
        await check.RunAsync(new TimerInfo(), default);

        Assert.Contains(parts.Log.Lines, line => line.StartsWith("broken: passed over, for it cannot run.", StringComparison.Ordinal));
        Assert.Contains(parts.Log.Lines, line => line.StartsWith("small: 1 standing groups", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_version_that_runs_has_its_own_named_files()
    {
        await using var parts = await StartAsync();
        var store = parts.Get<CampaignStore>();
        await store.GetAsync("small", default);
        await ContainerOf(parts).DeleteBlobAsync("small/second.csv");

        var last = await store.GetFreshAsync("small", default);
        await using var csv = await last.Files.OpenAsync("second.csv", default);

        Assert.Equal(new SmallCampaign().Csv, await new StreamReader(csv!).ReadToEndAsync());
    }

    [Fact]
    public async Task A_mistyped_address_is_not_logged_nor_in_the_exception()
    {
        await using var parts = await AppParts.StartAsync(azurite.NewAccount());
        await UploadAsync(parts, "small", new() { Groups = new SmallCampaign().Groups.Replace("claire.fontaine@", "claire.fontaine@@", StringComparison.Ordinal) });

        var missing = await Assert.ThrowsAsync<CampaignNotFoundException>(() => parts.Get<CampaignStore>().GetAsync("small", default));

        Assert.Contains(parts.Log.Lines, line => line.Contains("First: groups.json:5 GRP", StringComparison.Ordinal));
        Assert.DoesNotContain(parts.Log.Lines.Append(missing.Message), line => line.Contains("fontaine", StringComparison.Ordinal));
        Assert.Contains(missing.Problems, problem => problem.Text.Contains("fontaine", StringComparison.Ordinal));
    }

    private async Task<AppParts> StartAsync()
    {
        var parts = await AppParts.StartAsync(azurite.NewAccount());
        await UploadAsync(parts, "small");
        return parts;
    }

    private static async Task UploadAsync(AppParts parts, string folder, SmallCampaign? campaign = null)
    {
        var files = (campaign ?? new()).Write();
        await parts.App.UploadAsync(folder, files, default);
        files.Delete(recursive: true);
    }

    private static Task PutAsync(AppParts parts, string name, string text) =>
        ContainerOf(parts).GetBlobClient(name).UploadAsync(BinaryData.FromString(text), overwrite: true);

    private static BlobContainerClient ContainerOf(AppParts parts) => parts.Get<BlobServiceClient>().GetBlobContainerClient(ContainerNames.Campaign);
}
