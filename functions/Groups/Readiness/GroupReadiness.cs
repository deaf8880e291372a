using AdoptionAutomation.Campaigns;

namespace AdoptionAutomation.Groups.Readiness;

/// <summary>What readiness asks of one group (pure). What a wave cannot do without is an error in a wave's group, else a warning.</summary>
internal sealed class GroupReadiness(ReadinessFacts facts, DeclaredGroup group)
{
    /// <summary>Fewer words than these state no need, value or objective that a pilot could be judged by.</summary>
    private const int WordsOfSubstance = 6;

    private readonly GroupRow? row = facts.RowOf(group);
    private readonly string? wave = facts.WaveOf(group);

    public IEnumerable<ReadinessCheck> Checks()
    {
        yield return Stands();
        yield return HasContent();
        yield return HasOwner();
        foreach (var owner in OwnersGone())
        {
            yield return Failed(ReadinessTexts.OwnerGone, ReadinessSeverity.Warning, GroupPlaces.OwnerOf(facts.Campaign, group, owner));
        }

        yield return group.Objective.Trim().Length > 0 && !group.Objective.Trim().Equals(group.Name.Trim(), StringComparison.OrdinalIgnoreCase)
            ? Passed(ReadinessTexts.NoObjective)
            : Failed(ReadinessTexts.NoObjective, ReadinessSeverity.Warning, $"{group.Origin}.objective");
        if (group.Kind == GroupKind.Pilot)
        {
            yield return Words(group.Objective) >= WordsOfSubstance
                ? Passed(ReadinessTexts.ThinObjective)
                : Failed(ReadinessTexts.ThinObjective, ReadinessSeverity.Warning, $"{group.Origin}.objective", WordsOfSubstance);
        }

        if (group.Kind == GroupKind.Theme)
        {
            yield return group.Producers.Count == 0 ? Failed(ReadinessTexts.NoProducers, Grave, $"{group.Origin}.producers")
                : group.Producers.Count == 1 ? Failed(ReadinessTexts.OneProducer, ReadinessSeverity.Info, $"{group.Origin}.producers")
                : Passed(ReadinessTexts.NoProducers);
        }
    }

    private ReadinessSeverity Grave => wave is null ? ReadinessSeverity.Warning : ReadinessSeverity.Error;

    private bool IsDeleted => row?.Drift.Any(drift => drift.Kind == DriftKind.Deleted) is true;

    private ReadinessCheck Stands() => row switch
    {
        { State: GroupState.Failed } => Failed(ReadinessTexts.Failed, Grave, group.Origin),
        null or { GraphId: null } => Failed(ReadinessTexts.Missing, Grave, "POST /api/groups/apply"),
        _ when IsDeleted => Failed(ReadinessTexts.Deleted, Grave, "GET /api/groups"),
        { State: not GroupState.Ready } => Failed(ReadinessTexts.Unfinished, Grave, "GET /api/groups"),
        _ => Passed(ReadinessTexts.Missing),
    };

    /// <summary>Posted, not only declared. Where the group itself is not there yet, that is the one thing to mend.</summary>
    private ReadinessCheck HasContent() =>
        group.Welcome.Count == 0 ? Failed(ReadinessTexts.NoContent, Grave, GroupPlaces.WelcomeOf(facts.Campaign, group))
        : row?.Posts.ContainsValue(PostState.Sent) is true ? Passed(ReadinessTexts.NoContent)
        : row?.UncertainPosts.Count > 0
            ? Failed(ReadinessTexts.Uncertain, ReadinessSeverity.Warning, $"POST /api/groups/{group.Id}/welcome?sent=true|false")
        : row?.Applied.ContainsKey(GroupPart.Welcome) is true ? Passed(ReadinessTexts.NoContent)
        : row is { GraphId: not null, State: GroupState.Ready } ? Failed(ReadinessTexts.NotPosted, Grave, "POST /api/groups/apply")
        : new(ReadinessTexts.NotPosted.Practice, false, null);

    private ReadinessCheck HasOwner() =>
        group.Owners.Count == 0 ? Failed(ReadinessTexts.NoOwner, Grave, $"{group.Origin}.owners")
        : row?.Drift.Any(drift => drift is { Kind: DriftKind.Ownerless, Repaired: false }) is true
            ? Failed(ReadinessTexts.Ownerless, Grave, $"{group.Origin}.owners")
        : Passed(ReadinessTexts.NoOwner);

    /// <summary>Positions in the declaration, as the daily check or the provisioning found them.</summary>
    private IEnumerable<int> OwnersGone()
    {
        var told = (row?.Drift ?? []).Where(drift => drift is { Kind: DriftKind.OwnerGone, Repaired: false }).Select(drift => drift.Detail)
            .Append(row?.Refused.GetValueOrDefault(GroupPart.Owners) ?? "");
        return told.SelectMany(GroupPlaces.PositionsIn).Where(position => position < group.Owners.Count).Distinct().Order();
    }

    private ReadinessCheck Failed(ReadinessText text, ReadinessSeverity severity, string where, params object[] arguments) => ReadinessRules.Failed(
        facts, text, severity, where, [group.Id, .. arguments], group.Id, wave, overridable: row?.GraphId is not null && !IsDeleted);

    private static ReadinessCheck Passed(ReadinessText text) => ReadinessRules.Passed(text);

    private static int Words(string text) => text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Count(word => word.Any(char.IsLetter));
}
