using AdoptionAutomation.Operations.Tracing;
using AdoptionAutomation.Storage;

namespace AdoptionAutomation.Effects;

/// <summary>
/// Nothing lost, nothing twice: an effect is claimed before it is tried and recorded after, each by one conditional write per chunk.
/// </summary>
internal sealed class Ledger(LedgerTable table, TimeProvider time)
{
    /// <summary>Longer than any function may run (host.json functionTimeout), so a live owner's claim never expires under it.</summary>
    public static readonly TimeSpan ClaimLength = TimeSpan.FromMinutes(11);

    private const int MostRaces = 8;

    /// <summary>Claims what is to be done among <paramref name="subjects"/> (up to 100) and tells what the others' state is.</summary>
    /// <exception cref="ContentionException">Other writers kept winning; try again later.</exception>
    public async Task<Claims> ClaimAsync(
        EffectScope scope, IReadOnlyCollection<string> subjects, Evidence evidence, CancellationToken cancellationToken)
    {
        var owner = Guid.NewGuid().ToString("N");
        var known = new Dictionary<string, EffectRow>(StringComparer.Ordinal);
        for (var race = 0; race < MostRaces; race++)
        {
            var claims = Decide(scope, subjects, known, owner, evidence);
            if (await table.TryWriteAsync(scope, claims.Writes, cancellationToken))
            {
                Telemetry.Effects(scope, claims.Writes.Select(row => row.State));
                return claims;
            }

            known = await table.ReadAsync(scope, subjects, cancellationToken);
        }

        throw new ContentionException($"the ledger of {scope.Purpose}");
    }

    /// <summary>Records what came of the claimed effects; what an event settled meanwhile stays as the event said.</summary>
    /// <returns>The state of every claimed subject.</returns>
    public async Task<IReadOnlyDictionary<string, EffectState>> RecordAsync(
        Claims claims, IReadOnlyDictionary<string, Outcome> outcomes, CancellationToken cancellationToken)
    {
        var scope = claims.Scope;
        var open = claims.Claimed.ToDictionary(row => row.Subject, StringComparer.Ordinal);
        var states = new Dictionary<string, EffectState>(StringComparer.Ordinal);
        for (var race = 0; race < MostRaces; race++)
        {
            foreach (var row in open.Values)
            {
                var outcome = outcomes[row.Subject];
                (row.State, row.Since, row.Reason) = (outcome.StateOf(scope.Kind), time.GetUtcNow(), outcome.Reason);
                states[row.Subject] = row.State;
            }

            if (await table.TryWriteAsync(scope, [.. open.Values], cancellationToken))
            {
                Telemetry.Effects(scope, open.Values.Select(row => row.State));
                return states;
            }

            var present = await table.ReadAsync(scope, open.Keys, cancellationToken);
            foreach (var (subject, row) in present)
            {
                if (row.Owner == claims.Owner && row.State == EffectState.Claimed)
                {
                    open[subject] = row;
                    continue;
                }

                open.Remove(subject);
                states[subject] = row.State;
            }
        }

        throw new ContentionException($"the ledger of {scope.Purpose}");
    }

    /// <summary>An event from the far side settles effects, whoever holds them: it is the witness.</summary>
    /// <param name="scope">The family.</param>
    /// <param name="witnessed">What the events say, by subject.</param>
    /// <param name="first">Told what is news before it is recorded, so that a crash in between leaves it news.</param>
    /// <param name="cancellationToken">Cancels the storage requests.</param>
    public async Task SettleAsync(
        EffectScope scope,
        IReadOnlyDictionary<string, Outcome> witnessed,
        Func<IReadOnlyDictionary<string, Outcome>, Task> first,
        CancellationToken cancellationToken)
    {
        for (var race = 0; race < MostRaces; race++)
        {
            var rows = await UnlikeAsync(scope, witnessed, cancellationToken);
            if (rows.Count == 0)
            {
                return;
            }

            await first(rows.ToDictionary(row => row.Subject, row => witnessed[row.Subject], StringComparer.Ordinal));
            foreach (var row in rows)
            {
                var outcome = witnessed[row.Subject];
                (row.State, row.Since, row.Reason) = (outcome.StateOf(scope.Kind), time.GetUtcNow(), outcome.Reason);
            }

            if (await WriteAllAsync(scope, rows, cancellationToken))
            {
                Telemetry.Effects(scope, rows.Select(row => row.State));
                return;
            }
        }

        throw new ContentionException($"the ledger of {scope.Purpose}");
    }

    /// <summary>A person decides about an uncertain effect: it happened, or it did not and may be tried again.</summary>
    /// <param name="scope">The family.</param>
    /// <param name="subject">The effect.</param>
    /// <param name="happened">What they found.</param>
    /// <param name="decidedBy">The caller's id, kept as the reason.</param>
    /// <param name="cancellationToken">Cancels the storage requests.</param>
    /// <returns>The state that the effect is in now: only an uncertain one was changed. Null if the ledger does not know it.</returns>
    public Task<EffectState?> DecideAsync(
        EffectScope scope, string subject, bool happened, string decidedBy, CancellationToken cancellationToken) =>
        DecideAsync(scope, subject, [EffectState.Uncertain], happened ? EffectState.Done : EffectState.Released, decidedBy, cancellationToken);

    /// <summary>A person decides about an effect that a rule or a refusal has settled, or that is uncertain.</summary>
    /// <param name="scope">The family.</param>
    /// <param name="subject">The effect.</param>
    /// <param name="from">The states out of which this decision leads; an effect in another one stays as it is.</param>
    /// <param name="to">What they decided.</param>
    /// <param name="decidedBy">The caller's id, kept as the reason.</param>
    /// <param name="cancellationToken">Cancels the storage requests.</param>
    /// <returns>The state that the effect is in now. Null if the ledger does not know it.</returns>
    public async Task<EffectState?> DecideAsync(
        EffectScope scope, string subject, IReadOnlyCollection<EffectState> from, EffectState to, string decidedBy, CancellationToken cancellationToken)
    {
        for (var race = 0; race < MostRaces; race++)
        {
            if (!(await table.ReadAsync(scope, [subject], cancellationToken)).TryGetValue(subject, out var row) || !from.Contains(row.State))
            {
                return row?.State;
            }

            (row.State, row.Since, row.Reason) = (to, time.GetUtcNow(), $"decided by {decidedBy}");
            if (await table.TryWriteAsync(scope, [row], cancellationToken))
            {
                return row.State;
            }
        }

        throw new ContentionException($"the ledger of {scope.Purpose}");
    }

    /// <summary>What is known of one effect; null: it was never tried.</summary>
    public async Task<EffectRow?> FindAsync(EffectScope scope, string subject, CancellationToken cancellationToken) =>
        (await table.ReadAsync(scope, [subject], cancellationToken)).GetValueOrDefault(subject);

    /// <summary>IT decided that settled effects may be done again: what was made has gone since, what was refused has been mended.</summary>
    public Task ReopenAsync(EffectScope scope, IReadOnlyCollection<string> subjects, CancellationToken cancellationToken) =>
        ReopenAsync(scope, subjects, [EffectState.Done, EffectState.Failed], cancellationToken);

    /// <summary>IT decided that refused effects may be tried again; what was done stays done.</summary>
    public Task ReopenFailedAsync(EffectScope scope, IReadOnlyCollection<string> subjects, CancellationToken cancellationToken) =>
        ReopenAsync(scope, subjects, [EffectState.Failed], cancellationToken);

    private async Task ReopenAsync(
        EffectScope scope, IReadOnlyCollection<string> subjects, EffectState[] states, CancellationToken cancellationToken)
    {
        for (var race = 0; race < MostRaces; race++)
        {
            var known = await table.ReadAsync(scope, subjects, cancellationToken);
            var settled = known.Values.Where(row => states.Contains(row.State)).ToList();
            foreach (var row in settled)
            {
                (row.State, row.Since, row.Reason) = (EffectState.Released, time.GetUtcNow(), null);
            }

            if (await WriteAllAsync(scope, settled, cancellationToken))
            {
                return;
            }
        }

        throw new ContentionException($"the ledger of {scope.Purpose}");
    }

    private async Task<List<EffectRow>> UnlikeAsync(
        EffectScope scope, IReadOnlyDictionary<string, Outcome> witnessed, CancellationToken cancellationToken)
    {
        // Most events say "done" of what is done: that is one request, and no row comes back. A refusal may overturn a "done".
        var refused = witnessed.Where(pair => pair.Value.Kind == OutcomeKind.Refused).Select(pair => pair.Key).ToList();
        var done = witnessed.Keys.Except(refused, StringComparer.Ordinal).ToList();
        var rows = done.Count > 0 ? await table.ReadUnsettledAsync(scope, done, cancellationToken) : [];
        rows.RemoveAll(row => row.State == EffectState.Failed);
        if (refused.Count > 0)
        {
            var known = await table.ReadAsync(scope, refused, cancellationToken);
            rows.AddRange(known.Values.Where(row => row.State != EffectState.Failed));
        }

        return rows;
    }

    private async Task<bool> WriteAllAsync(EffectScope scope, List<EffectRow> rows, CancellationToken cancellationToken)
    {
        foreach (var chunk in rows.Chunk(RowTransactions.Size))
        {
            if (!await table.TryWriteAsync(scope, chunk, cancellationToken))
            {
                return false;
            }
        }

        return true;
    }

    private Claims Decide(
        EffectScope scope, IReadOnlyCollection<string> subjects, Dictionary<string, EffectRow> known, string owner, Evidence evidence)
    {
        var now = time.GetUtcNow();
        var claims = new Claims(scope, owner);
        foreach (var subject in subjects)
        {
            if (!known.TryGetValue(subject, out var row))
            {
                row = new(subject) { State = EffectState.Released, Since = now, Owner = owner, Attempt = 0, Expires = now };
                claims.Take(row, now + ClaimLength, lookFirst: false);
                continue;
            }

            // Our own first write may have been answered twice: the storage client repeats a request whose answer was lost.
            var decision = row.Owner == owner && row.State == EffectState.Claimed
                ? Decision.Claim
                : Settlement.Decide(scope.Kind, row.State, row.Expires, row.Since, now, evidence);
            claims.Add(row, decision, now);
        }

        return claims;
    }
}

/// <summary>What one attempt may do, and what others have done.</summary>
internal sealed class Claims(EffectScope scope, string owner)
{
    public EffectScope Scope => scope;

    public string Owner => owner;

    /// <summary>Ours to do.</summary>
    public List<EffectRow> Claimed { get; } = [];

    /// <summary>Those of ours that an earlier attempt may have done.</summary>
    public HashSet<string> LookFirst { get; } = new(StringComparer.Ordinal);

    /// <summary>Done, failed or uncertain already.</summary>
    public Dictionary<string, EffectRow> Settled { get; } = new(StringComparer.Ordinal);

    /// <summary>When the last claim of another attempt runs out; null if none is in the way.</summary>
    public DateTimeOffset? HeldUntil { get; private set; }

    /// <summary>The rows to write for this to hold.</summary>
    public List<EffectRow> Writes { get; } = [];

    public void Add(EffectRow row, Decision decision, DateTimeOffset now)
    {
        switch (decision)
        {
            case Decision.Claim or Decision.LookFirst:
                row.Owner = owner;
                Take(row, now + Ledger.ClaimLength, decision == Decision.LookFirst);
                break;
            case Decision.LeaveAlone:
                HeldUntil = HeldUntil is { } until && until > row.Expires ? until : row.Expires;
                break;
            case Decision.MarkUncertain:
                (row.State, row.Since, row.Reason) = (EffectState.Uncertain, now, "the attempt ended without a record");
                Writes.Add(row);
                Settled.Add(row.Subject, row);
                break;
            default:
                Settled.Add(row.Subject, row);
                break;
        }
    }

    public void Take(EffectRow row, DateTimeOffset expires, bool lookFirst)
    {
        (row.State, row.Since, row.Expires, row.Attempt, row.Reason) = (EffectState.Claimed, expires - Ledger.ClaimLength, expires, row.Attempt + 1, null);
        Claimed.Add(row);
        Writes.Add(row);
        if (lookFirst)
        {
            LookFirst.Add(row.Subject);
        }
    }
}
