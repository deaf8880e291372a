using System.Diagnostics;
using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Effects;
using AdoptionAutomation.Sandbox.App;
using AdoptionAutomation.Sandbox.Check;
using AdoptionAutomation.Sandbox.Faults;
using AdoptionAutomation.Sandbox.People;
using AdoptionAutomation.Sandbox.People.Life;
using AdoptionAutomation.Sandbox.Rehearsal.Proving;
using AdoptionAutomation.Sandbox.Rehearsal.Proving.Kpis;
using AdoptionAutomation.Sandbox.Rehearsal.Reporting;
using AdoptionAutomation.Sandbox.Rehearsal.Tracing;
using AdoptionAutomation.Sandbox.Runtime;
using AdoptionAutomation.Sandbox.Storage;
using AdoptionAutomation.Sandbox.Tenant;
using AdoptionAutomation.Sandbox.Time;
using AdoptionAutomation.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using NodaTime;

namespace AdoptionAutomation.Sandbox.Rehearsal;

/// <summary>Runs a whole campaign in virtual time against the simulated tenant, and proves what came of it.</summary>
internal sealed class RehearsalRun(RehearsalOptions options, Campaign campaign, IRehearsalView view)
{
    /// <summary>Time after the end for what is under way (a claim to run out, an event to be waited for); no wave opens in it.</summary>
    private static readonly TimeSpan Epilogue = TimeSpan.FromHours(48);
    private static readonly TimeSpan Step = TimeSpan.FromHours(1);

    /// <summary>Answers are kept for 30 days at least after their round has closed.</summary>
    private static readonly TimeSpan LookAtAnswers = TimeSpan.FromDays(7);

    /// <summary>What falls due in them may still wait for something when the rehearsal ends.</summary>
    private static readonly TimeSpan LastHours = TimeSpan.FromHours(3);

    /// <param name="azurite">The storage.</param>
    /// <param name="cancellationToken">Cuts it off.</param>
    /// <param name="stop">Ends it at the present virtual time, with the proof of all until then.</param>
    public async Task<RehearsalResult> RunAsync(Azurite azurite, CancellationToken cancellationToken, CancellationToken stop = default)
    {
        var watch = Stopwatch.StartNew();
        var files = new FolderFiles(options.Campaign);
        var zone = DateTimeZoneProviders.Tzdb[campaign.Settings.TimeZone];
        var start = zone.AtStartOfDay(campaign.Settings.Start).ToDateTimeOffset().ToUniversalTime();
        var tenantOptions = new TenantOptions
        {
            Seed = options.Seed,
            Employees = options.Employees,
            EventsWithin = TimeSpan.FromSeconds(30),
            LateData = true,
            Company = options.Company ?? await CompanyOf.Async(campaign, files, cancellationToken),
        };
        var setup = new VirtualSetup(start, tenantOptions, options.Faults)
        {
            Logging = AddLog,
            Instances = options.Instances,
            Registrations = options.Registrations,
        };
        await using var world = await VirtualWorld.StartAsync(azurite.NewAccount(), campaign.Id, options.Campaign, setup, cancellationToken);
        var (clock, agenda, tenant, host) = (world.Clock, world.Agenda, world.Tenant, world.Host);
        var trace = options.Trace is { } wave ? new WaveTrace(wave, campaign.Waves.Select(known => known.Id).ToHashSet(StringComparer.Ordinal), clock) : null;
        using var listening = trace?.Listen();
        var company = CompanyLife.Of(world, campaign, options.Seed);
        var desk = new ItDesk(campaign, host, clock, agenda);
        desk.Plan();
        if (options.Script is { } script)
        {
            new ScriptPlayer(script, world, campaign, files, company.People).Plan(start);
        }

        var end = start + TimeSpan.FromDays(7 * options.Weeks);
        var groups = await ExpectedGroups.OfAsync(campaign, files, tenant.Directory.Employees, cancellationToken);
        await using var kept = new KeptAnswers(world.App, campaign);
        var totals = await Totals.OfAsync(campaign, groups, files, tenant.Directory.Employees, (start, end), cancellationToken);
        var state = new RehearsalState(totals, tenant, company.People, desk, () => kept.Snapshots);
        var diary = new Diary(tenant, world.App.Counts, () => host.Executions);
        DateTimeOffset? stopped = await LiveAsync(state, diary, kept, clock, agenda, end, stop, cancellationToken) ? null : clock.GetUtcNow();
        end = stopped ?? end;
        await desk.CloseAsync(cancellationToken);
        await FinishAsync(host, clock, agenda, end, cancellationToken);
        diary.Close(clock.GetUtcNow());
        var requests = RequestsOf(tenant, world.App.Counts);
        await kept.LookAsync(cancellationToken);
        view.Show(state, clock.GetUtcNow());

        var lived = new Lived(world, company, desk, kept, groups, start, end);
        var expectation = await ExpectAsync(lived, files, cancellationToken);
        var evidence = await EvidenceAsync(lived, expectation, cancellationToken);
        var proof = new Proof(evidence, expectation);
        if (host.Poisoned > 0)
        {
            proof.Findings.Add($"{host.Poisoned} messages went to a poison queue.");
        }

        return new(SummaryOf(proof, company.People, requests, watch.Elapsed), proof.Findings, tenant.Log.Mails, host.Deaths, tenant.Log.Faults.Count)
        {
            Trace = trace?.Root,
            StartedAt = start,
            StoppedAt = stopped,
            Notes = desk.Events,
            Happenings = tenant.Log.Happenings,
            Record = new(options, start, evidence, expectation, diary) { Opened = desk.Opened, Holds = desk.Holds, Fates = proof.Fates },
        };
    }

    /// <summary>What was to happen, now that it is known what opened when, who was reached and who left.</summary>
    private async Task<Expectation> ExpectAsync(Lived lived, FolderFiles files, CancellationToken cancellationToken)
    {
        var (tenant, desk, end) = (lived.World.Tenant, lived.Desk, lived.End);
        var reached = tenant.Log.Mails.Where(mail => mail.Categories.Contains("welcome")).Select(mail => mail.To).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var course = new Course(desk.Opened, end, reached)
        {
            Left = tenant.Log.Happenings.Where(one => one.Kind == HappeningKind.SomebodyLeft).Select(one => Guid.Parse(one.Subject)).ToHashSet(),
            Paused = desk.Paused,
        };
        var posts = new ExpectedPosts(campaign, lived.Groups).Between(lived.Start, lived.World.Clock.GetUtcNow());
        return (await Expectation.OfAsync(campaign, lived.Groups, files, tenant.Directory.Employees, course, cancellationToken)) with
        {
            Posts = [.. posts.Select(post => post.At < end - LastHours ? post : post with { IsCertain = false })],
        };
    }

    private async Task<Proving.Evidence> EvidenceAsync(Lived lived, Expectation expectation, CancellationToken cancellationToken)
    {
        var (world, company, kept) = (lived.World, lived.Company, lived.Kept);
        var uncertain = await ActivatorUtilities.CreateInstance<UncertainReader>(world.Host.Services, campaign).ReadAsync(expectation, cancellationToken);
        return new(world.Tenant, campaign, company.People, uncertain, lived.End)
        {
            Surveys = new(expectation.Meant, company.Answering.Submissions, kept.Answers, kept.Rounds),
            Kpis = await KpisAsync(world, company.Books, company.Profiles, lived.Desk, cancellationToken),
        };
    }

    private async Task<KpiEvidence> KpisAsync(
        VirtualWorld world, LifeBooks life, ProfileCompleting profiles, ItDesk desk, CancellationToken cancellationToken)
    {
        var (first, now) = (campaign.Settings.Start.ToDateOnly().AddDays(-7), world.Clock.GetUtcNow());
        var kept = await KeptSnapshots.ReadAsync(world.App, campaign, first, DateOnly.FromDateTime(now.UtcDateTime), cancellationToken);
        return new(life, profiles, kept, desk.Opened.Count > 0 ? desk.Opened.Values.Min() : null, now);
    }

    /// <returns>Whether it came to its end; not if it was stopped before. Until the groups are asked for there is nothing to prove: so far it goes on.</returns>
    private async Task<bool> LiveAsync(
        RehearsalState state,
        Diary diary,
        KeptAnswers kept,
        VirtualClock clock,
        VirtualAgenda agenda,
        DateTimeOffset end,
        CancellationToken stop,
        CancellationToken cancellationToken)
    {
        var look = clock.GetUtcNow();
        while (clock.GetUtcNow() < end)
        {
            var hear = state.Desk.HasApplied ? stop : CancellationToken.None;
            if (hear.IsCancellationRequested)
            {
                return false;
            }

            var next = clock.GetUtcNow() + Step;
            await agenda.RunUntilAsync(next < end ? next : end, cancellationToken, hear);
            diary.Note(clock.GetUtcNow());
            view.Show(state, clock.GetUtcNow());
            if (clock.GetUtcNow() - look >= LookAtAnswers)
            {
                await kept.LookAsync(cancellationToken);
                look = clock.GetUtcNow();
            }
        }

        return true;
    }

    private static async Task FinishAsync(VirtualHost host, VirtualClock clock, VirtualAgenda agenda, DateTimeOffset end, CancellationToken cancellationToken)
    {
        var due = host.Services.GetRequiredService<DueTable>();
        while (clock.GetUtcNow() < end + Epilogue && (host.PendingMessages > 0 || await AnyAsync()))
        {
            await agenda.RunUntilAsync(clock.GetUtcNow() + Step, cancellationToken);
            due = host.Services.GetRequiredService<DueTable>();
        }

        ValueTask<bool> AnyAsync() => due.ReadAsync(DateTimeOffset.MaxValue, cancellationToken).AnyAsync(cancellationToken);
    }

    private Summary SummaryOf(Proof proof, PeopleBehaviour people, RequestFigures requests, TimeSpan wall) => new()
    {
        Seed = options.Seed,
        Employees = options.Employees,
        Weeks = options.Weeks,
        Faults = options.Faults.Name,
        Instances = options.Instances,
        WallSeconds = Math.Round(wall.TotalSeconds, 2),
        Groups = proof.Groups,
        People = proof.People with { Activated = people.Activated },
        Mails = proof.Mails,
        Posts = proof.Posts,
        Surveys = proof.Surveys,
        Kpis = proof.Kpis,
        Digests = proof.Digests,
        Requests = requests,
    };

    /// <summary>Before the proof looks, which asks storage too.</summary>
    private static RequestFigures RequestsOf(SimulatedTenant tenant, RequestCounts counts) => new(
        tenant.Log.Requests(RemoteService.Graph),
        tenant.Log.Throttled(RemoteService.Graph),
        tenant.Log.Requests(RemoteService.SendGrid),
        counts.Tables,
        counts.Queues,
        counts.Blobs);

    /// <summary>A rehearsal that is over, its world still there to be asked.</summary>
    private sealed record Lived(
        VirtualWorld World, CompanyLife Company, ItDesk Desk, KeptAnswers Kept, IReadOnlyList<ExpectedGroup> Groups, DateTimeOffset Start, DateTimeOffset End);

    private void AddLog(ILoggingBuilder logging)
    {
        if (options.Verbose)
        {
            logging.AddFilter("System.Net.Http", LogLevel.Warning).AddFilter("Azure", LogLevel.Warning)
                .AddConsole(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
        }
    }
}

/// <summary>What a view may look at while it runs.</summary>
/// <param name="Totals">How much there will be.</param>
/// <param name="Tenant">With its log.</param>
/// <param name="People">What they do.</param>
/// <param name="Desk">IT.</param>
/// <param name="Snapshots">Days with figures, as far as was looked.</param>
internal sealed record RehearsalState(Totals Totals, SimulatedTenant Tenant, PeopleBehaviour People, ItDesk Desk, Func<int> Snapshots);

/// <param name="Summary">The figures.</param>
/// <param name="Findings">What is not as it should be.</param>
/// <param name="Mails">Every mail the tenant took.</param>
/// <param name="Deaths">How often the app's process died.</param>
/// <param name="Faults">How many faults struck.</param>
internal sealed record RehearsalResult(
    Summary Summary, IReadOnlyList<string> Findings, IReadOnlyList<AcceptedMail> Mails, int Deaths, int Faults)
{
    public bool Holds => Summary.Holds && Findings.Count == 0;

    /// <summary>What the report is made from.</summary>
    public required RunRecord Record { get; init; }

    /// <summary>What was done for the wave that was to be traced; null if none was.</summary>
    public TraceNode? Trace { get; init; }

    /// <summary>The virtual time at which it began.</summary>
    public DateTimeOffset StartedAt { get; init; }

    /// <summary>The virtual time at which it was stopped; null: it came to its end.</summary>
    public DateTimeOffset? StoppedAt { get; init; }

    /// <summary>What somebody ought to know though nothing is wrong with it: waves that were held, people of whom a file knows too little.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>What a script did besides the faults that struck requests.</summary>
    public IReadOnlyList<Happening> Happenings { get; init; } = [];
}
