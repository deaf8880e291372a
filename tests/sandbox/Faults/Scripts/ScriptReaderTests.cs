using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Sandbox.Faults;
using AdoptionAutomation.Sandbox.Faults.Scripts;
using AdoptionAutomation.Tests.Campaigns;
using NodaTime;

namespace AdoptionAutomation.Tests.Sandbox.Faults.Scripts;

public sealed class ScriptReaderTests : IDisposable
{
    private static readonly DateTimeZone Paris = DateTimeZoneProviders.Tzdb["Europe/Paris"];
    private static readonly DateTimeOffset Start = new(2026, 9, 6, 22, 0, 0, TimeSpan.Zero);

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("script-");

    [Fact]
    public async Task The_documented_script_is_read_and_has_every_kind_of_event()
    {
        var docs = Path.Combine(CampaignFolder.SampleFolder.Parent!.FullName, "docs", "rehearsal-bad-week.json");

        var (script, problems) = await ReadAsync(new FileInfo(docs));

        Assert.Empty(problems);
        var events = script!.File.Events;
        Assert.Contains(events, one => one.Throttle is not null);
        Assert.Contains(events, one => one.Outage is not null);
        Assert.Contains(events, one => one.LostAnswers is not null);
        Assert.Contains(events, one => one.Crash is { Effect: not null });
        Assert.Contains(events, one => one.Crash is { Effect: null });
        Assert.Contains(events, one => one.Leaver is not null);
        Assert.Contains(events, one => one.Edit is not null);
        Assert.Contains(events, one => one.Conceal is not null);
        Assert.Contains(events, one => one.Bounces is not null);
        Assert.Equal("Europe/Paris", script.Clocks!.Value.Zone);
    }

    [Fact]
    public async Task Every_problem_is_named_at_once_by_line_and_column()
    {
        var (script, problems) = await ReadAsync("""
            {
              "name": "harsh",
              "events": [
                { "minute": 10, "throttle": { "service": "graf", "minutes": 0, "share": 1.5 } },
                { "minute": 10, "at": "2026-09-08T10:00", "outage": { "service": "graph", "hours": 2 } },
                { "at": "2026-09-01T10:00", "outage": { "service": "graph", "hours": 2, "hour": 1 } },
                { "at": "2026-12-01T10:00", "crash": {} },
                { "minute": 20, "leaver": { "person": "nobody@lumen.example", "ofWave": "tous" } },
                { "minute": 20, "leaver": { "person": "random", "ofWave": "touss" } },
                { "minute": 30, "bounces": { "hours": 2 } },
                { "minute": 40, "edit": { "file": "relais.csv", "with": "x.json" } },
                { "minute": 40, "edit": { "file": "waves.json", "with": "x.json" } },
                { "minute": 50 }
              ]
            }
            """);

        Assert.Null(script);
        Assert.Equal(
            [
                "2:11 FLT101", "4:46 FLT005", "4:65 FLT026", "4:77 FLT026", "5:5 FLT022", "6:13 FLT106", "6:77 FLT001", "7:13 FLT107", "8:43 FLT103", "8:77 FLT104",
                "9:63 FLT105", "10:32 FLT112", "11:39 FLT005", "12:61 FLT108", "13:5 FLT021",
            ],
            problems.Select(problem => $"{string.Join(':', problem.Split(' ')[0].Split(':')[1..])} {problem.Split("  ")[1].Split(':')[0]}"));
        Assert.All(problems, problem => Assert.StartsWith(Path.Combine(folder.FullName, "script.json"), problem, StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_edit_that_leaves_the_campaign_sound_is_refused_for_it_would_prove_nothing()
    {
        File.Copy(Path.Combine(CampaignFolder.SampleFolder.FullName, "surveys.json"), Path.Combine(folder.FullName, "surveys.json"));

        var (_, problems) = await ReadAsync("""{ "name": "edit", "events": [ { "minute": 1, "edit": { "file": "surveys.json", "with": "surveys.json" } } ] }""");

        Assert.Contains("FLT109", Assert.Single(problems), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_change_of_clocks_where_there_is_none_names_the_nearest()
    {
        var (_, problems) = await ReadAsync("""{ "name": "june", "events": [ { "at": "2026-12-15T12:00", "clockChange": { "clocks": "forward" } } ] }""", weeks: 26);

        Assert.Matches("FLT111: Nowhere are clocks changed \\(forward\\) within 14 days of 2026-12-15. The nearest change: .+, on 202[67]-", Assert.Single(problems));
    }

    [Fact]
    public async Task Times_are_of_the_start_or_of_the_campaigns_clock_and_the_base_goes_on_besides()
    {
        var (script, _) = await ReadAsync("""
            { "name": "two", "base": "mild", "events": [
              { "minute": 90, "outage": { "service": "sendGrid", "hours": 2 } },
              { "at": "2026-09-08T10:00", "throttle": { "service": "graph", "minutes": 5, "share": 0.25, "retryAfter": 2.5 } } ] }
            """);

        var faults = script!.Resolve(Start, Paris);

        Assert.Equal(("two", FaultScript.Mild.Throttled), (faults.Name, faults.Throttled));
        Assert.Equal(
            [
                new FaultSpan(RemoteService.SendGrid, FaultKind.Outage, Start.AddMinutes(90), Start.AddMinutes(210)),
                new FaultSpan(RemoteService.Graph, FaultKind.Throttled, new(2026, 9, 8, 8, 0, 0, TimeSpan.Zero), new(2026, 9, 8, 8, 5, 0, TimeSpan.Zero)) { Share = 0.25, RetryAfter = 2.5 },
            ],
            faults.Spans);
    }

    [Theory]
    [InlineData("Back", "2026-10-20T12:00:00Z", "Europe/Paris", "2026-10-25T01:00:00Z")]
    [InlineData("Forward", "2026-09-25T12:00:00Z", "Pacific/Auckland", "2026-09-26T14:00:00Z")]
    [InlineData("Back", "2026-11-02T12:00:00Z", "Europe/Paris", "2026-10-25T01:00:00Z")]
    public void The_campaigns_own_clocks_go_first_and_else_those_that_change_nearest(string change, string wish, string zone, string at)
    {
        var nearest = ClockChanges.Nearest(Enum.Parse<ClockChange>(change), NodaTime.Text.InstantPattern.General.Parse(wish).Value, Paris);

        Assert.Equal((zone, at), (nearest.Zone, nearest.At.ToString()));
    }

    public void Dispose() => folder.Delete(recursive: true);

    private async Task<(Script? Script, IReadOnlyList<string> Problems)> ReadAsync(string json, int weeks = 8)
    {
        var file = new FileInfo(Path.Combine(folder.FullName, "script.json"));
        await File.WriteAllTextAsync(file.FullName, json);
        return await ReadAsync(file, weeks);
    }

    private static async Task<(Script? Script, IReadOnlyList<string> Problems)> ReadAsync(FileInfo file, int weeks = 8)
    {
        var files = CampaignFolder.Sample();
        var campaign = (await CampaignReader.ReadAsync(files, default)).Campaign!;
        return await new ScriptReader(campaign, files, weeks, address => address == "paul.lefevre@lumen.example").ReadAsync(file, default);
    }
}
