using AdoptionAutomation.Campaigns;

namespace AdoptionAutomation.Groups.Readiness;

/// <summary>
/// The questions that readiness asks (pure). Those that only the group itself answers are in <see cref="GroupReadiness"/>. docs/readiness.md lists
/// them with their severity.
/// </summary>
internal static class ReadinessRules
{
    private const string SponsorsPlace = "groups.json templates: welcome, \"by\": \"sponsor\"";

    public static IEnumerable<ReadinessCheck> Of(ReadinessFacts facts) =>
    [
        .. facts.JudgedGroups.SelectMany(group => new GroupReadiness(facts, group).Checks()),
        .. Undeclared(facts),
        Charter(facts),
        .. facts.IsFirstWave ? PilotFirst(facts) : [],
        .. Ambassadors(facts),
        .. facts.Waves.Select(wave => Sponsor(facts, wave)),
    ];

    /// <summary>Groups that a wave names and that no file declares any more, or that are to come of the directory.</summary>
    private static IEnumerable<ReadinessCheck> Undeclared(ReadinessFacts facts) =>
        from wave in facts.Waves
        from id in wave.Groups
        where !facts.Groups.Any(declared => declared.Id == id)
        select Failed(facts, ReadinessTexts.Missing, ReadinessSeverity.Error, "POST /api/groups/apply", [id], id, wave.Id, overridable: false);

    private static ReadinessCheck Charter(ReadinessFacts facts)
    {
        var charter = facts.Campaign.Settings.Charter;
        return string.IsNullOrWhiteSpace(charter.Url) || string.IsNullOrWhiteSpace(charter.Version)
            ? Failed(facts, ReadinessTexts.NoCharter, ReadinessSeverity.Warning, "campaign.json charter", [])
            : Passed(ReadinessTexts.NoCharter);
    }

    private static IEnumerable<ReadinessCheck> PilotFirst(ReadinessFacts facts)
    {
        var first = facts.Campaign.Waves[0];
        var joined = facts.Groups.Where(group => first.Groups.Contains(group.Id)).ToList();
        yield return joined.Exists(group => group.Kind == GroupKind.Pilot)
            ? Passed(ReadinessTexts.NoPilot)
            : Failed(facts, ReadinessTexts.NoPilot, ReadinessSeverity.Warning, "waves.json waves[0].groups", [], wave: first.Id);
        foreach (var group in joined)
        {
            yield return group.Kind is GroupKind.General or GroupKind.Visibility
                ? Failed(facts, ReadinessTexts.NeedsMass, ReadinessSeverity.Warning, "waves.json waves[0].groups", [group.Id], group.Id, first.Id)
                : Passed(ReadinessTexts.NeedsMass);
        }
    }

    private static IEnumerable<ReadinessCheck> Ambassadors(ReadinessFacts facts)
    {
        var exists = facts.Groups.Any(group => group.Kind == GroupKind.Ambassadors);
        yield return exists
            ? Passed(ReadinessTexts.NoAmbassadors)
            : Failed(facts, ReadinessTexts.NoAmbassadors, ReadinessSeverity.Warning, "groups.json groups", []);
        if (facts.Ambassadors is not { } ambassadors)
        {
            yield break;
        }

        if (ambassadors.Gap is { } gap)
        {
            yield return new("P6", true, Finding(facts, ReadinessTexts.AmbassadorsUnread, ReadinessSeverity.Info, "GET /api/readiness", [gap]));
            yield break;
        }

        foreach (var group in facts.Groups.Where(group => AmbassadorSites.Of(facts.Campaign, group).Count > 0))
        {
            yield return AmbassadorSites.Of(facts.Campaign, group).Any(ambassadors.Covers) ? Passed(ReadinessTexts.NoAmbassadorHere)
                : exists ? Failed(facts, ReadinessTexts.NoAmbassadorHere, ReadinessSeverity.Warning, AmbassadorsPlace(facts), [group.Id], group.Id)
                : new("P6", false, null);
        }
    }

    private static string AmbassadorsPlace(ReadinessFacts facts)
    {
        var group = facts.Groups.First(group => group.Kind == GroupKind.Ambassadors);
        return $"{group.Origin}.members";
    }

    private static ReadinessCheck Sponsor(ReadinessFacts facts, WaveDefinition wave) =>
        facts.Groups.Any(group => wave.Groups.Contains(group.Id) && group.Welcome.Any(post => post.By == PostAuthor.Sponsor))
            ? Passed(ReadinessTexts.NoSponsor)
            : Failed(facts, ReadinessTexts.NoSponsor, ReadinessSeverity.Warning, SponsorsPlace, [wave.Id], wave: wave.Id);

    public static ReadinessCheck Passed(ReadinessText text) => new(text.Practice, true, null);

    public static ReadinessCheck Failed(
        ReadinessFacts facts,
        ReadinessText text,
        ReadinessSeverity severity,
        string where,
        object[] arguments,
        string? group = null,
        string? wave = null,
        bool overridable = true) =>
        new(
            text.Practice,
            severity == ReadinessSeverity.Info,
            Finding(facts, text, severity, where, arguments, group, wave) with { Overridable = overridable });

    private static ReadinessFinding Finding(
        ReadinessFacts facts,
        ReadinessText text,
        ReadinessSeverity severity,
        string where,
        object[] arguments,
        string? group = null,
        string? wave = null) =>
        new(text.Practice, severity, text.Code, text.In(facts.Campaign.FirstLanguage, arguments), where, group, wave);
}
