using AdoptionAutomation.Calendar.Editing;
using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Sandbox.Faults;
using AdoptionAutomation.Storage;
using AdoptionAutomation.Tests.Functions;
using AdoptionAutomation.Tests.Functions.Calendar.Editing;
using AdoptionAutomation.Tests.Sandbox.Storage;
using Azure.Storage.Blobs;
using Azure.Storage.Queues;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;

namespace AdoptionAutomation.Tests.Campaigns;

public sealed class WatchFilesTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    private const string Calendar = "small/content-calendar.json";

    [Fact]
    public async Task Nothing_changed_costs_one_request()
    {
        await using var parts = await StartAsync();
        await WatchAsync(parts);

        Assert.Equal(1, await parts.RequestsOfAsync(() => WatchAsync(parts)));
        Assert.Equal(1, await parts.RequestsOfAsync(() => WatchAsync(parts, another: true)));
    }

    [Fact]
    public async Task A_change_behind_our_back_is_taken_in_and_kept()
    {
        await using var parts = await StartAsync();
        await WatchAsync(parts);
        await PutAsync(parts, Calendar, CalendarEditor.With("Bonjour"));
        await WatchAsync(parts);
        parts.Clock.Advance(TimeSpan.FromHours(1));
        await PutAsync(parts, Calendar, CalendarEditor.With("Bonsoir"));
        await WatchAsync(parts);

        var versions = await parts.Get<CalendarVersions>().ListAsync("small", default);
        Assert.Equal(2, versions.Count);
        Assert.Equal("Bonsoir", (await parts.Get<CampaignStore>().GetAsync("small", default)).Calendar.Posts.Single().Post.Title.Fr);
        Assert.Equal(3, parts.Log.Lines.Count(line => line.Contains("the calendar is planned anew", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_broken_version_is_told_once_and_the_last_good_one_runs()
    {
        await using var parts = await StartAsync();
        await PutAsync(parts, Calendar, CalendarEditor.With("Bonjour"));
        await WatchAsync(parts);
        Assert.Equal(0, await MailsAsync(parts));
        await PutAsync(parts, Calendar, CalendarEditor.With("Secret", "2026-02-31T09:00"));
        await WatchAsync(parts);
        Assert.Equal(1, await MailsAsync(parts));

        Assert.Equal(1, await parts.RequestsOfAsync(() => WatchAsync(parts)));
        Assert.Equal("Bonjour", (await parts.Get<CampaignStore>().GetFreshAsync("small", default)).Calendar.Posts.Single().Post.Title.Fr);
        Assert.Equal(1, await MailsAsync(parts));
        Assert.Single(parts.Log.Lines, line => line.Contains("content-calendar.json:3 CAL012", StringComparison.Ordinal));
        Assert.DoesNotContain(parts.Log.Lines, line => line.Contains("Secret", StringComparison.Ordinal));

        await PutAsync(parts, Calendar, CalendarEditor.With("Bonsoir"));
        await WatchAsync(parts);
        Assert.Equal("Bonsoir", (await parts.Get<CampaignStore>().GetAsync("small", default)).Calendar.Posts.Single().Post.Title.Fr);
    }

    [Fact]
    public async Task A_notice_that_was_told_before_the_process_died_is_not_told_again()
    {
        await using var parts = await StartAsync();
        await WatchAsync(parts);
        await PutAsync(parts, Calendar, "{");
        parts.Faults.Strike(target => target.Path.EndsWith("/.watched", StringComparison.Ordinal), 1, new(FaultKind.ProcessDeath));
        await Assert.ThrowsAnyAsync<Exception>(() => WatchAsync(parts));
        parts.NewInstance();
        Assert.Equal(1, await MailsAsync(parts));

        await WatchAsync(parts);

        Assert.Equal(1, await MailsAsync(parts));
    }

    [Fact]
    public async Task Every_campaign_is_watched_by_the_one_request_and_one_that_never_ran_stops_no_other()
    {
        await using var parts = await StartAsync();
        await PutAsync(parts, "broken/campaign.json", "{}");
        await PutAsync(parts, "Odd name/campaign.json", "{}");
        await WatchAsync(parts);

        Assert.Contains(parts.Log.Lines, line => line.StartsWith("Campaign broken cannot run", StringComparison.Ordinal));
        Assert.Contains(parts.Log.Lines, line => line.StartsWith("Campaign small: its files were changed", StringComparison.Ordinal));
        Assert.Equal(1, await parts.RequestsOfAsync(() => WatchAsync(parts)));
    }

    [Fact]
    public async Task The_apps_own_copies_and_marks_are_no_files_of_the_campaign()
    {
        await using var parts = await StartAsync();
        await PutAsync(parts, "small/.versions/content-calendar.json/x", "{");
        await PutAsync(parts, "small/.watched", "");
        await PutAsync(parts, "small/.other/file.json", "{");
        await parts.Get<CampaignStore>().GetFreshAsync("small", default);

        var names = await ContainerOf(parts).GetBlobsAsync(prefix: "small/.last-good/").Select(blob => blob.Name["small/.last-good/".Length..]).ToListAsync();
        Assert.Equal(["campaign.json", "groups.json", "second.csv", "waves.json"], names.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("fr", "... et 2 de plus.")]
    [InlineData("en", "... and 2 more.")]
    public async Task Editors_read_the_first_places_and_how_many_more(string language, string more)
    {
        var reading = await CalendarSample.Folder().ReadAsync();
        var campaign = reading.Campaign!;
        campaign = campaign with { Settings = campaign.Settings with { Languages = [language] } };
        var problems = Enumerable.Range(1, 7).Select(line => new Problem("content-calendar.json", line, 3, "posts[0].at", "CAL012", "2026-02-31 n'existe pas.")).ToList();

        var notice = BrokenFiles.NoticeOf(new(campaign, problems), "0123abc");

        Assert.Equal("files-0123abc", notice.Id);
        Assert.Contains("content-calendar.json", notice.Subject, StringComparison.Ordinal);
        Assert.Equal("content-calendar.json:1:3 posts[0].at  CAL012: 2026-02-31 n'existe pas.", notice.Lines[1]);
        Assert.Equal(more, notice.Lines[6]);
        Assert.Equal(8, notice.Lines.Count);
        Assert.Equal(7, BrokenFiles.NoticeOf(new(campaign, problems[..5]), "0").Lines.Count);
    }

    /// <summary>Notices on their way.</summary>
    private static async Task<int> MailsAsync(AppParts parts) =>
        (await parts.Get<QueueServiceClient>().GetQueueClient(QueueNames.SendMail).PeekMessagesAsync(32)).Value.Length;

    private async Task<AppParts> StartAsync()
    {
        var parts = await AppParts.StartAsync(azurite.NewAccount());
        var files = new SmallCampaign().Write();
        await parts.App.UploadAsync("small", files, default);
        files.Delete(recursive: true);
        return parts;
    }

    private static Task WatchAsync(AppParts parts, bool another = false) => ActivatorUtilities
        .CreateInstance<WatchFiles>(another ? parts.NewInstance() : parts.Get<IServiceProvider>())
        .RunAsync(new TimerInfo(), default);

    private static Task PutAsync(AppParts parts, string name, string text) =>
        ContainerOf(parts).GetBlobClient(name).UploadAsync(BinaryData.FromString(text), overwrite: true);

    private static BlobContainerClient ContainerOf(AppParts parts) => parts.Get<BlobServiceClient>().GetBlobContainerClient(ContainerNames.Campaign);
}
