using System.IO.Compression;
using System.Text.Json.Nodes;
using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Kpis.Book;
using AdoptionAutomation.Kpis.Snapshots;
using AdoptionAutomation.Sandbox.Faults;
using AdoptionAutomation.Sandbox.People;
using AdoptionAutomation.Sandbox.Rehearsal;
using AdoptionAutomation.Sandbox.Rehearsal.Proving;
using AdoptionAutomation.Sandbox.Rehearsal.Reporting;
using AdoptionAutomation.Sandbox.Tenant;
using AdoptionAutomation.Tests.Campaigns;
using AdoptionAutomation.Tests.Sandbox.Tenant;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;

namespace AdoptionAutomation.Tests.Sandbox.Rehearsal.Reporting;

/// <summary>A rehearsal of ten weeks that never was: the sample campaign, a tenant with a few mails and posts, and its report in a folder.</summary>
internal sealed class ReportScene : IAsyncDisposable
{
    public const int Weeks = 10;
    public const string Subject = "Bienvenue <b>sur</b> Agora";

    private static readonly Dictionary<string, string> Nothing = [];

    private ReportScene(TenantHost host, RehearsalResult result, DirectoryInfo folder) => (Host, Result, Folder) = (host, result, folder);

    public TenantHost Host { get; }

    public RehearsalResult Result { get; }

    public DirectoryInfo Folder { get; }

    public string Page => Path.Combine(Folder.FullName, "index.html");

    private static DateTimeOffset Start { get; } = new(2026, 9, 6, 22, 0, 0, TimeSpan.Zero);

    public static async Task<ReportScene> StartAsync(string language = "fr", IReadOnlyList<string>? findings = null)
    {
        var host = await TenantHost.StartAsync();
        var campaign = (await CampaignReader.ReadAsync(CampaignFolder.Sample(), default)).Campaign!;
        campaign = campaign with { Settings = campaign.Settings with { Languages = [language, language == "fr" ? "en" : "fr"] } };
        var people = host.People.From(20).Where(person => person.AccountEnabled).Take(40).ToList();
        Fill(host, people);
        var result = new RehearsalResult(SummaryOf(people.Count), findings ?? [], host.Tenant.Log.Mails, 1, host.Tenant.Log.Faults.Count) { Record = RecordOf(host, campaign, people) };
        var folder = Directory.CreateTempSubdirectory("report");
        await Report.WriteAsync(result, folder, default);
        return new(host, result, folder);
    }

    public async ValueTask DisposeAsync()
    {
        Folder.Delete(recursive: true);
        await Host.DisposeAsync();
    }

    public async Task<IDocument> ParseAsync() => new HtmlParser().ParseDocument(await File.ReadAllTextAsync(Page));

    public async Task<JsonNode> ArchiveAsync()
    {
        using var document = await ParseAsync();
        await using var zip = new GZipStream(new MemoryStream(Convert.FromBase64String(document.GetElementById("archive")!.TextContent)), CompressionMode.Decompress);
        return (await JsonNode.ParseAsync(zip))!;
    }

    private static void Fill(TenantHost host, List<Employee> people)
    {
        var content = new MailContent(
            "campagne@sandbox.example", Subject, "<!DOCTYPE html><html><head><style>p{color:rgb(1, 2, 3)}</style></head><body><p style=\"margin:7px\">Bonjour -name-, <script>alert(1)</script></p></body></html>", "Bonjour -name-", ["welcome"]);
        foreach (var (i, person) in people.Index())
        {
            host.Tenant.Log.Add(new AcceptedMail($"{i}", Start.AddDays(8).AddMinutes(i), 1, person.Mail, content, null, new Dictionary<string, string> { ["-name-"] = person.GivenName }, Nothing, Nothing)
            {
                Outcome = i == 3 ? MailOutcome.Bounced : MailOutcome.Delivered,
            });
        }

        host.Tenant.Log.Add(new CardPost(Start.AddDays(9), 1, "general", "Une carte", """{"type":"AdaptiveCard","body":[{"type":"TextBlock","text":"Le **mardi** des questions"}]}""", true, null));
        host.Faults.Strike(target => target.Service == RemoteService.Graph, 1, new(FaultKind.Throttled, 2));
    }

    private static RunRecord RecordOf(TenantHost host, Campaign campaign, List<Employee> people)
    {
        var opened = campaign.Waves.Take(2).ToDictionary(wave => wave.Id, wave => new DateTimeOffset(wave.Opens!.Value.ToDateTimeUnspecified(), TimeSpan.FromHours(2)), StringComparer.Ordinal);
        var clock = new Diary(host.Tenant, new(), () => 70);
        for (var day = 1; day <= Weeks * 7; day++)
        {
            clock.Note(Start.AddDays(day).AddHours(3));
        }

        clock.Close(Start.AddDays(Weeks * 7));
        var behaviour = new PeopleBehaviour(host.People, 1, host.Clock, host.Agenda);
        var evidence = new Evidence(host.Tenant, campaign, behaviour, Uncertain.Nothing with { Mails = new HashSet<(string, string)> { ("reminder-1", $"{people[5].Id}") } }, Start.AddDays(Weeks * 7))
        {
            Kpis = new(null!, null!, [.. Enumerable.Range(8, 60).Select(Snapshot)], Start.AddDays(8), Start.AddDays(Weeks * 7)),
        };
        var targets = people.ToDictionary(person => person.Id, person => new Target(person, campaign.Waves[0], []));
        var options = new RehearsalOptions(CampaignFolder.SampleFolder, 1_000, Weeks, 42, FaultScript.Mild, new(Path.GetTempPath()));
        return new(options, Start, evidence, new([], targets) { Meant = people }, clock)
        {
            Opened = opened,
            Holds = [new("tous", opened["pilote"].AddDays(14), "Personnes actives : 3 sur 40 accueillies (7 %) ; il en faut au moins 30 %. (gate.activation)")],
            Fates = [],
        };
    }

    private static DaySnapshot Snapshot(int day) => new(DateOnly.FromDateTime(Start.UtcDateTime).AddDays(day), 1, Start.AddDays(day + 2))
    {
        Sources = [],
        Scopes = [new(Scope.Organisation, null, new(new Dictionary<string, double>(StringComparer.Ordinal) { [Count.Invited] = 40, [Count.Registered] = Math.Min(30, day), [Count.Active7] = Math.Min(25, day / 2) }))],
    };

    private static Summary SummaryOf(int people) => new()
    {
        Seed = 42,
        Employees = 1_000,
        Weeks = Weeks,
        Faults = "mild",
        WallSeconds = 9.5,
        Groups = new(0, 0, 0),
        People = new(people, people - 1, 1, 0, 0, 0, 30),
        Mails = new(people - 1, 1, 1, 0, 0),
        Requests = new(900, 0, 100, 4000, 300, 900),
    };
}
