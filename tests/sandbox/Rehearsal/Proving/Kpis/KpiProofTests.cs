using AdoptionAutomation.Kpis.Book;
using AdoptionAutomation.Kpis.Snapshots;
using AdoptionAutomation.Sandbox.Faults;
using AdoptionAutomation.Sandbox.People;
using AdoptionAutomation.Sandbox.People.Life;
using AdoptionAutomation.Sandbox.Rehearsal;
using AdoptionAutomation.Sandbox.Rehearsal.Proving;
using AdoptionAutomation.Sandbox.Rehearsal.Proving.Kpis;
using AdoptionAutomation.Sandbox.Tenant.Usage;
using AdoptionAutomation.Tests.Sandbox.Tenant;

namespace AdoptionAutomation.Tests.Sandbox.Rehearsal.Proving.Kpis;

/// <summary>Forty people of a wave, of whom four work at one site and the others at another; thirty of them have come.</summary>
public sealed class KpiProofTests : IAsyncLifetime
{
    private static readonly DateOnly Day = new(2026, 1, 20);
    private static readonly DateTimeOffset Timer = new(2026, 1, 22, 6, 40, 0, TimeSpan.Zero);
    private static readonly Scope Large = new(ScopeKind.Site, "large");
    private static readonly Scope Small = new(ScopeKind.Site, "small");
    private TenantHost host = null!;
    private Func<Dictionary<string, AdoptionAutomation.Sandbox.Tenant.Group>, KpiBooks> booksWith = null!;
    private KpiBooks books = null!;

    public async Task InitializeAsync()
    {
        host = await TenantHost.StartAsync(TenantHost.Calm with { Employees = 80 });
        var people = host.People.From(12).Where(person => person is { AccountEnabled: true, IsGuest: false }).Take(40).ToList();
        people.ForEach(person => host.Tenant.Log.Add(FollowUpProofTests.MailTo(person, "welcome", TenantHost.Start)));
        var targets = people.Select((person, i) => new Target(person, FollowUpProofTests.Campaign.Waves[0], [i < 4 ? "small" : "large"])).ToList();
        var life = new PlatformLife(1, new(2026, 1, 5));
        var activations = people.Take(30).Select(person => new Activation(TenantHost.Start, person.Id)).ToList();
        var lives = new LifeBooks(life, new(1, host.People, life), host.People, new Memberships(host.Tenant.Log, host.Tenant.Directory), () => activations, host.Clock);
        host.Clock.Advance(TimeSpan.FromDays(30));
        var evidence = new Evidence(host.Tenant, FollowUpProofTests.Campaign, new(host.People, 1, host.Clock, host.Agenda), Uncertain.Nothing, Timer.AddDays(2));
        booksWith = groups => new(
            evidence.Campaign,
            new(evidence, targets, lives, name => name),
            new(host.Tenant, groups, lives, [Timer.AddDays(-4), Timer.AddDays(-5), Timer.AddDays(-14)], [Timer.AddDays(-5), Timer.AddDays(-14)]),
            new(host.People, new Dictionary<Guid, DateTimeOffset>(), lives, new(2026, 1, 5), new Dictionary<Guid, DateTimeOffset>()));
        books = booksWith([]);
    }

    public async Task DisposeAsync() => await host.DisposeAsync();

    [Fact]
    public void The_books_count_people_by_wave_and_site_and_what_they_wrote()
    {
        var counts = books.On(Day, Timer);

        Assert.Equal((40, 4, 36), (counts[Scope.Organisation][Count.Invited], counts[Small][Count.Invited], counts[Large][Count.Invited]));
        Assert.Equal(2, counts[Scope.Organisation][Count.Published7]);
        Assert.InRange(counts[Scope.Organisation][Count.Active30], 30, 30);
        Assert.InRange(counts[Scope.Organisation][Count.Active7], 1, 30);
        Assert.Equal(counts[Scope.Organisation][Count.Posts30], counts[Small][Count.Posts30] + counts[Large][Count.Posts30]);
        Assert.False(counts[Scope.Organisation].ContainsKey(Count.ByTop30));
        Assert.True(counts[Scope.Organisation][Count.MailsSent7] < counts[Scope.Organisation][Count.MailsSentBefore]);
    }

    [Fact]
    public void What_is_kept_to_the_unit_is_right()
    {
        var proof = Prove(Kept());

        Assert.Empty(proof.Findings);
        Assert.Equal(new KpiFigures(1, 1), proof.Figures);
    }

    [Theory]
    [InlineData(Count.Invited)]
    [InlineData(Count.Posts7)]
    [InlineData(Count.MailsSent7)]
    public void A_figure_that_is_one_off_or_missing_is_named(string count)
    {
        var right = books.On(Day, Timer)[Scope.Organisation][count];

        Assert.Equal([$"2026-01-20 organisation {count}: kept {right + 1}, expected {right}."], Prove(Kept(count, right + 1)).Findings);
        Assert.Equal([$"2026-01-20 organisation {count}: kept nothing, expected {right}."], Prove(Kept(count, null)).Findings);
    }

    [Theory]
    [InlineData(0, false)]
    [InlineData(1, true)]
    [InlineData(2, true)]
    [InlineData(3, false)]
    public void Of_two_posts_the_app_may_not_know_the_one_whose_answer_was_lost(double kept, bool isRight) =>
        Assert.Equal(isRight, Prove(Kept(Count.Published7, kept)).Findings.Count == 0);

    [Fact]
    public void Few_people_must_be_hidden_and_who_would_follow_from_the_others_too()
    {
        var findings = Prove(Kept(shown: [Small, Large])).Findings;

        Assert.Equal(2, findings.Count);
        Assert.All(findings, finding => Assert.Contains("fewer than 5 people could be found", finding, StringComparison.Ordinal));
    }

    [Fact]
    public void A_day_or_a_source_is_missing_only_near_a_fault()
    {
        var broken = Kept(Count.Active7, null) with { Sources = [new(KpiSource.Users, SourceState.Failed) { Why = "it broke off" }] };

        Assert.Equal(["Lost: no snapshot of 2026-01-20."], Prove(null).Findings);
        Assert.Equal(["2026-01-20: Users could not be read: it broke off"], Prove(broken).Findings);
        Assert.Empty(Prove(null, Timer).Findings);
        Assert.Empty(Prove(broken, Timer).Findings);
    }

    [Fact]
    public void The_report_of_groups_may_name_none_only_while_none_stands()
    {
        SourceReading[] failed = [new(KpiSource.Groups, SourceState.Failed) { Why = "it names none" }];
        Assert.Empty(Prove(Kept() with { Sources = failed }).Findings);

        books = booksWith(new() { ["everybody"] = new(Guid.NewGuid(), TenantHost.Start, TenantHost.Start, [], new()) });

        Assert.Equal(["2026-01-20: Groups could not be read: it names none"], Prove(Kept() with { Sources = failed }).Findings);
    }

    [Fact]
    public void Nobody_asked_for_another_day() =>
        Assert.Contains("Nobody asked for the snapshot of 2026-01-21.", Prove(Kept() with { Day = Day.AddDays(1) }, Timer).Findings);

    private KpiProof Prove(DaySnapshot? kept, DateTimeOffset? fault = null) => new(
        kept is null ? [] : [kept],
        [(Timer, true)],
        books,
        fault is { } at ? [new InjectedFault(at, RemoteService.Graph, 1, "GET", "/reports", FaultKind.Unavailable, "", [])] : [],
        []);

    /// <summary>A snapshot as it should be, but for a figure of the organisation's, and what is hidden.</summary>
    private DaySnapshot Kept(string? count = null, double? value = null, params Scope[] shown)
    {
        var scopes = books.On(Day, Timer).Select(one => (one.Key, Counts: one.Value
            .Where(pair => (one.Key.Kind != ScopeKind.Site || shown.Contains(one.Key) || !BookPage.IsAboutPeople(pair.Key)) && (one.Key != Scope.Organisation || pair.Key != count))
            .ToDictionary(StringComparer.Ordinal))).ToList();
        if (count is not null && value is { } number)
        {
            scopes.Single(one => one.Key == Scope.Organisation).Counts[count] = number;
        }

        return new(Day, 1, Timer)
        {
            Sources = [],
            Scopes = [.. scopes.Select(one => new ScopeCounts(one.Key, null, new(one.Counts)) { IsHidden = one.Key.Kind == ScopeKind.Site && !shown.Contains(one.Key) })],
        };
    }
}
