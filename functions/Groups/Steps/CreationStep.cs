using System.Collections.Immutable;
using System.Globalization;
using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Effects;
using AdoptionAutomation.Graph;

namespace AdoptionAutomation.Groups.Steps;

/// <summary>Makes the group through the ledger, or adopts the one that bears our mark.</summary>
internal sealed class CreationStep(
    TenantGroups tenant, PeopleByAddress people, Ledger ledger, TimeProvider time) : IGroupStep
{
    /// <summary>Graph takes at most this many owners and members together in the request that creates a group.</summary>
    public const int MostAtCreation = 20;

    /// <summary>A group that was made and is not shown for so long is not on its way: it was deleted.</summary>
    private static readonly TimeSpan LongestLag = TimeSpan.FromHours(1);

    private const string InTheBin =
        "a group with this nickname was made and is not shown: deleted groups keep it for 30 days; restore it from the bin, or give the group another id";

    /// <summary>What was posted, was posted to the group of that object id; the ledger knows.</summary>
    private static readonly ImmutableSortedDictionary<int, PostState> NoPosts = ImmutableSortedDictionary<int, PostState>.Empty;

    public GroupPart Part => GroupPart.Creation;

    public Lane Lane => Lane.GraphWrites;

    public static EffectScope ScopeOf(string campaign) => new(campaign, "group", EffectKind.Findable);

    public async Task<StepResult> TakeAsync(GroupWork work, CancellationToken cancellationToken)
    {
        if (work.Row.GraphId is not null)
        {
            // What is fixed at creation cannot be changed afterwards: the plan says so, and the group goes on as it is.
            return new StepResult.Refused("posting and newsByMail are fixed when a group is made");
        }

        var found = await people.FindAsync(work.Group.Owners.Concat(work.Group.Members), cancellationToken);
        var (owners, members) = (GroupPeople.Among(work.Group.Owners, found), GroupPeople.Among(work.Group.Members, found));
        if (owners.Missing.Count > 0)
        {
            return new StepResult.Refused(owners.MissingIn("owners"));
        }

        var scope = ScopeOf(work.Campaign.Id);
        var claims = await ledger.ClaimAsync(scope, [work.Group.Id], Evidence.None, cancellationToken);
        if (claims.HeldUntil is { } until)
        {
            return new StepResult.NotYet(until - time.GetUtcNow());
        }

        var nickname = Nickname.Of(work.Campaign.Id, work.Group.Id);
        return claims.Settled.TryGetValue(work.Group.Id, out var settled)
            ? await AdoptAsync(work, nickname, settled, cancellationToken)
            : await MakeAsync(work, nickname, owners, members, claims, cancellationToken);
    }

    /// <summary>The ledger knows the group and the row does not: the process died in between, or the row was lost.</summary>
    private async Task<StepResult> AdoptAsync(GroupWork work, string nickname, EffectRow settled, CancellationToken cancellationToken) =>
        settled.State == EffectState.Failed ? new StepResult.Refused(settled.Reason ?? "refused")
        : await tenant.FindAsync(nickname, cancellationToken) is { } found ? Adopted(work, found)
        : settled.Since + LongestLag > time.GetUtcNow() ? new StepResult.NotYet(GroupWork.Lag)
        : new StepResult.Refused(InTheBin);

    private async Task<StepResult> MakeAsync(
        GroupWork work, string nickname, GroupPeople owners, GroupPeople members, Claims claims, CancellationToken cancellationToken)
    {
        var first = FirstPeople.Of(owners.Ids, members.Ids);
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
            result = made is not null ? Made(work, made, first, owners, members)
                : found is not null ? Adopted(work, found)
                : NotShown(work);
        }
        catch (GraphFailure failure) when (failure.Outcome == OutcomeKind.Refused)
        {
            // The row keeps the refusal; the ledger only that nothing was made, so that a mended declaration can be applied.
            (outcome, result) = (new(OutcomeKind.NotDone, failure.Reason), new StepResult.Refused(failure.Reason));
        }
        catch (GraphFailure failure)
        {
            (outcome, thrown) = (new(failure.Outcome, failure.Reason), failure);
        }

        await ledger.RecordAsync(claims, new Dictionary<string, Outcome>(StringComparer.Ordinal) { [work.Group.Id] = outcome }, cancellationToken);
        return result ?? throw thrown!;
    }

    /// <summary>The nickname is taken and nothing is shown: the cursor keeps since when.</summary>
    private StepResult NotShown(GroupWork work)
    {
        var now = time.GetUtcNow();
        return work.CursorOf(Part) is not { } since ? new StepResult.More(work.WithCursor(Part, $"{now:O}"), GroupWork.Lag)
            : DateTimeOffset.Parse(since, CultureInfo.InvariantCulture) + LongestLag > now ? new StepResult.NotYet(GroupWork.Lag)
            : new StepResult.Refused(InTheBin);
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

        var row = work.WithCursor(GroupPart.Creation, first.Fingerprint);
        return new StepResult.Done(
            row with { GraphId = made.Id, Mail = made.Mail, MadeAt = time.GetUtcNow(), MailboxJoined = false, Posts = NoPosts }, also);
    }

    private static StepResult.Done Adopted(GroupWork work, TenantGroup found) =>
        new(work.Row with { GraphId = found.Id, Mail = found.Mail, MadeAt = found.CreatedAt, MailboxJoined = false, Posts = NoPosts, Cursor = null });
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

    /// <summary>Tells later steps whom the group was made with, without keeping a list of people.</summary>
    public string Fingerprint => GroupParts.FingerprintOf(Members);

    public bool HasAll(IReadOnlyList<string> people) => people.All(Members.Contains);
}
