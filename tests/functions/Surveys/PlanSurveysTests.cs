using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Mail;
using AdoptionAutomation.Mail.Notices;
using AdoptionAutomation.Storage;
using AdoptionAutomation.Surveys;
using AdoptionAutomation.Surveys.Rounds;
using AdoptionAutomation.Tests.Sandbox.Storage;
using Azure.Storage.Queues;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;

namespace AdoptionAutomation.Tests.Functions.Surveys;

/// <summary>It is Monday, 5 January 2026, 9:00 in Paris.</summary>
public sealed class PlanSurveysTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    [Theory]
    [InlineData("2026-01-05T09:30", true, true)]
    [InlineData("2026-01-06T10:00", true, false)]
    [InlineData("2026-01-05T08:30", true, true)]
    [InlineData("2026-01-02T10:00", false, false)]
    [InlineData("2026-01-12T10:00", false, false)]
    public async Task What_opens_within_two_days_gets_a_due_row_and_what_is_older_than_a_day_none(string at, bool isPlanned, bool isPut)
    {
        await using var parts = await StartAsync(SurveyScene.With(at: at));

        await PlanAsync(parts);
        await PlanAsync(parts);

        Assert.Equal(isPlanned ? ["Open.mood.once"] : [], (await DueAsync(parts)).Select(work => work.Name));
        Assert.Equal(isPut, (await MessagesAsync(parts)).Count > 0);
        Assert.Equal(at == "2026-01-02T10:00", parts.Log.Lines.Any(line => line.Contains("more than a day ago", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_draft_is_not_planned()
    {
        await using var parts = await StartAsync(SurveyScene.With(at: "2026-01-06T10:00", more: """, "status": "draft" """));

        await PlanAsync(parts);

        Assert.Empty(await DueAsync(parts));
    }

    [Theory]
    [InlineData("Links:BaseUrl;Links:SigningKey")]
    [InlineData("Surveys:EncryptionKey")]
    public async Task Without_its_settings_nothing_opens_and_IT_is_told_once(string missing)
    {
        await using var parts = await StartAsync(SurveyScene.With(at: "2026-01-06T10:00"), [.. missing.Split(';').Select(name => (name, (string?)""))]);

        await PlanAsync(parts);
        await PlanAsync(parts);

        Assert.Empty(await DueAsync(parts));
        var notice = await parts.Get<NoticesTable>().FindAsync("small", SurveysOff.Id, default);
        Assert.Equal(NoticeTo.ItContacts, notice!.Notice.To);
        Assert.Contains("Surveys:EncryptionKey", string.Join(' ', notice.Notice.Lines), StringComparison.Ordinal);
        Assert.Single((await parts.Get<QueueServiceClient>().GetQueueClient(QueueNames.SendMail).PeekMessagesAsync(32)).Value);
    }

    [Fact]
    public async Task A_round_that_is_added_for_today_is_seen_with_the_change_of_the_file()
    {
        await using var parts = await StartAsync(SurveyScene.With(at: "2026-02-06T10:00"));
        await WatchAsync(parts);
        Assert.Empty(await DueAsync(parts));

        await PutFilesAsync(parts, SurveyScene.With(at: "2026-01-05T11:00"));
        await WatchAsync(parts);

        Assert.Equal(["Open.mood.once"], (await DueAsync(parts)).Select(work => work.Name));
    }

    [Fact]
    public async Task Open_rounds_are_sealed_each_night_and_closed_and_a_straggler_is_looked_for()
    {
        await using var parts = await StartAsync(new());
        var (rounds, now) = (parts.Get<RoundsTable>(), parts.Clock.GetUtcNow());
        await WriteAsync("open", RoundState.Open, now.AddDays(3));
        await WriteAsync("opening", RoundState.Opening, now.AddDays(4));
        await WriteAsync("missed", RoundState.Open, now.AddHours(-5));
        await WriteAsync("closed", RoundState.Closed, now.AddDays(-2));
        await WriteAsync("old", RoundState.Closed, now.AddDays(-4));

        await PlanAsync(parts);

        Assert.Equal(["Close closed", "Seal open", "Seal opening"], (await MessagesAsync(parts)).Order(StringComparer.Ordinal));
        Assert.Equal(
            [("Close.mood.missed", now.AddHours(-5).AddMinutes(5)), ("Close.mood.open", now.AddDays(3).AddMinutes(5)), ("Close.mood.opening", now.AddDays(4).AddMinutes(5))],
            (await DueAsync(parts)).Select(work => (work.Name, work.At)));

        Task WriteAsync(string round, RoundState state, DateTimeOffset closes) => rounds.TryWriteAsync("small", Rounds.SomeRounds.Of(round, state, closes), default);
    }

    private async Task<AppParts> StartAsync(SmallCampaign campaign, params (string Name, string? Value)[] settings)
    {
        var parts = await AppParts.StartAsync(azurite.NewAccount(), settings: settings);
        await PutFilesAsync(parts, campaign);
        return parts;
    }

    private static async Task PutFilesAsync(AppParts parts, SmallCampaign campaign)
    {
        var files = campaign.Write();
        await parts.App.UploadAsync("small", files, default);
        files.Delete(recursive: true);
    }

    private static Task PlanAsync(AppParts parts) =>
        ActivatorUtilities.CreateInstance<PlanSurveys>(parts.Get<IServiceProvider>()).RunAsync(new TimerInfo(), default);

    private static Task WatchAsync(AppParts parts) =>
        ActivatorUtilities.CreateInstance<WatchFiles>(parts.Get<IServiceProvider>()).RunAsync(new TimerInfo(), default);

    private static ValueTask<List<DueWork>> DueAsync(AppParts parts) => parts.Get<DueTable>().ReadAsync(DateTimeOffset.MaxValue, default)
        .Where(work => work.Queue == QueueNames.RunSurvey)
        .OrderBy(work => work.Name, StringComparer.Ordinal)
        .ToListAsync();

    /// <summary>Step and round of what is on the queue, now or later.</summary>
    private static async Task<List<string>> MessagesAsync(AppParts parts)
    {
        parts.Clock.Advance(TimeSpan.FromHours(1));
        var queue = parts.Get<QueueServiceClient>().GetQueueClient(QueueNames.RunSurvey);
        return [.. (await queue.PeekMessagesAsync(32)).Value.Select(message => message.Body.ToObjectFromJson<RunSurveyMessage>(System.Text.Json.JsonSerializerOptions.Web)!)
            .Select(message => $"{message.Step} {message.Round}")];
    }
}
