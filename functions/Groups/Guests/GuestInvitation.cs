using AdoptionAutomation.Effects;
using AdoptionAutomation.Graph;

namespace AdoptionAutomation.Groups.Guests;

/// <summary>
/// Makes guests known to the tenant: whoever is in the directory is taken as they are, the others are invited, each once through the ledger.
/// </summary>
internal sealed class GuestInvitation(
    DirectoryUsers directory, Invitations invitations, GuestsTable guests, Ledger ledger, RateGovernor governor, TimeProvider time)
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(5);

    public static EffectScope ScopeOf(string campaign) => new(campaign, "guest.invite", EffectKind.Findable);

    /// <returns>Whether the visit may go on; if not, its pause says when.</returns>
    public async Task<bool> TakeAsync(GuestVisit visit, CancellationToken cancellationToken)
    {
        var unknown = visit.Guests.Where(guest => guest.UserId is null).ToList();
        if (!await HasTurnAsync(visit, unknown.Count, cancellationToken))
        {
            return false;
        }

        var claims = unknown.Count > 0
            ? await ledger.ClaimAsync(ScopeOf(visit.Campaign.Id), [.. unknown.Select(guest => guest.Key)], Evidence.None, cancellationToken)
            : null;
        if (claims?.HeldUntil is { } until)
        {
            visit.Wait((until - time.GetUtcNow()).AtLeast(Soon));
        }

        // Those whom the ledger has as invited, and the row not: the process died in between, and asking again is harmless.
        var mine = claims is null ? [] : claims.Claimed.Select(row => row.Subject).Concat(claims.Settled.Keys).ToHashSet(StringComparer.Ordinal);
        var ours = unknown.Where(guest => mine.Contains(guest.Key)).ToList();
        var found = await FindAsync(visit, ours, cancellationToken);
        var results = found is null
            ? ours.ToDictionary(guest => guest.Key, _ => InvitationResult.NotReached, StringComparer.Ordinal)
            : await ResultsAsync(visit, ours, found, cancellationToken);
        visit.Guests = await guests.ChangeAsync(
            visit.Campaign.Id,
            visit.Guests,
            guest => results.TryGetValue(guest.Key, out var result) ? result.Applied(guest, time.GetUtcNow()) : guest,
            cancellationToken);
        if (claims is { Claimed.Count: > 0 })
        {
            var outcomes = claims.Claimed.ToDictionary(row => row.Subject, row => results[row.Subject].Outcome, StringComparer.Ordinal);
            await ledger.RecordAsync(claims, outcomes, cancellationToken);
        }

        // Without the look a colleague would pass for somebody from outside.
        return found is not null;
    }

    /// <summary>Takes the turn of as many invitations; without one the visit pauses.</summary>
    public async Task<bool> HasTurnAsync(GuestVisit visit, int count, CancellationToken cancellationToken)
    {
        if (count == 0 || await governor.TakeAsync(Lane.Invitations, count, visit.ReservedOn(Lane.Invitations), cancellationToken) is not { } turn)
        {
            return true;
        }

        visit.Wait(turn.At - time.GetUtcNow(), new(Lane.Invitations.Name, turn.At));
        return false;
    }

    /// <summary>Asks for invitations, up to 20; the links that come are the visit's, and a failure that is not a guest's own pauses it.</summary>
    /// <returns>By key.</returns>
    public async Task<Dictionary<string, InvitationResult>> InviteAsync(
        GuestVisit visit, IReadOnlyCollection<GuestRow> some, CancellationToken cancellationToken)
    {
        Dictionary<string, InvitationAnswer> answers;
        try
        {
            var addresses = some.ToDictionary(guest => guest.Key, guest => guest.Mail, StringComparer.Ordinal);
            answers = await invitations.AskAsync(addresses, visit.Campaign.Settings.PlatformUrl, cancellationToken);
        }
        catch (GraphFailure failure)
        {
            answers = some.ToDictionary(guest => guest.Key, _ => new InvitationAnswer(null, null, failure), StringComparer.Ordinal);
        }

        foreach (var (key, answer) in answers.Where(answer => answer.Value.RedeemUrl is not null))
        {
            visit.Links[key] = answer.RedeemUrl!;
        }

        // A missing permission says more than a throttled request.
        var failures = answers.Values.Select(answer => answer.Failure).OfType<GraphFailure>().Where(failure => failure.Outcome != OutcomeKind.Refused);
        if (failures.MaxBy(failure => failure.Outcome == OutcomeKind.NotAllowed) is { } stop)
        {
            visit.Wait(await governor.ReportAsync(Lane.Invitations, stop, time, cancellationToken));
        }

        return answers.ToDictionary(answer => answer.Key, answer => InvitationResult.Of(answer.Value), StringComparer.Ordinal);
    }

    private async Task<Dictionary<string, InvitationResult>> ResultsAsync(
        GuestVisit visit, List<GuestRow> ours, IReadOnlyDictionary<string, DirectoryUser> found, CancellationToken cancellationToken)
    {
        var results = ours.ToDictionary(guest => guest.Key, _ => InvitationResult.NotReached, StringComparer.Ordinal);
        foreach (var guest in visit.Guests.Where(guest => found.ContainsKey(guest.Mail)))
        {
            var user = found[guest.Mail];
            if (!user.IsGuest || !user.IsPending)
            {
                visit.Accepted.Add(guest.Key);
            }

            if (results.ContainsKey(guest.Key))
            {
                results[guest.Key] = new(Outcome.Done, user.Id, user.IsEnabled ? null : "the account of this address is disabled");
            }
        }

        var missing = ours.Where(guest => !found.ContainsKey(guest.Mail)).ToList();
        if (missing.Count > 0)
        {
            foreach (var (key, result) in await InviteAsync(visit, missing, cancellationToken))
            {
                results[key] = result;
            }
        }

        return results;
    }

    /// <summary>Who of them is in the directory: those to be made known, and those to be written to, who may have accepted.</summary>
    private async Task<IReadOnlyDictionary<string, DirectoryUser>?> FindAsync(GuestVisit visit, List<GuestRow> ours, CancellationToken cancellationToken)
    {
        var mails = visit.Guests.Where(guest => guest is { IsMailDue: true, UserId: not null }).Union(ours).Select(guest => guest.Mail).ToList();
        try
        {
            return await directory.FindAsync(mails, cancellationToken);
        }
        catch (GraphFailure failure)
        {
            visit.Wait(await governor.ReportAsync(Lane.GraphReads, failure, time, cancellationToken));
            return null;
        }
    }
}

/// <param name="Outcome">For the ledger.</param>
/// <param name="UserId">Their object id, if they are known now.</param>
/// <param name="Refusal">Why they will not be; null if they may.</param>
internal sealed record InvitationResult(Outcome Outcome, string? UserId, string? Refusal)
{
    public static readonly InvitationResult NotReached = new(new(OutcomeKind.NotDone, "not reached"), null, null);

    public static InvitationResult Of(InvitationAnswer answer) => answer.Failure switch
    {
        null => new(Outcome.Done, answer.UserId, null),
        // Not done for sure: the guest's row says why, and once the tenant's rules are changed the ledger is not in the way.
        { Outcome: OutcomeKind.Refused } refused => new(new(OutcomeKind.NotDone, refused.Reason), null, refused.Reason),
        var failure => new(new(failure.Outcome, failure.Reason), null, null),
    };

    public GuestRow Applied(GuestRow guest, DateTimeOffset now)
    {
        var known = UserId is null || guest.UserId is not null ? guest : guest with { UserId = UserId, KnownAt = now };
        return Refusal is null ? known : known.Failed(Refusal);
    }
}
