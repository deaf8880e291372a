using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Effects;
using AdoptionAutomation.Mail;
using AdoptionAutomation.Storage;
using AdoptionAutomation.Waves.Life;
using AdoptionAutomation.Waves.People;

namespace AdoptionAutomation.Waves.Mails;

/// <summary>Welcomes one chunk's people, each once, in their language and in the hours in which they may be mailed.</summary>
internal sealed class WelcomeMailing(
    CampaignStore campaigns, PeopleTable people, WaveFlights flights, WaveCompletion completion, MailRounds rounds, WaveMails mails, DueTable due, TimeProvider time)
    : IMailing
{
    public const string Purpose = MailPurposes.Welcome;

    public async Task<MailPause?> SendAsync(SendMailMessage message, CancellationToken cancellationToken)
    {
        if (await flights.TakeOffAsync(message.Campaign, message.Audience, null, cancellationToken) is not { } flight)
        {
            return null;
        }

        try
        {
            var wait = await WelcomeAsync(message, cancellationToken);
            if (wait is null)
            {
                await completion.LookAsync(message.Campaign, flight.Wave, cancellationToken);
            }

            return wait is { } rest ? new(rest) : null;
        }
        finally
        {
            await flights.LandAsync(flight, cancellationToken);
        }
    }

    public async Task SettleAsync(string campaign, IReadOnlyDictionary<string, Outcome> outcomes, CancellationToken cancellationToken)
    {
        var failing = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (id, outcome) in outcomes)
        {
            var to = outcome.Kind == OutcomeKind.Refused ? PersonState.Failed : PersonState.Welcomed;
            var person = await people.FindAsync(campaign, id, cancellationToken);

            // The event has the last word: if the mail lane writes the person's row meanwhile, it is read and moved again.
            while (person is { IsErased: false } && person.State != to
                && await people.MoveAsync(campaign, person.Wave, [new(person, to, outcome.Reason) { Bounced = true }], cancellationToken) == 0)
            {
                person = await people.FindAsync(campaign, id, cancellationToken);
            }

            if (person is not null && to == PersonState.Failed)
            {
                failing.Add(person.Wave);
            }
        }

        foreach (var wave in failing)
        {
            await completion.JudgeAsync(campaign, wave, cancellationToken);
        }
    }

    /// <returns>How long to wait before going on; null if everybody is welcomed, failed or uncertain.</returns>
    private async Task<TimeSpan?> WelcomeAsync(SendMailMessage message, CancellationToken cancellationToken)
    {
        var campaign = await campaigns.GetAsync(message.Campaign, cancellationToken);
        var hours = new OpenHours(campaign.Settings);
        var now = time.GetUtcNow();
        var chunk = await people.RangeAsync(message.Campaign, message.Audience, message.After, message.UpTo, cancellationToken);
        var open = chunk.Where(person => person.State is PersonState.Joined or PersonState.Uncertain).ToList();

        // Usually all; people who were given another try may have come between those that the message was made for.
        var all = open.Where(person => hours.IsOpen(now, person.Zone)).OrderBy(person => person.State == PersonState.Uncertain).ToList();
        var awake = all.Take(PeopleTable.ChunkSize).ToList();
        var wait = open.Except(all).Select(person => (TimeSpan?)(hours.NextOpen(now, person.Zone) - now)).Min();
        if (awake.Count > 0)
        {
            var round = await SendAsync(campaign, awake, cancellationToken);
            await SettleRoundAsync(message, campaign, chunk, awake, round, cancellationToken);
            wait = round.Wait is { } rest && (wait is null || rest < wait) ? rest : wait;
            wait = round.Wait is null && all.Count > awake.Count && awake.TrueForAll(person => person.State == PersonState.Joined) ? TimeSpan.Zero : wait;
        }
        else if (open.Count == 0)
        {
            await FollowAsync(message, campaign, chunk, cancellationToken);
        }

        return wait;
    }

    private Task<MailRound> SendAsync(Campaign campaign, List<PersonRow> awake, CancellationToken cancellationToken) => rounds.SendAsync(
        campaign.Id,
        Purpose,
        [.. awake.Select(person => person.Id)],
        awake.Exists(person => person.State == PersonState.Uncertain),
        ours => mails.ComposeAsync(campaign, Purpose, awake.Where(person => ours.Contains(person.Id))),
        cancellationToken);

    /// <summary>What brings the rest about is written before the people's states: a death in between repeats it.</summary>
    private async Task SettleRoundAsync(
        SendMailMessage message, Campaign campaign, IReadOnlyList<PersonRow> chunk, List<PersonRow> awake, MailRound round, CancellationToken cancellationToken)
    {
        var moves = awake.Select(person => MoveOf(person, round)).OfType<PersonMove>().ToList();
        if (moves.Count > 0)
        {
            var welcomed = moves.Where(move => move.To == PersonState.Welcomed).Select(move => move.Person.Id).ToHashSet(StringComparer.Ordinal);
            var now = time.GetUtcNow();
            var projected = chunk.Select(person => welcomed.Contains(person.Id)
                ? person with { State = PersonState.Welcomed, WelcomedAt = person.WelcomedAt ?? now }
                : person);
            await FollowAsync(message, campaign, projected, cancellationToken);
        }

        await people.MoveAsync(message.Campaign, message.Audience, moves, cancellationToken);
        if (round.LookAgainAt is { } at)
        {
            await due.AddAsync((message with { Due = at }).ToDue()!, cancellationToken);
        }
    }

    /// <summary>One row brings about whatever follows the welcome of these people; none if nothing does.</summary>
    private async Task FollowAsync(SendMailMessage message, Campaign campaign, IEnumerable<PersonRow> chunk, CancellationToken cancellationToken)
    {
        var followUps = new FollowUps(new(campaign.Settings), campaign.GetWave(message.Audience));
        var now = time.GetUtcNow();
        if (followUps.Any && chunk.Select(person => followUps.Look(person, now).Next).Min() is { } next)
        {
            await due.AddAsync((message with { Purpose = MailPurposes.FollowUp, Due = next, Turn = null }).ToDue()!, cancellationToken);
        }
    }

    private static PersonMove? MoveOf(PersonRow person, MailRound round) => round.States.TryGetValue(person.Id, out var mail)
        ? mail.State switch
        {
            EffectState.Done => new(person, PersonState.Welcomed),
            EffectState.Failed => new(person, PersonState.Failed, mail.Reason) { Bounced = true },
            EffectState.Uncertain => new(person, PersonState.Uncertain, mail.Reason),
            _ => null,
        }
        : null;
}
