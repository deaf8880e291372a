using System.Net;
using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Effects;
using AdoptionAutomation.Mail;
using AdoptionAutomation.Storage;
using AdoptionAutomation.Waves.Life;
using AdoptionAutomation.Waves.People;

namespace AdoptionAutomation.Waves.Mails;

/// <summary>Welcomes one chunk's people, each once, in their language.</summary>
internal sealed class WelcomeMailing(
    CampaignStore campaigns, PeopleTable people, WaveFlights flights, WaveCompletion completion, MailRounds rounds, WelcomeMailText text, DueTable due) : IMailing
{
    public const string Purpose = "welcome";

    private static readonly PersonState[] Open = [PersonState.Joined, PersonState.Uncertain];

    public async Task<MailPause?> SendAsync(SendMailMessage message, CancellationToken cancellationToken)
    {
        if (await flights.TakeOffAsync(message.Campaign, message.Audience, null, cancellationToken) is not { } flight)
        {
            return null;
        }

        try
        {
            return await SendAsync(message, flight.Wave, cancellationToken);
        }
        finally
        {
            await flights.LandAsync(flight, cancellationToken);
        }
    }

    private async Task<MailPause?> SendAsync(SendMailMessage message, WaveRow wave, CancellationToken cancellationToken)
    {
        var chunk = await people.RangeAsync(message.Campaign, message.Audience, message.After, message.UpTo, Open, cancellationToken);

        // Usually all; people who were given another try may have come between those that the message was made for.
        var open = chunk.OrderBy(person => person.State == PersonState.Uncertain).Take(PeopleTable.ChunkSize).ToList();
        if (open.Count > 0 && await WelcomeAsync(message, open, cancellationToken) is { } wait)
        {
            return new(wait);
        }

        if (chunk.Count > open.Count && open.TrueForAll(person => person.State == PersonState.Joined))
        {
            return new(TimeSpan.Zero);
        }

        await completion.LookAsync(message.Campaign, wave, cancellationToken);
        return null;
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
    private async Task<TimeSpan?> WelcomeAsync(SendMailMessage message, IReadOnlyList<PersonRow> open, CancellationToken cancellationToken)
    {
        var round = await rounds.SendAsync(
            message.Campaign,
            Purpose,
            [.. open.Select(person => person.Id)],
            open.Any(person => person.State == PersonState.Uncertain),
            ours => ComposeAsync(message, open.Where(person => ours.Contains(person.Id)), cancellationToken),
            cancellationToken);
        await people.MoveAsync(message.Campaign, message.Audience, [.. open.Select(person => MoveOf(person, round)).OfType<PersonMove>()], cancellationToken);
        if (round.LookAgainAt is { } at)
        {
            await due.AddAsync((message with { Due = at }).ToDue()!, cancellationToken);
        }

        return round.Wait;
    }

    private async Task<IReadOnlyList<MailBatch>> ComposeAsync(SendMailMessage message, IEnumerable<PersonRow> chunk, CancellationToken cancellationToken)
    {
        var campaign = await campaigns.GetAsync(message.Campaign, cancellationToken);
        var batches = new List<MailBatch>();
        foreach (var language in chunk.GroupBy(person => person.Language, StringComparer.Ordinal).OrderBy(group => group.Key, StringComparer.Ordinal))
        {
            var mail = await text.RenderAsync(campaign, message.Audience, language.Key);
            batches.Add(new(campaign.Id, Purpose, mail.Subject, mail.Html, mail.Text, [.. language.Select(RecipientOf)]));
        }

        return batches;
    }

    private static MailRecipient RecipientOf(PersonRow person) => new(person.Id, person.Mail, new Dictionary<string, string>(StringComparer.Ordinal)
    {
        [WelcomeMailText.FirstNameMark] = WebUtility.HtmlEncode(person.FirstName),
        [WelcomeMailText.PlainFirstNameMark] = person.FirstName,
    });

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
