using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Effects;
using AdoptionAutomation.Graph;

namespace AdoptionAutomation.Groups;

/// <summary>Makes one declared group through the ledger, or adopts the one that an earlier attempt made.</summary>
internal sealed class GroupCreation(TenantGroups tenant, Ledger ledger)
{
    public async Task<GroupMade> EnsureAsync(Campaign campaign, GroupDefinition definition, GroupPeople people, CancellationToken cancellationToken)
    {
        var nickname = Nickname.Of(campaign.Id, definition.Id);
        var scope = new EffectScope(campaign.Id, "group", EffectKind.Findable);
        var claims = await ledger.ClaimAsync(scope, [definition.Id], Evidence.None, cancellationToken);
        if (claims.HeldUntil is { } until)
        {
            return new() { HeldUntil = until };
        }

        if (claims.Settled.TryGetValue(definition.Id, out var settled))
        {
            // The ledger knows the group and the caller does not: the process died in between.
            return settled.State == EffectState.Failed
                ? new() { Refused = settled.Reason ?? "refused" }
                : new() { Id = await tenant.FindAsync(nickname, cancellationToken) };
        }

        var create = (CreateGroup)GroupPlan.For(definition, campaign.TemplateOf(definition), nickname, people.Owners, people.Members, null)[0];
        var (outcome, made) = await CreateOrAdoptAsync(create, claims.LookFirst.Count > 0, cancellationToken);
        await ledger.RecordAsync(claims, new Dictionary<string, Outcome>(StringComparer.Ordinal) { [definition.Id] = outcome }, cancellationToken);
        return made;
    }

    private async Task<(Outcome Outcome, GroupMade Made)> CreateOrAdoptAsync(CreateGroup create, bool lookFirst, CancellationToken cancellationToken)
    {
        try
        {
            var id = lookFirst ? await tenant.FindAsync(create.Nickname, cancellationToken) : null;
            id ??= await tenant.CreateAsync(create, cancellationToken);
            // Taken, by our own mark: an earlier attempt made it, and the directory may not show it yet.
            id ??= await tenant.FindAsync(create.Nickname, cancellationToken);
            return (id is null ? new(OutcomeKind.NotDone, "made earlier, not shown by the directory yet") : Outcome.Done, new() { Id = id });
        }
        catch (GraphFailure failure)
        {
            var refused = failure.Outcome == OutcomeKind.Refused ? failure.Reason : null;
            return (new(failure.Outcome, failure.Reason), new() { Refused = refused, Failure = refused is null ? failure : null });
        }
    }
}

/// <summary>What came of making a group: one of these, or nothing yet.</summary>
internal sealed record GroupMade
{
    public string? Id { get; init; }

    /// <summary>Why the directory will never make it.</summary>
    public string? Refused { get; init; }

    /// <summary>Another attempt is at it until then.</summary>
    public DateTimeOffset? HeldUntil { get; init; }

    public GraphFailure? Failure { get; init; }
}
