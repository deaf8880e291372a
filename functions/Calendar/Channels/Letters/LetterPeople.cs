using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Effects;
using AdoptionAutomation.Mail;
using AdoptionAutomation.Waves.Life;
using AdoptionAutomation.Waves.People;

namespace AdoptionAutomation.Calendar.Channels.Letters;

/// <summary>The people that one message of a letter stands for.</summary>
internal sealed class LetterPeople(PeopleTable people, PeopleRecheck recheck, LetterAudience audience, WaveFlights flights, TimeProvider time)
{
    /// <summary>While a wave is paused its people's letters look again by the planner's next round but one at the latest.</summary>
    private static readonly TimeSpan PausedWait = TimeSpan.FromHours(1);

    /// <summary>Does it as a flight of the wave, so that whoever pauses it sees it; the people of a wave that was cancelled get nothing more.</summary>
    /// <param name="message">What is done.</param>
    /// <param name="visit">Does it and tells when to come back.</param>
    /// <param name="cancellationToken">Cancels the storage requests.</param>
    public async Task<MailPause?> FlyAsync(SendMailMessage message, Func<Task<DateTimeOffset?>> visit, CancellationToken cancellationToken)
    {
        if (await flights.TakeOffAsync(message.Campaign, message.Audience, null, cancellationToken) is not { } flight)
        {
            return await flights.IsPausedAsync(message.Campaign, message.Audience, cancellationToken) ? MailPause.Until(time.GetUtcNow() + PausedWait, time.GetUtcNow()) : null;
        }

        var next = await visit();
        await flights.LandAsync(flight, cancellationToken);
        return next is { } at ? MailPause.Until(at, time.GetUtcNow()) : null;
    }

    public async Task<IReadOnlyList<PersonRow>> MeantAsync(
        SendMailMessage message, Campaign campaign, WaveDefinition wave, PostTargets to, CancellationToken cancellationToken)
    {
        var meant = await audience.MeantAsync(campaign, to, cancellationToken);
        var rows = await people.RangeAsync(message.Campaign, message.Audience, message.After, message.UpTo, [PersonState.Welcomed], cancellationToken);
        return [.. rows.Where(person => LetterAudience.Means(wave, person, meant))];
    }

    /// <summary>Those of them who are in the directory still.</summary>
    public Task<Rechecked> PresentAsync(Campaign campaign, WaveDefinition wave, IReadOnlyList<PersonRow> some, CancellationToken cancellationToken) =>
        recheck.LookAsync(campaign.Id, wave.Id, some, cancellationToken);

    /// <summary>Whose letter was refused gets nothing more.</summary>
    public Task RefuseAsync(Campaign campaign, IReadOnlyList<PersonRow> some, MailRound round, CancellationToken cancellationToken)
    {
        var refused = some.Where(person => round.States.TryGetValue(person.Id, out var mail) && mail.State == EffectState.Failed)
            .Select(person => new PersonMark.FollowUpRefused(person, round.States[person.Id].Reason ?? "refused"));
        return people.MarkAsync(campaign.Id, some[0].Wave, [.. refused], cancellationToken);
    }

    public async Task RefuseAsync(string campaign, IReadOnlyDictionary<string, Outcome> outcomes, CancellationToken cancellationToken)
    {
        foreach (var (id, outcome) in outcomes.Where(pair => pair.Value.Kind == OutcomeKind.Refused))
        {
            if (await people.FindAsync(campaign, id, cancellationToken) is { } person)
            {
                await people.MarkAsync(campaign, person.Wave, [new PersonMark.FollowUpRefused(person, outcome.Reason ?? "refused")], cancellationToken);
            }
        }
    }
}
