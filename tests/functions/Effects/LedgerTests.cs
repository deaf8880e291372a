using AdoptionAutomation.Effects;
using AdoptionAutomation.Sandbox.Faults;
using AdoptionAutomation.Tests.Sandbox.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace AdoptionAutomation.Tests.Functions.Effects;

public sealed class LedgerTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>, IAsyncLifetime
{
    private static readonly EffectScope Members = new("small", "member.general", EffectKind.Idempotent);
    private static readonly EffectScope Groups = new("small", "group", EffectKind.Findable);
    private static readonly EffectScope Mails = new("small", "mail.welcome", EffectKind.Blind);
    private static readonly TimeSpan Patience = TimeSpan.FromHours(6);

    private AppParts parts = null!;

    private Ledger Ledger => parts.Get<Ledger>();

    public async Task InitializeAsync() => parts = await AppParts.StartAsync(azurite.NewAccount());

    public async Task DisposeAsync() => await parts.DisposeAsync();

    [Fact]
    public async Task What_was_claimed_and_recorded_is_settled_for_everyone_after()
    {
        var claims = await ClaimAsync(Members, "a", "b");
        var states = await Ledger.RecordAsync(claims, Said(("a", Outcome.Done), ("b", new(OutcomeKind.Refused, "404"))), default);
        var again = await ClaimAsync(Members, "a", "b", "c");

        Assert.Equal((EffectState.Done, EffectState.Failed), (states["a"], states["b"]));
        Assert.Equal(["c"], Subjects(again));
        Assert.Equal((EffectState.Done, "404"), (again.Settled["a"].State, again.Settled["b"].Reason));
    }

    [Theory]
    [InlineData(true, EffectState.Done)]
    [InlineData(false, EffectState.Released)]
    public async Task A_person_decides_about_an_uncertain_effect_and_about_no_other(bool happened, object now)
    {
        var claims = await ClaimAsync(Mails, "a", "b", "c");
        await Ledger.RecordAsync(claims, Said(("a", new(OutcomeKind.Unknown)), ("b", Outcome.Done), ("c", new(OutcomeKind.Refused))), default);

        Assert.Equal(now, await Ledger.DecideAsync(Mails, "a", happened, "key", default));
        Assert.Equal(now, await Ledger.DecideAsync(Mails, "a", !happened, "key", default));
        Assert.Equal(EffectState.Done, await Ledger.DecideAsync(Mails, "b", false, "key", default));
        Assert.Equal(EffectState.Failed, await Ledger.DecideAsync(Mails, "c", false, "key", default));
        Assert.Null(await Ledger.DecideAsync(Mails, "d", false, "key", default));
        Assert.Equal(happened ? [] : ["a"], Subjects(await ClaimAsync(Mails, "a", "b", "c")));
    }

    [Fact]
    public async Task A_live_claim_is_left_alone_and_tells_when_it_ends()
    {
        await ClaimAsync(Members, "a");
        var claimedAt = parts.Clock.GetUtcNow();
        var other = await ClaimAsync(Members, "a", "b");

        Assert.Equal(["b"], Subjects(other));
        Assert.InRange(other.HeldUntil!.Value, claimedAt + Ledger.ClaimLength - TimeSpan.FromSeconds(1), claimedAt + Ledger.ClaimLength);
    }

    [Fact]
    public async Task An_expired_claim_is_redone_looked_for_or_uncertain_by_its_kind()
    {
        foreach (var scope in new[] { Members, Groups, Mails })
        {
            await ClaimAsync(scope, "a");
        }

        parts.Clock.Advance(Ledger.ClaimLength);
        var (redone, looked, uncertain) = (await ClaimAsync(Members, "a"), await ClaimAsync(Groups, "a"), await ClaimAsync(Mails, "a"));

        Assert.Equal((1, 0, 2), (redone.Claimed.Count, redone.LookFirst.Count, redone.Claimed[0].Attempt));
        Assert.Equal((1, 1), (looked.Claimed.Count, looked.LookFirst.Count));
        Assert.Empty(uncertain.Claimed);
        Assert.Equal(EffectState.Uncertain, uncertain.Settled["a"].State);
    }

    [Fact]
    public async Task An_uncertain_mail_is_sent_again_only_with_evidence_and_patience()
    {
        await ClaimAsync(Mails, "a");
        parts.Clock.Advance(Ledger.ClaimLength);
        await ClaimAsync(Mails, "a");
        var since = parts.Clock.GetUtcNow();

        Assert.Empty((await Ledger.ClaimAsync(Mails, ["a"], Evidence.None, default)).Claimed);
        Assert.Empty((await Ledger.ClaimAsync(Mails, ["a"], new(since.AddMinutes(1), Patience), default)).Claimed);
        parts.Clock.Advance(Patience);
        Assert.Empty((await Ledger.ClaimAsync(Mails, ["a"], new(since.AddHours(-1), Patience), default)).Claimed);
        Assert.Single((await Ledger.ClaimAsync(Mails, ["a"], new(since.AddMinutes(1), Patience), default)).Claimed);
        Assert.Empty((await Ledger.ClaimAsync(Mails, ["a"], new(since.AddMinutes(1), Patience), default)).Claimed);
    }

    [Fact]
    public async Task Hundred_new_subjects_cost_one_request_and_a_redelivery_at_most_three()
    {
        string[] people = [.. Enumerable.Range(0, 100).Select(i => $"{i:D3}")];
        Claims claims = null!;
        var first = await parts.RequestsOfAsync(async () => claims = await ClaimAsync(Members, people));
        var record = await parts.RequestsOfAsync(() => Ledger.RecordAsync(
            claims, people.ToDictionary(id => id, id => id == "007" ? new Outcome(OutcomeKind.NotDone) : Outcome.Done), default));
        var again = await parts.RequestsOfAsync(async () => Assert.Equal(["007"], Subjects(await ClaimAsync(Members, people))));
        var settled = await parts.RequestsOfAsync(async () => Assert.Empty((await ClaimAsync(Members, people)).Claimed));

        Assert.Equal((1, 1), (first, record));
        Assert.InRange(again, 2, 3);
        Assert.InRange(settled, 2, 3);
    }

    [Fact]
    public async Task Subjects_that_lie_far_apart_are_asked_for_by_key_however_many_rows_lie_between()
    {
        foreach (var some in Enumerable.Range(0, 2200).Select(i => $"{i:D4}").Chunk(100))
        {
            await ClaimAsync(Members, some);
        }

        Claims held = null!;
        var requests = await parts.RequestsOfAsync(async () => held = await ClaimAsync(Members, "0000", "2199"));

        // The claim that fails, a page of a thousand rows, one row.
        Assert.Equal((0, true, 3L), (held.Claimed.Count, held.HeldUntil is not null, requests));
        Assert.Equal(["1500x", "9999"], Subjects(await ClaimAsync(Members, "0000", "1500x", "2199", "9999")));
    }

    [Fact]
    public async Task Close_subjects_over_several_pages_are_all_read()
    {
        string[] all = [.. Enumerable.Range(0, 2200).Select(i => $"{i:D4}")];
        foreach (var some in all.Chunk(100))
        {
            await ClaimAsync(Mails, some);
        }

        List<string> told = [];
        await Ledger.SettleAsync(
            Mails,
            all.Where((_, i) => i % 3 == 0).ToDictionary(subject => subject, _ => Outcome.Done),
            news =>
            {
                told.AddRange(news.Keys);
                return Task.CompletedTask;
            },
            default);

        Assert.Equal(734, told.Count);
    }

    [Fact]
    public async Task A_record_keeps_what_an_event_said_meanwhile()
    {
        var claims = await ClaimAsync(Mails, "a", "b", "c");
        await SettleAsync(("a", Outcome.Done), ("b", new(OutcomeKind.Refused, "bounced")));
        var states = await Ledger.RecordAsync(
            claims, Said(("a", new(OutcomeKind.Unknown)), ("b", Outcome.Done), ("c", new(OutcomeKind.Unknown))), default);

        Assert.Equal([EffectState.Done, EffectState.Failed, EffectState.Uncertain], [states["a"], states["b"], states["c"]]);
        Assert.Equal("bounced", (await ClaimAsync(Mails, "b")).Settled["b"].Reason);
    }

    [Fact]
    public async Task A_bounce_overturns_done_and_no_later_event_turns_it_back()
    {
        var claims = await ClaimAsync(Mails, "a");
        await Ledger.RecordAsync(claims, Said(("a", Outcome.Done)), default);

        Assert.Equal(["a"], await SettleAsync(("a", new(OutcomeKind.Refused, "bounced"))));
        Assert.Empty(await SettleAsync(("a", new(OutcomeKind.Refused, "bounced"))));
        Assert.Empty(await SettleAsync(("a", Outcome.Done)));
        Assert.Equal(EffectState.Failed, (await ClaimAsync(Mails, "a")).Settled["a"].State);
    }

    [Fact]
    public async Task An_event_about_what_nobody_claimed_changes_nothing()
    {
        Assert.Empty(await SettleAsync(("ghost", Outcome.Done), ("spectre", new(OutcomeKind.Refused))));
        Assert.Equal(["ghost", "spectre"], Subjects(await ClaimAsync(Mails, "ghost", "spectre")));
    }

    [Fact]
    public async Task An_event_whose_news_could_not_be_told_is_news_the_next_time()
    {
        await ClaimAsync(Mails, "a");
        await Assert.ThrowsAsync<TimeoutException>(() => Ledger.SettleAsync(Mails, Said(("a", Outcome.Done)), _ => throw new TimeoutException(), default));

        Assert.Equal(["a"], await SettleAsync(("a", Outcome.Done)));
    }

    [Theory]
    [InlineData(DeathPoint.Before)]
    [InlineData(DeathPoint.After)]
    public async Task A_death_around_the_record_of_a_mail_never_leads_to_a_second_one(object point)
    {
        var claims = await ClaimAsync(Mails, "a");
        parts.Faults.Strike(target => target.IsTableWrite, 1, new(FaultKind.ProcessDeath, Point: (DeathPoint)point));
        await Assert.ThrowsAnyAsync<Exception>(() => Ledger.RecordAsync(claims, Said(("a", Outcome.Done)), default));

        parts.NewInstance();
        parts.Clock.Advance(Ledger.ClaimLength);
        var next = await ClaimAsync(Mails, "a");

        Assert.Empty(next.Claimed);
        Assert.Equal((DeathPoint)point == DeathPoint.Before ? EffectState.Uncertain : EffectState.Done, next.Settled["a"].State);
    }

    [Fact]
    public async Task Two_who_claim_overlapping_people_at_once_never_hold_the_same_one()
    {
        using var other = parts.NewInstance();
        var dice = new Random(20260907);
        for (var round = 0; round < 12; round++)
        {
            var scope = Members with { Purpose = $"member.{round}" };
            var (left, right) = (Some(dice), Some(dice));
            var both = await Task.WhenAll(
                Task.Run(() => Ledger.ClaimAsync(scope, left, Evidence.None, default)),
                Task.Run(() => other.GetRequiredService<Ledger>().ClaimAsync(scope, right, Evidence.None, default)));
            var held = both.SelectMany(Subjects).ToList();

            Assert.Equal(left.Union(right).Order(), held.Order());
            Assert.Equal(held.Count, held.Distinct().Count());
            await Task.WhenAll(both.Select(claims => Ledger.RecordAsync(claims, claims.Claimed.ToDictionary(row => row.Subject, _ => Outcome.Done), default)));
            Assert.All((await ClaimAsync(scope, [.. held])).Settled.Values, row => Assert.Equal((EffectState.Done, 1), (row.State, row.Attempt)));
        }

        static string[] Some(Random dice) => [.. Enumerable.Range(0, 40).Where(_ => dice.Next(3) > 0).Select(i => $"{i:D2}")];
    }

    private static IEnumerable<string> Subjects(Claims claims) => claims.Claimed.Select(row => row.Subject);

    private static Dictionary<string, Outcome> Said(params (string Subject, Outcome Outcome)[] outcomes) =>
        outcomes.ToDictionary(pair => pair.Subject, pair => pair.Outcome);

    private Task<Claims> ClaimAsync(EffectScope scope, params string[] subjects) => Ledger.ClaimAsync(scope, subjects, Evidence.None, default);

    /// <returns>What was news.</returns>
    private async Task<IEnumerable<string>> SettleAsync(params (string Subject, Outcome Outcome)[] events)
    {
        List<string> told = [];
        await Ledger.SettleAsync(
            Mails,
            Said(events),
            news =>
            {
                told.AddRange(news.Keys);
                return Task.CompletedTask;
            },
            default);
        return told;
    }
}
