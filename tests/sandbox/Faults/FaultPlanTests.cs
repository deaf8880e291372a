using AdoptionAutomation.Sandbox.Faults;
using AdoptionAutomation.Sandbox.Time;
using AdoptionAutomation.Tests.Sandbox.Tenant;

namespace AdoptionAutomation.Tests.Sandbox.Faults;

public class FaultPlanTests
{
    private const int Draws = 20_000;
    private static readonly FaultTarget Write = new(RemoteService.Graph, "POST", "/v1.0/groups", () => ["group:x"]);
    private readonly VirtualClock clock = new(TenantHost.Start);

    public static TheoryData<string, double, double, double, double> Rates => new()
    {
        { "none", 0, 0, 0, 0 },
        { "mild", 0.01, 0.005, 0, 0 },
        { "harsh", 0.10, 0.05, 0.02, 0.01 },
    };

    [Theory]
    [MemberData(nameof(Rates))]
    public void Faults_strike_as_often_as_their_script_says(string name, double throttled, double unavailable, double lost, double slow)
    {
        var plan = Plan(name);
        var faults = Enumerable.Range(0, Draws).Select(_ => plan.AtServer(Write)).ToList();

        AssertNear(throttled, FaultKind.Throttled);
        AssertNear(unavailable, FaultKind.Unavailable);
        AssertNear(lost, FaultKind.AnswerLost);
        AssertNear(slow, FaultKind.Slow);
        Assert.Equal(faults.Count(f => f is not null), plan.Injected.Count);

        void AssertNear(double rate, FaultKind kind) =>
            Assert.InRange(faults.Count(f => f?.Kind == kind) / (double)Draws, rate * 0.8, rate * 1.2);
    }

    [Fact]
    public void Half_of_the_harsh_waits_are_fractional_and_half_of_the_503_say_none()
    {
        var plan = Plan("harsh");
        var faults = Enumerable.Range(0, Draws).Select(_ => plan.AtServer(Write)).OfType<Fault>().ToList();
        var (waits, unavailable) = (faults.Where(f => f.Kind is FaultKind.Throttled).ToList(), faults.Where(f => f.Kind is FaultKind.Unavailable).ToList());

        Assert.InRange(waits.Count(f => f.RetryAfter % 1 != 0) / (double)waits.Count, 0.45, 0.55);
        Assert.DoesNotContain(waits, f => f.RetryAfter is null);
        Assert.InRange(unavailable.Count(f => f.RetryAfter is null) / (double)unavailable.Count, 0.43, 0.57);
    }

    [Fact]
    public void Harsh_callers_meet_refused_connections_and_one_death_per_200_effects_at_every_point()
    {
        var plan = Plan("harsh");
        var faults = Enumerable.Range(0, Draws).Select(_ => plan.AtCaller(Write)).OfType<Fault>().ToList();
        var deaths = faults.Where(f => f.Kind is FaultKind.ProcessDeath).ToList();

        Assert.InRange(faults.Count(f => f.Kind is FaultKind.ConnectionRefused) / (double)Draws, 0.008, 0.012);
        Assert.InRange(deaths.Count / (double)Draws, 0.004, 0.006);
        Assert.Equal(4, deaths.Select(f => f.Point).Distinct().Count());
    }

    [Fact]
    public void Reads_never_kill_and_storage_never_fails_by_itself()
    {
        var plan = Plan("harsh");
        var read = Write with { Method = "GET" };
        var table = Write with { Service = RemoteService.Tables };

        Assert.DoesNotContain(Enumerable.Range(0, Draws), _ => plan.AtCaller(read)?.Kind is FaultKind.ProcessDeath);
        Assert.All(Enumerable.Range(0, Draws), _ => Assert.Null(plan.AtCaller(table)));
    }

    [Fact]
    public void The_same_seed_decides_the_same_whatever_else_was_asked()
    {
        var (one, other) = (Plan("harsh"), Plan("harsh"));
        var first = Enumerable.Range(0, 500).Select(_ => one.AtServer(Write)).ToList();
        var second = Enumerable.Range(0, 500).Select(_ =>
        {
            other.AtServer(Write with { Service = RemoteService.SendGrid });
            other.AtCaller(Write);
            return other.AtServer(Write);
        }).ToList();

        Assert.Equal(first, second);
        Assert.NotEqual(first, Enumerable.Range(0, 500).Select(_ => Plan("harsh", 2).AtServer(Write)).ToList());
    }

    [Fact]
    public void A_scripted_fault_strikes_the_nth_match_only()
    {
        var plan = Plan("none");
        plan.Strike(t => t.Path.EndsWith("/groups", StringComparison.Ordinal), 2, new(FaultKind.Unavailable));
        plan.AtServer(Write with { Path = "/v1.0/users" });
        var faults = new[] { plan.AtServer(Write), plan.AtServer(Write), plan.AtServer(Write) };

        Assert.Equal([null, FaultKind.Unavailable, null], faults.Select(f => f?.Kind));
        Assert.Equal(["group:x"], Assert.Single(plan.Injected).Subjects);
    }

    [Fact]
    public void Each_service_is_down_two_hours_a_month_and_not_together()
    {
        var plan = Plan("harsh");
        var year = (From: TenantHost.Start, To: TenantHost.Start.AddYears(1));
        var graph = plan.Outages(RemoteService.Graph, year.From, year.To).ToList();
        var mail = plan.Outages(RemoteService.SendGrid, year.From, year.To).ToList();

        Assert.InRange(graph.Count, 11, 13);
        Assert.All(graph, o => Assert.Equal(TimeSpan.FromHours(2), o.To - o.From));
        Assert.NotEqual(graph, mail);
        Assert.Empty(plan.Outages(RemoteService.Tables, year.From, year.To));
        Assert.Equal((false, true, false), (Down(graph[0].From.AddTicks(-1)), Down(graph[0].From), Down(graph[0].To)));

        clock.AdvanceTo(graph[0].From.AddHours(1));
        Assert.All(Enumerable.Range(0, 50), _ => Assert.Equal(FaultKind.Outage, plan.AtServer(Write)!.Kind));
        Assert.InRange(Enumerable.Range(0, 200).Count(_ => plan.AtCaller(Write)?.Kind is FaultKind.ConnectionRefused), 70, 130);

        bool Down(DateTimeOffset at) => plan.IsDown(RemoteService.Graph, at);
    }

    [Fact]
    public void Spans_strike_their_service_in_their_time_as_often_as_they_say()
    {
        DateTimeOffset At(double minutes) => TenantHost.Start.AddMinutes(minutes);
        var script = FaultScript.None with
        {
            Spans =
            [
                new(RemoteService.Graph, FaultKind.Throttled, At(10), At(20)) { Share = 0.5, RetryAfter = 2.5 },
                new(RemoteService.Graph, FaultKind.AnswerLost, At(30), DateTimeOffset.MaxValue) { Most = 2 },
                new(RemoteService.SendGrid, FaultKind.Outage, At(10), At(70)),
            ],
        };
        var plan = new FaultPlan(script, 1, clock);
        Assert.Null(plan.AtServer(Write));

        clock.AdvanceTo(At(10));
        var throttled = Enumerable.Range(0, 200).Select(_ => plan.AtServer(Write, batchStep: true)).OfType<Fault>().ToList();
        Assert.InRange(throttled.Count, 70, 130);
        Assert.All(throttled, fault => Assert.Equal(new(FaultKind.Throttled, 2.5), fault));
        Assert.Equal(FaultKind.Outage, plan.AtServer(Write with { Service = RemoteService.SendGrid })!.Kind);

        clock.AdvanceTo(At(20));
        Assert.Null(plan.AtServer(Write));
        clock.AdvanceTo(At(30));
        FaultKind?[] kinds =
            [plan.AtServer(Write with { Method = "GET" })?.Kind, plan.AtServer(Write)?.Kind, plan.AtServer(Write, batchStep: true)?.Kind, plan.AtServer(Write)?.Kind, plan.AtServer(Write)?.Kind];
        Assert.Equal([null, FaultKind.AnswerLost, null, FaultKind.AnswerLost, null], kinds);
        Assert.Equal((true, false), (plan.IsDown(RemoteService.SendGrid, At(69)), plan.IsDown(RemoteService.SendGrid, At(70))));
    }

    private FaultPlan Plan(string name, int seed = 1) => new(FaultScript.All.Single(s => s.Name == name), seed, clock);
}
