using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Effects;
using AdoptionAutomation.Graph;
using AdoptionAutomation.Mail;
using AdoptionAutomation.Surveys.Asking;
using AdoptionAutomation.Surveys.Rounds;
using AdoptionAutomation.Waves.People;

namespace AdoptionAutomation.Surveys.Mails;

/// <summary>The people that one message of a survey's mails stands for.</summary>
internal sealed class SurveyRecipients(
    LinksTable links,
    RoundsTable rounds,
    PeopleTable people,
    PeopleRecheck recheck,
    LedgerTable ledger,
    DirectoryUsers directory,
    RateGovernor governor,
    TimeProvider time)
{
    /// <summary>Whose link is neither spent nor dead; for a reminder, only who got the first mail, and not just now.</summary>
    public async Task<IReadOnlyList<SurveyLink>> MeantAsync(
        SendMailMessage message, SurveyRound round, SurveyPurpose purpose, CancellationToken cancellationToken)
    {
        var open = await links.RangeAsync(message.Campaign, round.Id, message.After, message.UpTo, cancellationToken)
            .Where(link => link is { IsSpent: false, IsErased: false, Refused: null, Mail.Length: > 0 })
            .ToListAsync(cancellationToken);
        if (purpose.Reminder is null || open.Count == 0)
        {
            return open;
        }

        var first = await ledger.ReadAsync(
            LedgerReference.ScopeOf(message.Campaign, purpose.First), [.. open.Select(link => link.Person)], cancellationToken);
        var before = time.GetUtcNow() - RoundMails.LeastUntilReminder;
        return [.. open.Where(link =>
            first.TryGetValue(link.Person, out var mail) && mail.State is EffectState.Done or EffectState.Uncertain && mail.Since <= before)];
    }

    /// <summary>Those of them who may be written to still, at the address that they have now.</summary>
    public async Task<PresentLinks> PresentAsync(Campaign campaign, SurveyRound round, IReadOnlyList<SurveyLink> some, CancellationToken cancellationToken)
    {
        if (some.Count == 0)
        {
            return new([], null);
        }

        var rows = await people.FindAllAsync(campaign.Id, [.. some.Select(link => link.Person)], cancellationToken);
        var there = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var wave in rows.Values.Where(IsWilling).GroupBy(row => row.Wave, StringComparer.Ordinal))
        {
            var looked = await recheck.LookAsync(campaign.Id, wave.Key, [.. wave], cancellationToken);
            if (looked.Wait is { } wait)
            {
                return new([], wait);
            }

            foreach (var person in looked.People)
            {
                there[person.Id] = person.Mail;
            }
        }

        var unknown = some.Where(link => !rows.ContainsKey(link.Person)).ToList();
        var found = await LookAsync(round, unknown, cancellationToken);
        foreach (var link in found.Links)
        {
            there[link.Person] = link.Mail;
        }

        return new([.. some.Where(link => there.ContainsKey(link.Person)).Select(link => link with { Mail = there[link.Person] })], found.Wait);
    }

    /// <summary>Whose mail was refused gets nothing more.</summary>
    public async Task RefuseAsync(Campaign campaign, SurveyRound round, IReadOnlyList<SurveyLink> some, MailRound sent, CancellationToken cancellationToken)
    {
        foreach (var link in some.Where(link => sent.States.TryGetValue(link.Person, out var mail) && mail.State == EffectState.Failed))
        {
            await RefuseAsync(campaign.Id, round, link.Person, sent.States[link.Person].Reason, cancellationToken);
        }
    }

    /// <summary>The events do not say of which round the mail was: whoever's mail came back is asked in none that is open.</summary>
    public async Task RefuseAsync(string campaign, IReadOnlyDictionary<string, Outcome> outcomes, CancellationToken cancellationToken)
    {
        var refused = outcomes.Where(pair => pair.Value.Kind == OutcomeKind.Refused).ToList();
        if (refused.Count == 0)
        {
            return;
        }

        await foreach (var round in rounds.ListAsync(campaign, cancellationToken).Where(round => round.State != RoundState.Closed))
        {
            foreach (var (person, outcome) in refused)
            {
                await RefuseAsync(campaign, round, person, outcome.Reason, cancellationToken);
            }
        }
    }

    private async Task RefuseAsync(string campaign, SurveyRound round, string person, string? reason, CancellationToken cancellationToken)
    {
        var why = reason ?? "refused";
        if (await links.FindAsync(campaign, round.Id, person, cancellationToken) is { } link)
        {
            await links.RefuseAsync(campaign, round.Id, [(link, why)], cancellationToken);
        }

        if (await people.FindAsync(campaign, person, cancellationToken) is { } row)
        {
            await people.MarkAsync(campaign, row.Wave, [new PersonMark.FollowUpRefused(row, why)], cancellationToken);
        }
    }

    /// <summary>Who has no row, for the launch is to come: the directory told of them when the round opened, and is asked again later.</summary>
    private async Task<PresentLinks> LookAsync(SurveyRound round, IReadOnlyList<SurveyLink> unknown, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        if (unknown.Count == 0 || now < round.OpensAt + PeopleRecheck.Freshness)
        {
            return new(unknown, null);
        }

        if (await governor.TakeAsync(Lane.GraphReads, 1, null, cancellationToken) is { } turn)
        {
            return new([], turn.At - now);
        }

        try
        {
            var found = await directory.FindByIdAsync([.. unknown.Select(link => link.Person)], cancellationToken);
            return new(
                [.. unknown.Where(link => PeopleRecheck.WhyNot(found.GetValueOrDefault(link.Person)) is null).Select(link => link with { Mail = found[link.Person].Mail })],
                null);
        }
        catch (GraphFailure failure) when (failure.Outcome != OutcomeKind.Refused)
        {
            return new([], await governor.ReportAsync(Lane.GraphReads, failure, time, cancellationToken));
        }
    }

    private static bool IsWilling(PersonRow row) => row is { IsErased: false, HasBounced: false, RemindersStoppedAt: null, FollowUpRefused: null };
}

/// <param name="Links">Who may be written to.</param>
/// <param name="Wait">Not null: the directory cannot be asked now; come back after so long.</param>
internal sealed record PresentLinks(IReadOnlyList<SurveyLink> Links, TimeSpan? Wait);
