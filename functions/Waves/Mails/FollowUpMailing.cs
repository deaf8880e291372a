using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Effects;
using AdoptionAutomation.Mail;
using AdoptionAutomation.Waves.Life;
using AdoptionAutomation.Waves.People;

namespace AdoptionAutomation.Waves.Mails;

/// <summary>
/// Kits and reminders of one chunk's people. A visit sends whatever is due by then, to each once, and a due row brings the next visit; so a
/// chunk whose people were welcomed on different days, or in different time zones, misses nobody. Registered under the purpose of its messages
/// and under each purpose in the ledger.
/// </summary>
internal sealed class FollowUpMailing(
    CampaignStore campaigns,
    PeopleTable people,
    PeopleRecheck recheck,
    WaveFlights flights,
    MailRounds rounds,
    WaveMails mails,
    TimeProvider time) : IMailing
{
    /// <summary>After so long nobody waits any more for what an event might tell.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromDays(2);

    /// <summary>While a wave is paused its follow-ups look again by the planner's next round but one at the latest.</summary>
    private static readonly TimeSpan PausedWait = TimeSpan.FromHours(1);

    public async Task<MailPause?> SendAsync(SendMailMessage message, CancellationToken cancellationToken)
    {
        if (await flights.TakeOffAsync(message.Campaign, message.Audience, null, cancellationToken) is not { } flight)
        {
            return await flights.IsPausedAsync(message.Campaign, message.Audience, cancellationToken) ? MailPause.Until(time.GetUtcNow() + PausedWait, time.GetUtcNow()) : null;
        }

        var campaign = await campaigns.GetAsync(message.Campaign, cancellationToken);
        var next = campaign.FindWave(message.Audience) is { } wave ? await VisitAsync(message, campaign, wave, cancellationToken) : null;
        await flights.LandAsync(flight, cancellationToken);
        return next is { } at ? MailPause.Until(at, time.GetUtcNow()) : null;
    }

    public async Task SettleAsync(string campaign, IReadOnlyDictionary<string, Outcome> outcomes, CancellationToken cancellationToken)
    {
        foreach (var (id, outcome) in outcomes.Where(pair => pair.Value.Kind == OutcomeKind.Refused))
        {
            if (await people.FindAsync(campaign, id, cancellationToken) is { } person)
            {
                await people.MarkAsync(campaign, person.Wave, [new PersonMark.FollowUpRefused(person, outcome.Reason ?? "refused")], cancellationToken);
            }
        }
    }

    /// <returns>When to come back; null: nothing more will come.</returns>
    private async Task<DateTimeOffset?> VisitAsync(SendMailMessage message, Campaign campaign, WaveDefinition wave, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var followUps = new FollowUps(new(campaign.Settings), wave);
        var chunk = await people.RangeAsync(message.Campaign, message.Audience, message.After, message.UpTo, cancellationToken);
        var looks = chunk.Select(person => (Person: person, Look: followUps.Look(person, now))).ToList();
        var next = looks.Select(look => look.Look.Next).Min();
        var called = looks.Where(look => look.Look.Due.Count > 0).Select(look => look.Person).ToList();
        var present = await recheck.LookAsync(campaign.Id, wave.Id, called, cancellationToken);
        if (present.Wait is { } busy)
        {
            return FollowUps.Earliest(next, now + busy);
        }

        // Who has left the directory is left out, and nothing more comes for them.
        var there = present.People.ToDictionary(person => person.Id, StringComparer.Ordinal);
        var due = looks.Where(look => there.ContainsKey(look.Person.Id))
            .SelectMany(look => look.Look.Due, (look, one) => (Person: there[look.Person.Id], one.Purpose, one.At));
        foreach (var mail in due.GroupBy(one => one.Purpose, StringComparer.Ordinal).OrderBy(mail => mail.Key, StringComparer.Ordinal))
        {
            foreach (var some in mail.Chunk(PeopleTable.ChunkSize))
            {
                var back = await SendAsync(campaign, mail.Key, [.. some.Select(one => one.Person)], some.Max(one => one.At) + Patience, cancellationToken);
                next = FollowUps.Earliest(next, back);
            }
        }

        return next;
    }

    /// <returns>When to come back for this mail; null if nothing is left of it.</returns>
    private async Task<DateTimeOffset?> SendAsync(
        Campaign campaign, string purpose, IReadOnlyList<PersonRow> some, DateTimeOffset lookUntil, CancellationToken cancellationToken)
    {
        var round = await rounds.SendAsync(
            campaign.Id,
            purpose,
            [.. some.Select(person => person.Id)],
            anyUncertain: true,
            ours => mails.ComposeAsync(campaign, purpose, some.Where(person => ours.Contains(person.Id))),
            cancellationToken);
        var refused = some.Where(person => round.States.TryGetValue(person.Id, out var mail) && mail.State == EffectState.Failed)
            .Select(person => new PersonMark.FollowUpRefused(person, round.States[person.Id].Reason ?? "refused"));
        await people.MarkAsync(campaign.Id, some[0].Wave, [.. refused], cancellationToken);
        DateTimeOffset? back = round.Wait is { } wait ? time.GetUtcNow() + wait : null;
        return FollowUps.Earliest(back, round.LookAgainAt is { } at && at < lookUntil ? at : null);
    }
}
