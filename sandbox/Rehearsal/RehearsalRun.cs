using System.Diagnostics;
using AdoptionAutomation.Calendar.Season;
using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Effects;
using AdoptionAutomation.Groups;
using AdoptionAutomation.Groups.Guests;
using AdoptionAutomation.Mail;
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
        var (people, answering, profiles, life) = (company.People, company.Answering, company.Profiles, company.Books);
        var desk = new ItDesk(campaign, host, clock, agenda);
        desk.Plan();
        if (options.Script is { } script)
        {
            new ScriptPlayer(script, world, campaign, files, people).Plan(start);
        }

        var end = start + TimeSpan.FromDays(7 * options.Weeks);
        var groups = await ExpectedGroups.OfAsync(campaign, files, tenant.Directory.Employees, cancellationToken);
        await using var kept = new KeptAnswers(world.App, campaign);
        var totals = await TotalsAsync(groups, files, tenant.Directory.Employees, start, end, cancellationToken);
        var state = new RehearsalState(totals, tenant, people, desk, () => kept.Snapshots);
        var diary = new Diary(tenant, world.App.Counts, () => host.Executions);
        DateTimeOffset? stopped = await LiveAsync(state, diary, kept, clock, agenda, end, stop, cancellationToken) ? null : clock.GetUtcNow();
        end = stopped ?? end;
        await desk.CloseAsync(cancellationToken);
        await FinishAsync(host, clock, agenda, end, cancellationToken);
        diary.Close(clock.GetUtcNow());
        await kept.LookAsync(cancellationToken);
        view.Show(state, clock.GetUtcNow());

        var reached = tenant.Log.Mails.Where(mail => mail.Categories.Contains("welcome")).Select(mail => mail.To).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var course = new Course(desk.Opened, end, reached)
        {
            Left = tenant.Log.Happenings.Where(one => one.Kind == HappeningKind.SomebodyLeft).Select(one => Guid.Parse(one.Subject)).ToHashSet(),
            Paused = desk.Paused,
        };
        var expectation = (await Expectation.OfAsync(campaign, groups, files, tenant.Directory.Employees, course, cancellationToken)) with
        {
            Posts = [.. new ExpectedPosts(campaign, groups).Between(start, clock.GetUtcNow()).Select(post => post.At < end - LastHours ? post : post with { IsCertain = false })],
        };
        var uncertain = await UncertainAsync(host.Services, expectation, cancellationToken);
        var surveys = new EvidenceOfSurveys(expectation.Meant, answering.Submissions, kept.Answers, kept.Rounds);
        var evidence = new Proving.Evidence(tenant, campaign, people, uncertain, end)
        {
            Surveys = surveys,
            Kpis = await KpisAsync(world, life, profiles, desk, cancellationToken),
        };
        var proof = new Proof(evidence, expectation);
        if (host.Poisoned > 0)
        {
            proof.Findings.Add($"{host.Poisoned} messages went to a poison queue.");
        }

        return new(SummaryOf(proof, tenant, people, world.App.Counts, watch.Elapsed), proof.Findings, tenant.Log.Mails, host.Deaths, tenant.Log.Faults.Count)
        {
            Trace = trace?.Root,
            StartedAt = start,
            StoppedAt = stopped,
            Notes = desk.Events,
            Happenings = tenant.Log.Happenings,
            Record = new(options, start, evidence, expectation, diary) { Opened = desk.Opened, Holds = desk.Holds, Fates = proof.Fates },
        };
    }

    /// <summary>How much there will be if all goes as the files say: for the bars of who watches.</summary>
    private async Task<Totals> TotalsAsync(
        IReadOnlyList<ExpectedGroup> groups, FolderFiles files, Employees employees, DateTimeOffset start, DateTimeOffset end, CancellationToken cancellationToken)
    {
        var zone = DateTimeZoneProviders.Tzdb[campaign.Settings.TimeZone];
        var launch = campaign.Waves.Select(wave => wave.Opens).Min() is { } opens ? opens.InZoneLeniently(zone).ToDateTimeOffset() : start.AddDays(7);
        var nothing = new Course(new Dictionary<string, DateTimeOffset>(StringComparer.Ordinal), end, new HashSet<string>(StringComparer.Ordinal));
        var meant = (await Expectation.OfAsync(campaign, groups, files, employees, nothing, cancellationToken)).Meant;
        var posts = new ExpectedPosts(campaign, groups).Between(start, end).Count(post => post.Group is not null);
        return new(
            groups.Count,
            campaign.Waves.Count,
            meant.Count,
            posts + groups.Sum(group => group.Posts),
            Math.Max(0, (int)(end - launch).TotalDays),
            new ExpectedDigests(campaign.Settings).Between(launch, end).Count);
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

    private async Task<Uncertain> UncertainAsync(IServiceProvider services, Expectation expectation, CancellationToken cancellationToken)
    {
        var (ledger, guests, groups) = (services.GetRequiredService<LedgerTable>(), services.GetRequiredService<GuestsTable>(), services.GetRequiredService<GroupsTable>());
        var people = expectation.Targets.Keys.Concat(expectation.Meant.Select(person => person.Id)).Distinct().Select(id => id.ToString()).ToList();
        var found = new HashSet<(string, string)>();
        var surveys = expectation.Surveys.SelectMany(round => (string[])[round.Kind, .. round.Reminders.Select((_, i) => $"{round.Kind}.r{i}")]);
        foreach (var kind in FollowUpProof.Kinds.Concat(expectation.Posts.Where(post => post.Group is null).Select(LetterProof.KindOf)).Concat(surveys))
        {
            foreach (var some in people.Chunk(RowTransactions.Size))
            {
                var rows = await ledger.ReadUnsettledAsync(LedgerReference.ScopeOf(campaign.Id, kind), some, cancellationToken);
                found.UnionWith(rows.Where(row => row.State == EffectState.Uncertain).Select(row => (kind, row.Subject)));
            }
        }

        var names = await groups.ListAsync(campaign.Id, cancellationToken).Where(group => group.From is not null)
            .ToDictionaryAsync(group => GroupTree.Find(campaign, group)?.Name ?? group.Group, group => group.Group, StringComparer.Ordinal, cancellationToken);
        return new(
            found,
            await guests.ListAsync(campaign.Id, cancellationToken).Where(guest => guest.State == GuestState.Uncertain).Select(guest => guest.Mail)
                .ToHashSetAsync(StringComparer.OrdinalIgnoreCase, cancellationToken),
            await groups.ListAsync(campaign.Id, cancellationToken).Where(group => group.UncertainPosts.Count > 0).Select(group => group.Mail!)
                .ToHashSetAsync(StringComparer.OrdinalIgnoreCase, cancellationToken))
        {
            GroupIds = names,
            Deliveries = await DeliveriesAsync(ledger, expectation, names, cancellationToken),
        };
    }

    /// <summary>Keys of the calendar's deliveries that the app calls uncertain.</summary>
    private async Task<IReadOnlySet<string>> DeliveriesAsync(
        LedgerTable ledger, Expectation expectation, IReadOnlyDictionary<string, string> names, CancellationToken cancellationToken)
    {
        var found = new HashSet<string>(StringComparer.Ordinal);
        foreach (var month in expectation.Posts.Where(post => post.Group is not null).GroupBy(post => Delivery.ScopeOf(campaign.Id, post.Slot, EffectKind.Blind)))
        {
            foreach (var some in month.Select(post => CalendarProof.KeyOf(post, names)).Chunk(RowTransactions.Size))
            {
                found.UnionWith((await ledger.ReadUnsettledAsync(month.Key, some, cancellationToken))
                    .Where(row => row.State == EffectState.Uncertain).Select(row => row.Subject));
            }
        }

        return found;
    }

    private Summary SummaryOf(Proof proof, SimulatedTenant tenant, PeopleBehaviour people, RequestCounts counts, TimeSpan wall) => new()
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
        Requests = new(
            tenant.Log.Requests(RemoteService.Graph),
            tenant.Log.Throttled(RemoteService.Graph),
            tenant.Log.Requests(RemoteService.SendGrid),
            counts.Tables,
            counts.Queues,
            counts.Blobs),
    };

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
