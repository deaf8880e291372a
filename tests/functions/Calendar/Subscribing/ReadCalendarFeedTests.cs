using System.Text.RegularExpressions;
using AdoptionAutomation.Calendar.Subscribing;
using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Effects;
using AdoptionAutomation.Tests.Functions.Calendar.Board;
using AdoptionAutomation.Tests.Sandbox.Storage;
using AdoptionAutomation.Tests.Sandbox.Tenant;
using AdoptionAutomation.Waves.PersonPages;
using Microsoft.Extensions.Options;

namespace AdoptionAutomation.Tests.Functions.Calendar.Subscribing;

public sealed partial class ReadCalendarFeedTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    [Fact]
    public async Task A_signed_link_gives_the_calendar_without_a_sign_in_with_stable_ids_and_states()
    {
        await using var app = await AppTest.StartAsync(azurite.NewAccount(), TenantHost.Calm, campaign: BoardScene.Campaign);
        await BoardScene.LiveAsync(app);
        await BoardScene.RecordAsync(app, "launch.post", PostChannel.News, "everybody", new(OutcomeKind.Skipped, "trop tard"));
        await BoardScene.RecordAsync(app, "launch.post", PostChannel.Mail, "-", new(OutcomeKind.Skipped, "trop tard"));
        var path = PathOf(app);

        var (answer, text) = await BoardScene.GetAsync(app, path, accept: null, key: null);

        Assert.Equal((200, "text/calendar"), ((int)answer.StatusCode, answer.Content.Headers.ContentType!.MediaType));
        var events = text.Replace("\r\n ", "", StringComparison.Ordinal).Split("BEGIN:VEVENT").Skip(1)
            .ToDictionary(one => Uid().Match(one).Groups["uid"].Value, StringComparer.Ordinal);
        Assert.Contains("STATUS:CONFIRMED", events["interview.2026-09-07"], StringComparison.Ordinal);
        Assert.Contains("DTSTART:20260907T070000Z", events["interview.2026-09-07"], StringComparison.Ordinal);
        Assert.Contains("STATUS:TENTATIVE", events["surprise.post"], StringComparison.Ordinal);
        Assert.Contains("STATUS:CANCELLED", events["launch.post"], StringComparison.Ordinal);
        Assert.Contains("DTSTART:20261112T130000Z", events["advice.2026-11-12"], StringComparison.Ordinal);
        Assert.DoesNotContain("advice.2027-04-01", events.Keys);
        Assert.DoesNotContain("lumen.example", text, StringComparison.Ordinal);
        Assert.Equal(text.Split("DTSTAMP")[0], (await BoardScene.GetAsync(app, path, accept: null, key: null)).Text.Split("DTSTAMP")[0]);
    }

    [Fact]
    public async Task A_link_that_was_altered_or_whose_key_is_gone_leads_nowhere()
    {
        await using var app = await AppTest.StartAsync(azurite.NewAccount(), TenantHost.Calm, campaign: BoardScene.Campaign);
        var path = PathOf(app);
        var person = LinkToken.Write(app.Get<IOptions<LinksOptions>>().Value.Keys[0], new("small", "1a", LinkPurpose.Charter), new(2027, 1, 1));

        Assert.Equal(404, await StatusAsync(app, path + "x"));
        Assert.Equal(404, await StatusAsync(app, "/api/calendar.ics"));
        Assert.Equal(404, await StatusAsync(app, $"/api/calendar.ics?t={person}"));
        Assert.Equal(200, await StatusAsync(app, path));
        app.Get<IOptions<LinksOptions>>().Value.SigningKey = new string('k', 32);
        Assert.Equal(404, await StatusAsync(app, path));
    }

    private static string PathOf(AppTest app) => new Uri(app.Get<FeedLinks>().For("small")!).PathAndQuery;

    private static async Task<int> StatusAsync(AppTest app, string path) =>
        (int)(await BoardScene.GetAsync(app, path, accept: null, key: null)).Answer.StatusCode;

    [GeneratedRegex("UID:(?<uid>[^@]+)@small.adoption-automation", RegexOptions.ExplicitCapture)]
    private static partial Regex Uid();
}
