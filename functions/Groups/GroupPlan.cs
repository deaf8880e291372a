using AdoptionAutomation.Campaigns;

namespace AdoptionAutomation.Groups;

/// <summary>From what is declared and what exists to the steps that are missing (pure). No step: the group stands.</summary>
internal static class GroupPlan
{
    /// <summary>Graph takes at most this many owners and members together in the request that creates a group.</summary>
    public const int MostAtCreation = 20;

    /// <param name="definition">The declared group.</param>
    /// <param name="template">Its template.</param>
    /// <param name="nickname">Its mark-bearing nickname.</param>
    /// <param name="owners">Object ids of the declared owners.</param>
    /// <param name="members">Object ids of the declared members.</param>
    /// <param name="existing">What the tenant has; null: nothing.</param>
    public static IReadOnlyList<GroupStep> For(
        GroupDefinition definition,
        GroupTemplate template,
        string nickname,
        IReadOnlyCollection<string> owners,
        IReadOnlyCollection<string> members,
        ExistingGroup? existing)
    {
        // An owner of a Microsoft 365 group posts and reads as a member only if they are one too.
        var people = owners.Union(members, StringComparer.Ordinal).ToList();
        if (existing is null)
        {
            var first = owners.Take(MostAtCreation / 2).ToList();
            return [new CreateGroup(definition, template, nickname, first, [.. people.Take(MostAtCreation - first.Count)])];
        }

        var steps = new List<GroupStep>();
        steps.AddRange(owners.Except(existing.Owners, StringComparer.Ordinal).Select(owner => new AddOwner(owner)));
        var missing = people.Except(existing.Members, StringComparer.Ordinal).ToList();
        if (missing.Count > 0)
        {
            steps.Add(new AddMembers(missing));
        }

        return steps;
    }
}

/// <summary>What the tenant has of a group.</summary>
internal sealed record ExistingGroup(string Id, IReadOnlyCollection<string> Owners, IReadOnlyCollection<string> Members);

internal abstract record GroupStep;

internal sealed record CreateGroup(
    GroupDefinition Definition, GroupTemplate Template, string Nickname, IReadOnlyList<string> Owners, IReadOnlyList<string> Members) : GroupStep;

internal sealed record AddOwner(string Person) : GroupStep;

internal sealed record AddMembers(IReadOnlyList<string> People) : GroupStep;
