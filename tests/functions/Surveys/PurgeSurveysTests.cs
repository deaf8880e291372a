using AdoptionAutomation.Surveys;
using AdoptionAutomation.Surveys.Rounds;
using AdoptionAutomation.Surveys.Sealing;
using AdoptionAutomation.Tests.Functions.Surveys.Rounds;
using AdoptionAutomation.Tests.Sandbox.Storage;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;

namespace AdoptionAutomation.Tests.Functions.Surveys;

public sealed class PurgeSurveysTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    private const int People = 130;
    private const string Id = "mood.once";

    private static readonly Dictionary<string, string> Yes = new(StringComparer.Ordinal) { ["help"] = "yes" };

    [Theory]
    [InlineData("small")]
    [InlineData("small~dress")]
    public async Task Links_go_after_thirty_days_and_everything_with_the_time_to_keep_it(string scope)
    {
        await using var parts = await StartAsync(scope);
        var (links, rounds, answers) = (parts.Get<LinksTable>(), parts.Get<RoundsTable>(), parts.Get<AnswersTable>());

        parts.Clock.Advance(TimeSpan.FromDays(29));
        await PurgeAsync(parts);
        Assert.Equal(People, await links.ListAsync(scope, Id, default).CountAsync());

        parts.Clock.Advance(TimeSpan.FromDays(1));
        await PurgeAsync(parts);
        Assert.Equal((0, 1), (await links.ListAsync(scope, Id, default).CountAsync(), await links.NamedAsync(scope, Id, default).CountAsync()));
        Assert.True(await links.TakeForeignAsync(scope, Id, "hash", [1], default));
        Assert.Equal(1, await answers.ListAsync(scope, Id, default).CountAsync());
        Assert.NotNull(await rounds.FindAsync(scope, Id, default));
        Assert.Equal(0, await links.ForgetLinksAsync(scope, "mood.other", default));

        parts.Clock.Advance(TimeSpan.FromDays(SomeRounds.KeepDays - 30));
        await PurgeAsync(parts);
        await PurgeAsync(parts);
        Assert.Equal(0, await links.NamedAsync(scope, Id, default).CountAsync() + await links.SpoolAsync(scope, Id, default).CountAsync());
        Assert.Equal(0, await answers.ListAsync(scope, Id, default).CountAsync());
        Assert.Null(await rounds.FindAsync(scope, Id, default));
        Assert.NotNull(await rounds.FindAsync(scope, "mood.later", default));
    }

    [Fact]
    public async Task A_hundred_rows_go_in_one_request()
    {
        await using var parts = await StartAsync("small");
        var links = parts.Get<LinksTable>();

        // A query for people and one for what came from elsewhere, and their transactions.
        Assert.Equal(5, await parts.RequestsOfAsync(() => links.ForgetLinksAsync("small", Id, default)));
    }

    /// <summary>A round that closes now, with everything that one can have.</summary>
    private async Task<AppParts> StartAsync(string scope)
    {
        var parts = await AppParts.StartAsync(azurite.NewAccount());
        var files = new SmallCampaign().Write();
        await parts.App.UploadAsync("small", files, default);
        files.Delete(recursive: true);
        var (links, rounds, now) = (parts.Get<LinksTable>(), parts.Get<RoundsTable>(), parts.Clock.GetUtcNow());
        Assert.NotNull(await rounds.TryWriteAsync(scope, SomeRounds.Of("once", RoundState.Closed, now), default));
        Assert.NotNull(await rounds.TryWriteAsync(scope, SomeRounds.Of("later", RoundState.Open, now.AddDays(200)), default));
        foreach (var some in Enumerable.Range(0, People).Select(_ => new SurveyLink(Guid.NewGuid().ToString(), "a@b.example", "Zoé", "fr")).Chunk(100))
        {
            await links.AddAsync(scope, Id, some, default);
        }

        var first = await links.ListAsync(scope, Id, default).FirstAsync();
        Assert.True(await links.SpendAsync(scope, Id, first, [1], Yes, default));
        Assert.True(await links.TakeForeignAsync(scope, Id, "hash", [1], default));
        await parts.Get<AnswersTable>().KeepAsync(scope, Id, "block", AnswersTable.Pack(new(Place.Nowhere, [])), default);
        return parts;
    }

    private static Task PurgeAsync(AppParts parts) =>
        ActivatorUtilities.CreateInstance<PurgeSurveys>(parts.Get<IServiceProvider>()).RunAsync(new TimerInfo(), default);
}
