using System.Net;
using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Effects;
using AdoptionAutomation.Mail;
using AdoptionAutomation.Operations;
using AdoptionAutomation.Storage;

namespace AdoptionAutomation.Groups.Guests;

/// <summary>
/// Takes up to 20 guests of one group all the way: made known to the tenant, put into their groups, written to once with the link to accept
/// by. The link is never stored: where the process died with it, Graph is asked for another one.
/// </summary>
internal sealed class GuestMailing(
    CampaignStore campaigns,
    GuestsTable guests,
    GuestGroups groups,
    GuestInvitation invitation,
    GuestMembership membership,
    MailRounds rounds,
    GuestMailText text,
    PausesTable pauses,
    DueTable due) : IMailing
{
    public const string Purpose = "guest";

    public async Task<MailPause?> SendAsync(SendMailMessage message, CancellationToken cancellationToken)
    {
        var named = await NamedAsync(message, guest => guest.IsOpen || guest.IsRefusedBy(message.Audience), cancellationToken);
        if (named.Count == 0)
        {
            return null;
        }

        await pauses.PassAsync(message.Campaign, cancellationToken);
        var visit = new GuestVisit(await campaigns.GetAsync(message.Campaign, cancellationToken), named, message.Turn);
        await groups.LookAsync(visit, cancellationToken);
        if (visit.Guests.Count > 0
            && await invitation.TakeAsync(visit, cancellationToken) && await membership.TakeAsync(visit, cancellationToken))
        {
            await WriteAsync(visit, message, cancellationToken);
        }

        if (visit.Pause is null)
        {
            var refused = await NamedAsync(message, guest => guest.IsRefusedBy(message.Audience), cancellationToken);
            await groups.ShowRefusedAsync(visit, message.Audience, refused, cancellationToken);
        }

        return visit.Pause;
    }

    public async Task SettleAsync(string campaign, IReadOnlyDictionary<string, Outcome> outcomes, CancellationToken cancellationToken)
    {
        foreach (var (key, outcome) in outcomes)
        {
            if (await guests.FindAsync(campaign, key, cancellationToken) is { } guest)
            {
                await guests.ChangeAsync(campaign, [guest], row => Witnessed(row, outcome), cancellationToken);
            }
        }
    }

    private async Task<List<GuestRow>> NamedAsync(SendMailMessage message, Predicate<GuestRow> isWanted, CancellationToken cancellationToken) =>
        (await guests.RangeAsync(message.Campaign, message.Audience, message.After, message.UpTo, cancellationToken)).FindAll(isWanted);

    private static GuestRow Witnessed(GuestRow guest, Outcome outcome) => outcome.Kind == OutcomeKind.Refused ? guest.Failed(outcome.Reason ?? "refused")
        : guest.IsMailDue ? guest with { State = GuestState.Mailed, Reason = null }
        : guest;

    private async Task WriteAsync(GuestVisit visit, SendMailMessage message, CancellationToken cancellationToken)
    {
        var ready = visit.Guests.Where(guest => guest is { IsMailDue: true, UserId: not null } && !guest.Missing.Any()).ToList();
        if (ready.Count == 0 || !await invitation.HasTurnAsync(visit, ready.Count(guest => LacksLink(visit, guest)), cancellationToken))
        {
            return;
        }

        var refused = new Dictionary<string, string>(StringComparer.Ordinal);
        var round = await rounds.SendAsync(
            visit.Campaign.Id,
            Purpose,
            [.. ready.Select(guest => guest.Key)],
            ready.Exists(guest => guest.State == GuestState.Uncertain),
            ours => ComposeAsync(visit, [.. ready.Where(guest => ours.Contains(guest.Key))], refused, cancellationToken),
            cancellationToken);
        await guests.ChangeAsync(visit.Campaign.Id, ready, guest => Written(guest, round, refused), cancellationToken);
        if (round.LookAgainAt is { } at)
        {
            await due.AddAsync((message with { Due = at, Turn = null }).ToDue()!, cancellationToken);
        }

        if (round.Wait is { } wait)
        {
            visit.Wait(wait);
        }
    }

    private static bool LacksLink(GuestVisit visit, GuestRow guest) => !visit.Accepted.Contains(guest.Key) && !visit.Links.ContainsKey(guest.Key);

    /// <summary>What the ledger says of the mail; a row that an event has settled meanwhile stays as it is.</summary>
    private static GuestRow Written(GuestRow guest, MailRound round, Dictionary<string, string> refused) => !guest.IsMailDue ? guest
        : refused.TryGetValue(guest.Key, out var reason) ? guest.Failed(reason)
        : !round.States.TryGetValue(guest.Key, out var mail) ? guest
        : mail.State switch
        {
            EffectState.Done => guest with { State = GuestState.Mailed, Reason = null },
            EffectState.Failed => guest.Failed(mail.Reason ?? "refused"),
            EffectState.Uncertain => guest with { State = GuestState.Uncertain, Reason = mail.Reason },
            _ => guest,
        };

    /// <summary>Only whoever is written to now gets a link; whoever gets none stays unsent.</summary>
    private async Task<IReadOnlyList<MailBatch>> ComposeAsync(
        GuestVisit visit, IReadOnlyList<GuestRow> some, Dictionary<string, string> refused, CancellationToken cancellationToken)
    {
        var linkless = some.Where(guest => LacksLink(visit, guest)).ToList();
        var answers = linkless.Count > 0 ? await invitation.InviteAsync(visit, linkless, cancellationToken) : [];
        foreach (var (key, answer) in answers.Where(answer => answer.Value.Refusal is not null))
        {
            refused.Add(key, answer.Refusal!);
        }

        var batches = new List<MailBatch>();
        foreach (var alike in some.Where(guest => !LacksLink(visit, guest)).GroupBy(guest => string.Join(' ', guest.Joined), StringComparer.Ordinal))
        {
            var mail = await text.RenderAsync(visit.Campaign, alike.First().Joined);
            batches.Add(new(visit.Campaign.Id, Purpose, mail.Subject, mail.Html, mail.Text, [.. alike.Select(guest => RecipientOf(visit, guest))]));
        }

        return batches;
    }

    private static MailRecipient RecipientOf(GuestVisit visit, GuestRow guest)
    {
        var link = visit.Links.GetValueOrDefault(guest.Key) ?? visit.Campaign.Settings.PlatformUrl;
        return new(guest.Key, guest.Mail, new Dictionary<string, string>(StringComparer.Ordinal)
        {
            [GuestMailText.LinkMark] = WebUtility.HtmlEncode(link),
            [GuestMailText.PlainLinkMark] = link,
        });
    }
}
