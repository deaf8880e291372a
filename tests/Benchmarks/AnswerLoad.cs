using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Sandbox.App;
using AdoptionAutomation.Sandbox.Faults;
using AdoptionAutomation.Sandbox.Runtime;
using AdoptionAutomation.Sandbox.Storage;
using AdoptionAutomation.Sandbox.Tenant;
using AdoptionAutomation.Sandbox.Time;
using AdoptionAutomation.Storage;
using AdoptionAutomation.Surveys.Answering;
using AdoptionAutomation.Surveys.Rounds;
using AdoptionAutomation.Surveys.Sealing;
using AdoptionAutomation.Tests.Functions;
using Microsoft.Extensions.DependencyInjection;

namespace AdoptionAutomation.Benchmarks;

/// <summary>
/// Many people answer a survey at once, in real time, over sockets; client, app and storage share this machine. Some press the button twice.
/// </summary>
internal static class AnswerLoad
{
    private const string Scope = "small";
    private const string Round = "start.once";
    private const string Survey = """
        { "surveys": [ {
            "id": "start", "kind": "temperature", "title": { "fr": "Avant", "en": "Before" }, "purpose": { "fr": "Mesurer.", "en": "To measure." },
            "to": { "directory": true }, "when": { "once": "2026-09-07T10:00" },
            "questions": [
              { "id": "mood", "kind": "scale", "required": true, "text": { "fr": "Envie ?", "en": "Keen?" } },
              { "id": "why", "kind": "text", "onlyIf": { "question": "mood", "atMost": 2 }, "text": { "fr": "Pourquoi ?", "en": "Why?" } },
              { "id": "tools", "kind": "multiple", "text": { "fr": "Outils ?", "en": "Tools?" },
                "choices": [ { "id": "mail", "text": { "fr": "Courriel", "en": "Mail" } }, { "id": "chat", "text": { "fr": "Messagerie", "en": "Chat" } } ] }
            ] } ] }
        """;

    private const int Concurrent = 32;
    private const int WarmUp = 50;
    private const int Pressed = 200;

    public static async IAsyncEnumerable<Line> RunAsync(Azurite azurite, BenchmarkSize size)
    {
        var links = size == BenchmarkSize.Large ? 20_000 : 2_000;
        var clock = new VirtualClock(TimeProvider.System.GetUtcNow());
        var faults = new FaultPlan(FaultScript.None, 1, clock);
        await using var tenant = await SimulatedTenant.StartAsync(new() { Employees = 1 }, clock, new VirtualAgenda(clock, 1), faults, CancellationToken.None);
        var app = new SandboxApp(TimeProvider.System, azurite.NewAccount(), FarEnds.Of(tenant), faults, new(), new())
        {
            Campaign = Scope,
            Settings = new Dictionary<string, string?>(StringComparer.Ordinal) { ["Surveys:MostPerAddress"] = "1000000" },
        };
        var folder = new SmallCampaign { Surveys = Survey }.Write();
        await app.UploadAsync(Scope, folder, CancellationToken.None);
        folder.Delete(recursive: true);
        await using var services = app.Build(new());
        await services.GetRequiredService<StorageLayout>().CreateAsync(CancellationToken.None);
        var tokens = await OpenAsync(services, WarmUp + links + Pressed);

        // One after the other: they share the machine.
        Load ours;
        await using (var host = await RealHost.StartAsync(app.HostOptions(), services, TimeProvider.System))
        {
            ours = await MeasureAsync(host.Address, tokens, app.Counts, () => KeptAsync(services));
        }

        await using var naively = await NaiveAnswers.StartAsync(services, Scope, tokens);
        var naive = await MeasureAsync(naively.Address, tokens, app.Counts, naively.KeptAsync);
        var many = $"{links:N0} answers, {Concurrent} at once";
        yield return new(many, ours.PerSecond, "answers/s", null, naive.PerSecond);
        yield return new($"{many}: half of them within", ours.Median.TotalMilliseconds, "ms", null, naive.Median.TotalMilliseconds);
        yield return new($"{many}: 99 of 100 within", ours.Slow.TotalMilliseconds, "ms", null, naive.Slow.TotalMilliseconds);
        yield return new("storage requests of an answer", ours.Requests, "requests", 3, naive.Requests);
        yield return new("answers accepted and not kept", ours.Missing, "answers", 0, naive.Missing);
        yield return new($"answers kept twice, {Pressed} sent twice at once", ours.Twice, "answers", 0, naive.Twice);
    }

    private static async Task<Load> MeasureAsync(Uri address, List<string> tokens, RequestCounts counts, Func<Task<List<string>>> keptAsync)
    {
        using var client = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = Concurrent }) { BaseAddress = address };
        var links = tokens.Count - WarmUp - Pressed;
        await SendAsync(client, tokens[..WarmUp]);
        var (requests, start) = (counts.Total, TimeProvider.System.GetTimestamp());
        var times = await SendAsync(client, tokens[WarmUp..^Pressed]);
        var took = TimeProvider.System.GetElapsedTime(start);
        var perAnswer = (counts.Total - requests) / (double)links;
        await SendAsync(client, [.. tokens[^Pressed..].SelectMany(token => new[] { token, token })], isPressedTwice: true);

        var kept = await keptAsync();
        var distinct = kept.Distinct(StringComparer.Ordinal).Count();
        return new(links / took.TotalSeconds, times[times.Count / 2], times[times.Count * 99 / 100], perAnswer, tokens.Count - distinct, kept.Count - distinct);
    }

    /// <summary>A round with so many links.</summary>
    /// <returns>Their tokens.</returns>
    private static async Task<List<string>> OpenAsync(IServiceProvider services, int links)
    {
        var campaign = await services.GetRequiredService<CampaignStore>().GetAsync(Scope, CancellationToken.None);
        var round = RoundOf(campaign, TimeProvider.System.GetUtcNow());
        await services.GetRequiredService<RoundsTable>().TryWriteAsync(Scope, round, CancellationToken.None);
        var people = Enumerable.Range(0, links).Select(i => string.Create(CultureInfo.InvariantCulture, $"{i:x8}-0000-4000-8000-000000000000")).ToList();
        foreach (var some in people.Chunk(RowTransactions.Size))
        {
            await services.GetRequiredService<LinksTable>().AddAsync(
                Scope, round.Id, [.. some.Select(person => new SurveyLink(person, $"{person}@lumen.example", "Zoé", "fr"))], CancellationToken.None);
        }

        var written = services.GetRequiredService<SurveyLinks>();
        return [.. people.Select(person => written.TokenOf(Scope, round, person))];
    }

    private static SurveyRound RoundOf(Campaign campaign, DateTimeOffset now) => new(campaign.Surveys[0], "once", now, now.AddDays(7), now.AddDays(370))
    {
        State = RoundState.Open,
        Languages = campaign.Settings.Languages,
        TimeZone = campaign.Settings.TimeZone,
        Platform = campaign.Settings.Platform,
        Contact = campaign.Settings.CommunityManagers[0],
    };

    /// <summary>An answer a token; all of them must be accepted, or one of two.</summary>
    /// <returns>How long each took, the shortest first.</returns>
    private static async Task<List<TimeSpan>> SendAsync(HttpClient client, IReadOnlyList<string> tokens, bool isPressedTwice = false)
    {
        var times = new ConcurrentBag<TimeSpan>();
        await Parallel.ForEachAsync(tokens, new ParallelOptions { MaxDegreeOfParallelism = Concurrent }, async (token, cancellationToken) =>
        {
            using var form = new FormUrlEncodedContent(new Dictionary<string, string> { ["t"] = token, ["q.mood"] = "1", ["q.why"] = token, ["q.tools"] = "mail" });
            var start = TimeProvider.System.GetTimestamp();
            using var answer = await client.PostAsync(new Uri("api/survey", UriKind.Relative), form, cancellationToken);
            await answer.Content.ReadAsByteArrayAsync(cancellationToken);
            times.Add(TimeProvider.System.GetElapsedTime(start));
            if (answer.StatusCode != HttpStatusCode.OK && !(isPressedTwice && answer.StatusCode == HttpStatusCode.NotFound))
            {
                throw new NotMeasuredException($"An answer met {(int)answer.StatusCode}.");
            }
        });
        return [.. times.Order()];
    }

    /// <summary>What is kept, in the spool or sealed, as the token that each answer has for a text.</summary>
    private static async Task<List<string>> KeptAsync(IServiceProvider services)
    {
        var cipher = services.GetRequiredService<AnswerCipher>();
        var waiting = await services.GetRequiredService<LinksTable>().SpoolAsync(Scope, Round, CancellationToken.None)
            .Select(row => cipher.Decrypt(Scope, Round, row.Answer).Values["why"][0])
            .ToListAsync();
        var blocks = await services.GetRequiredService<AnswersTable>().ListAsync(Scope, Round, CancellationToken.None).ToListAsync();
        return [.. waiting, .. blocks.SelectMany(block => block.Answers).Select(answer => answer["why"][0])];
    }

    /// <param name="Requests">Of storage, an answer.</param>
    /// <param name="Missing">Accepted and not kept.</param>
    private sealed record Load(double PerSecond, TimeSpan Median, TimeSpan Slow, double Requests, int Missing, int Twice);
}
