using System.Net;
using AdoptionAutomation.Graph;
using AdoptionAutomation.Operations.Failures;
using AdoptionAutomation.Operations.Health;
using AdoptionAutomation.Operations.Health.Checks;

namespace AdoptionAutomation.Tests.Functions.Operations.Health;

public sealed class HealthRulesTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(-60, HealthState.Ok)]
    [InlineData(60, HealthState.Ok)]
    [InlineData(61, HealthState.Warning)]
    [InlineData(-900, HealthState.Warning)]
    [InlineData(901, HealthState.Broken)]
    [InlineData(-901, HealthState.Broken)]
    public void A_clock_is_judged_by_how_far_it_is_off(int seconds, HealthState state) => Assert.Equal(state, ClockCheck.Judge(TimeSpan.FromSeconds(seconds)).State);

    [Theory]
    [InlineData(null, 0, false, HealthState.Ok)]
    [InlineData(15, 0, false, HealthState.Ok)]
    [InlineData(16, 0, false, HealthState.Warning)]
    [InlineData(60, 0, false, HealthState.Warning)]
    [InlineData(61, 0, false, HealthState.Broken)]
    [InlineData(61, 0, true, HealthState.Warning)]
    [InlineData(null, 3, false, HealthState.Warning)]
    [InlineData(61, 3, false, HealthState.Broken)]
    public void A_queue_is_judged_by_its_oldest_message_and_its_poison(int? minutes, int poisoned, bool isPaused, HealthState state) => Assert.Equal(
        state, QueuesCheck.Of(new("send-mail", 5, minutes is { } waiting ? TimeSpan.FromMinutes(waiting) : null, poisoned), isPaused).State);

    [Theory]
    // Hours from now: the last run, the next, the last failure.
    [InlineData(null, null, null, null)]
    [InlineData(-1.0, 0.5, null, null)]
    [InlineData(-1.0, -0.1, null, null)]
    [InlineData(-1.0, -0.3, null, HealthState.Broken)]
    [InlineData(-1.0, 0.5, -2.0, null)]
    [InlineData(-1.0, 0.5, -1.0, HealthState.Warning)]
    [InlineData(-1.0, 0.5, -0.9, HealthState.Warning)]
    [InlineData(null, null, -0.9, HealthState.Warning)]
    public void A_timer_is_judged_by_its_last_run_its_next_and_its_last_failure(double? last, double? next, double? failed, HealthState? state)
    {
        var run = last is null ? null : new TimerRunStatus(Now.AddHours(last.Value), Now.AddHours(next!.Value));
        var failure = failed is null ? null : new FailureRow("Cause", "why", Now.AddDays(-3), Now.AddHours(failed.Value));

        Assert.Equal(state, TimersCheck.Judge("PlanHour", run, failure, Now)?.State);
    }

    [Theory]
    [InlineData(200, """{ "scopes": ["mail.send", "x"] }""", HealthState.Ok)]
    [InlineData(200, """{ "scopes": [] }""", HealthState.Broken)]
    [InlineData(200, "<html>", HealthState.Broken)]
    [InlineData(401, "", HealthState.Broken)]
    [InlineData(403, "", HealthState.Broken)]
    [InlineData(429, "", HealthState.Warning)]
    [InlineData(503, "", HealthState.Warning)]
    public void A_key_is_judged_by_what_SendGrid_says_of_it(int status, string body, HealthState state) => Assert.Equal(state, SendGridCheck.Judge((HttpStatusCode)status, body).State);

    [Theory]
    [InlineData(null, HealthState.Warning)]
    [InlineData(0, HealthState.Ok)]
    [InlineData(1, HealthState.Ok)]
    [InlineData(2, HealthState.Warning)]
    [InlineData(4, HealthState.Broken)]
    public void A_backup_is_judged_by_its_age(int? days, HealthState state)
    {
        var today = new DateOnly(2026, 11, 20);

        Assert.Equal(state, BackupCheck.Judge(days is { } age ? today.AddDays(-age) : null, today).State);
    }

    [Theory]
    [InlineData(null, HealthState.Warning)]
    [InlineData(1, HealthState.Ok)]
    [InlineData(11, HealthState.Warning)]
    public void Events_are_judged_by_the_last_one(int? days, HealthState state) =>
        Assert.Equal(state, MailEventsCheck.Judge(days is { } age ? Now.AddDays(-age) : null, Now).State);

    [Fact]
    public void Either_of_two_permissions_is_enough_where_one_holds_the_other()
    {
        NeededPermission[] needed = [new([Permissions.WriteMembers, Permissions.WriteGroups], new("", ""))];

        Assert.Equal(HealthState.Ok, GraphCheck.Judge(new HashSet<string> { Permissions.WriteGroups }, needed, hasMailbox: false)[0].State);
        Assert.Contains(Permissions.WriteMembers, GraphCheck.Judge(new HashSet<string>(), needed, hasMailbox: false)[0].Saw.En, StringComparison.Ordinal);
    }

    /// <summary>Exchange gives it for one mailbox, and then it is in no token.</summary>
    [Fact]
    public void The_permission_to_send_is_not_missed_in_a_token() =>
        Assert.All(GraphCheck.Judge(new HashSet<string>(), [], hasMailbox: true), finding => Assert.Equal(HealthState.Ok, finding.State));

    [Theory]
    [InlineData("")]
    [InlineData("opaque")]
    [InlineData("a.b.c")]
    [InlineData("a.W10.c")]
    public void A_token_that_cannot_be_read_is_not_one_without_permissions(string token) => Assert.Null(TokenRoles.Of(token));
}
