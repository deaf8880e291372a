using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Effects;
using AdoptionAutomation.Graph;

namespace AdoptionAutomation.Groups.Steps;

/// <summary>Makes the group through the ledger, or adopts the one that bears our mark.</summary>
internal sealed class CreationStep(
    TenantGroups tenant, DirectoryUsers directory, ServiceMailbox mailbox, Ledger ledger, TimeProvider time) : IGroupStep
{
    /// <summary>Graph takes at most this many owners and members together in the request that creates a group.</summary>
    public const int MostAtCreation = 20;

    /// <summary>How long the directory takes to show what was just written; practice says seconds to minutes.</summary>
    public static readonly TimeSpan Lag = TimeSpan.FromSeconds(20);

    public GroupPart Part => GroupPart.Creation;

    public Lane Lane => Lane.GraphWrites;

    public async Task<StepResult> TakeAsync(GroupWork work, CancellationToken cancellationToken)
    {
        if (work.Row.GraphId is not null)
        {
            // What is fixed at creation cannot be changed afterwards: the plan says so, and the group goes on as it is.
            return new StepResult.Refused("posting and newsByMail are fixed when a group is made");
        }

        var owners = await GroupPeople.FindAsync(work.Group.Owners, directory, cancellationToken);
        if (owners.Missing.Count > 0)
        {
            return new StepResult.Refused(owners.MissingIn("owners"));
        }

        var scope = new EffectScope(work.Campaign.Id, "group", EffectKind.Findable);
        var claims = await ledger.ClaimAsync(scope, [work.Group.Id], Evidence.None, cancellationToken);
        if (claims.HeldUntil is { } until)
        {
            return new StepResult.NotYet(until - time.GetUtcNow());
        }

        var nickname = Nickname.Of(work.Campaign.Id, work.Group.Id);
        if (claims.Settled.TryGetValue(work.Group.Id, out var settled))
        {
            // The ledger knows the group and the row does not: the process died in between.
            return settled.State == EffectState.Failed
                ? new StepResult.Refused(settled.Reason ?? "refused")
                : Adopted(work, await tenant.FindAsync(nickname, cancellationToken));
        }

        return await MakeAsync(work, nickname, owners, claims, cancellationToken);
    }

    private async Task<StepResult> MakeAsync(GroupWork work, string nickname, GroupPeople owners, Claims claims, CancellationToken cancellationToken)
    {
        var members = await GroupPeople.FindAsync(work.Group.Members, directory, cancellationToken);
        var first = FirstPeople.Of(owners.Ids, [.. PosterOf(work.Group), .. members.Ids]);
        Outcome outcome;
        StepResult? result = null;
        GraphFailure? thrown = null;
        try
        {
            var found = claims.LookFirst.Count > 0 ? await tenant.FindAsync(nickname, cancellationToken) : null;
            var made = found is null ? await tenant.CreateAsync(work.Group, nickname, first, cancellationToken) : null;
            // Taken, by our own mark: an earlier attempt made it, and the directory may not show it yet.
            found ??= made is null ? await tenant.FindAsync(nickname, cancellationToken) : null;
            outcome = made is null && found is null ? new(OutcomeKind.NotDone, "made earlier, not shown by the directory yet") : Outcome.Done;
            result = made is null ? Adopted(work, found) : Made(work, made, first, owners, members);
        }
        catch (GraphFailure failure)
        {
            (outcome, thrown) = (new(failure.Outcome, failure.Reason), failure);
        }

        await ledger.RecordAsync(claims, new Dictionary<string, Outcome>(StringComparer.Ordinal) { [work.Group.Id] = outcome }, cancellationToken);
        return result ?? (thrown!.Outcome == OutcomeKind.Refused ? new StepResult.Refused(thrown.Reason) : throw thrown);
    }

    private StepResult Made(GroupWork work, TenantGroup made, FirstPeople first, GroupPeople owners, GroupPeople members)
    {
        var also = new List<GroupPart> { GroupPart.About };
        if (first.Owners.Count == owners.Ids.Count && first.HasAll(owners.Ids))
        {
            also.Add(GroupPart.Owners);
        }

        if (members.Missing.Count == 0 && first.HasAll(members.Ids))
        {
            also.Add(GroupPart.Members);
        }

        var row = work.Row with { GraphId = made.Id, Mail = made.Mail, MadeAt = time.GetUtcNow(), MailboxJoined = first.HasAll(PosterOf(work.Group)) };
        return new StepResult.Done(row, also);
    }

    /// <summary>The mailbox that is to post where only members may.</summary>
    private IReadOnlyList<string> PosterOf(DeclaredGroup group) =>
        group is { Posting: GroupPosting.Members, Welcome.Count: > 0 } && mailbox.Id is { } id ? [id] : [];

    private static StepResult Adopted(GroupWork work, TenantGroup? found) => found is null
        ? new StepResult.NotYet(Lag)
        : new StepResult.Done(work.Row with { GraphId = found.Id, Mail = found.Mail, MadeAt = found.CreatedAt });
}

/// <summary>The people who come with the request that creates a group.</summary>
internal sealed record FirstPeople(IReadOnlyList<string> Owners, IReadOnlyList<string> Members)
{
    /// <summary>Owners are members too: an owner of a Microsoft 365 group posts and reads as a member only if they are one.</summary>
    public static FirstPeople Of(IReadOnlyList<string> owners, IReadOnlyList<string> members)
    {
        var first = owners.Take(CreationStep.MostAtCreation / 2).ToList();
        return new(first, [.. owners.Union(members, StringComparer.Ordinal).Take(CreationStep.MostAtCreation - first.Count)]);
    }

    public bool HasAll(IReadOnlyList<string> people) => people.All(Members.Contains);
}
