using System.Net;
using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Effects;
using AdoptionAutomation.Mail;
using AdoptionAutomation.Storage;
using Microsoft.Extensions.Options;

namespace AdoptionAutomation.Waves;

/// <summary>Welcomes one chunk's people, each once, in their language.</summary>
internal sealed class WelcomeMailing(
    CampaignStore campaigns,
    PeopleTable people,
    WavesTable waves,
    Ledger ledger,
    MailLane lane,
    RateGovernor governor,
    WelcomeMailText text,
    MailEventsTable events,
    DueTable due,
    IOptions<MailOptions> options,
    TimeProvider time) : IMailing
{
    public const string Purpose = "welcome";

    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LookStep = TimeSpan.FromMinutes(5);

    public async Task<TimeSpan?> SendAsync(SendMailMessage message, CancellationToken cancellationToken)
    {
        if (await waves.FindAsync(message.Campaign, message.Wave, cancellationToken) is not { } wave)
        {
            return null;
        }

        var chunk = await people.RangeAsync(message.Campaign, message.Wave, message.After, message.UpTo, cancellationToken);
        var open = chunk.Where(person => person.State is PersonState.Joined or PersonState.Uncertain).ToList();
        if (open.Count > 0)
        {
            if (await governor.TakeAsync(Lane.Mail, 1, null, cancellationToken) is { } turn)
            {
                return turn.At - time.GetUtcNow();
            }

            var wait = await WelcomeAsync(message, open, cancellationToken);
            if (wait is not null)
            {
                return wait;
            }
        }

        await CompleteAsync(message.Campaign, wave, cancellationToken);
        return null;
    }

    public async Task SettleAsync(string campaign, IReadOnlyDictionary<string, Outcome> outcomes, CancellationToken cancellationToken)
    {
        foreach (var (id, outcome) in outcomes)
        {
            var to = outcome.Kind == OutcomeKind.Refused ? PersonState.Failed : PersonState.Welcomed;
            var person = await people.FindAsync(campaign, id, cancellationToken);

            // The event has the last word: if the mail lane writes the person's row meanwhile, it is read and moved again.
            while (person is not null && person.State != to
                && await people.MoveAsync(campaign, person.Wave, [new(person, to, outcome.Reason)], cancellationToken) == 0)
            {
                person = await people.FindAsync(campaign, id, cancellationToken);
            }
        }
    }

    /// <returns>How long to wait before going on; null if everybody is welcomed, failed or uncertain.</returns>
    private async Task<TimeSpan?> WelcomeAsync(SendMailMessage message, IReadOnlyList<PersonRow> open, CancellationToken cancellationToken)
    {
        var evidence = await EvidenceAsync(open, cancellationToken);
        var scope = LedgerReference.ScopeOf(message.Campaign, Purpose);
        var claims = await ledger.ClaimAsync(scope, [.. open.Select(person => person.Id)], evidence, cancellationToken);
        var states = claims.Settled.ToDictionary(pair => pair.Key, pair => (pair.Value.State, pair.Value.Reason), StringComparer.Ordinal);
        TimeSpan? wait = claims.HeldUntil is { } until ? Longer(until - time.GetUtcNow(), Soon) : null;
        if (claims.Claimed.Count > 0)
        {
            var ours = claims.Claimed.Select(row => row.Subject).ToHashSet(StringComparer.Ordinal);
            var sent = await SendAsync(message, [.. open.Where(person => ours.Contains(person.Id))], cancellationToken);
            foreach (var (id, state) in await ledger.RecordAsync(claims, sent.Outcomes, cancellationToken))
            {
                states[id] = (state, sent.Outcomes[id].Reason);
            }

            wait = sent.Stop is { } stop ? Longer(await ReportAsync(stop, cancellationToken), wait ?? TimeSpan.Zero) : wait;
        }

        await people.MoveAsync(message.Campaign, message.Wave, [.. open.Select(person => MoveOf(person, states)).OfType<PersonMove>()], cancellationToken);
        if (states.Values.Any(state => state.State == EffectState.Uncertain))
        {
            await LookAgainAsync(message, cancellationToken);
        }

        return wait ?? (states.Values.Any(state => state.State == EffectState.Released) ? Soon : null);
    }

    private async Task<MailsSent> SendAsync(SendMailMessage message, IReadOnlyList<PersonRow> chunk, CancellationToken cancellationToken)
    {
        var campaign = await campaigns.GetAsync(message.Campaign, cancellationToken);
        var outcomes = chunk.ToDictionary(person => person.Id, _ => new Outcome(OutcomeKind.NotDone, "not reached"), StringComparer.Ordinal);
        foreach (var language in chunk.GroupBy(person => person.Language, StringComparer.Ordinal).OrderBy(group => group.Key, StringComparer.Ordinal))
        {
            var mail = await text.RenderAsync(campaign, message.Wave, language.Key);
            var recipients = language.Select(person => new MailRecipient(person.Id, person.Mail, FillFor(person))).ToList();
            var sent = await lane.SendAsync(new(campaign.Id, Purpose, mail.Subject, mail.Html, mail.Text, recipients), cancellationToken);
            foreach (var (id, outcome) in sent.Outcomes)
            {
                outcomes[id] = outcome;
            }

            if (sent.Stop is { } stop)
            {
                return new(outcomes, stop);
            }
        }

        return new(outcomes, null);
    }

    private static Dictionary<string, string> FillFor(PersonRow person) => new(StringComparer.Ordinal)
    {
        [WelcomeMailText.FirstNameMark] = WebUtility.HtmlEncode(person.FirstName),
        [WelcomeMailText.PlainFirstNameMark] = person.FirstName,
    };

    private async Task<TimeSpan> ReportAsync(MailAnswer stop, CancellationToken cancellationToken)
    {
        if (stop.Outcome.Kind == OutcomeKind.NotAllowed)
        {
            await governor.StopAsync(Lane.Mail, stop.Outcome.Reason ?? "", cancellationToken);
            return RateGovernor.StopLength;
        }

        if (stop.IsThrottled)
        {
            await governor.RestAsync(Lane.Mail, time.GetUtcNow() + stop.Wait, cancellationToken);
        }

        return Longer(stop.Wait, Soon);
    }

    private async Task<Evidence> EvidenceAsync(IReadOnlyList<PersonRow> open, CancellationToken cancellationToken) =>
        open.Any(person => person.State == PersonState.Uncertain)
            ? new(await events.LastAsync(cancellationToken), options.Value.UncertainAfter)
            : Evidence.None;

    /// <summary>With a webhook, silence is an answer too: look again once it has had its time.</summary>
    private Task LookAgainAsync(SendMailMessage message, CancellationToken cancellationToken)
    {
        if (options.Value.EventWebhookPublicKey is not { Length: > 0 })
        {
            return Task.CompletedTask;
        }

        // Whole steps of time, so that two copies of this message (the planner's hours overlap) leave one row and not one more each time.
        var at = time.GetUtcNow() + options.Value.UncertainAfter + LookStep;
        var again = message with { Due = new(at.UtcTicks - (at.UtcTicks % LookStep.Ticks), TimeSpan.Zero) };
        return due.AddAsync(again.ToDue()!, cancellationToken);
    }

    private async Task CompleteAsync(string campaign, WaveRow wave, CancellationToken cancellationToken)
    {
        if (wave is not { State: WaveState.Running, IsResolved: true })
        {
            return;
        }

        var progress = await people.ProgressAsync(campaign, wave.Wave, cancellationToken);
        if (progress[PersonState.Planned] + progress[PersonState.Joined] + progress[PersonState.Uncertain] == 0)
        {
            // Lost to another writer: that one says the same, or the next message does.
            await waves.TryWriteAsync(campaign, wave with { State = WaveState.Completed }, cancellationToken);
        }
    }

    private static PersonMove? MoveOf(PersonRow person, Dictionary<string, (EffectState State, string? Reason)> states) =>
        states.TryGetValue(person.Id, out var state)
            ? state.State switch
            {
                EffectState.Done => new(person, PersonState.Welcomed),
                EffectState.Failed => new(person, PersonState.Failed, state.Reason),
                EffectState.Uncertain => new(person, PersonState.Uncertain, state.Reason),
                _ => null,
            }
            : null;

    private static TimeSpan Longer(TimeSpan one, TimeSpan other) => one > other ? one : other;
}
