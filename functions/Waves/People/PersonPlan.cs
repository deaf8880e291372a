using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Graph;

namespace AdoptionAutomation.Waves.People;

/// <summary>What somebody of the directory gets from a wave: their row (pure).</summary>
internal sealed class PersonPlan(Campaign campaign, WaveDefinition wave)
{
    private readonly IReadOnlyList<GroupExpansion> expansions =
        [.. campaign.GroupTree.Expansions.Where(expansion => expansion.From.Attribute is not null && wave.OwnGroups.Contains(expansion.Id))];

    /// <param name="user">The person.</param>
    /// <param name="reading">The reading that meets them.</param>
    /// <param name="now">When the directory said so.</param>
    public PersonRow RowOf(DirectoryUser user, int reading, DateTimeOffset now) =>
        new(user.Id, wave.Id, PersonState.Planned, user.Mail, user.FirstName, LanguageOf(user))
        {
            Reading = reading,
            Zone = campaign.Settings.TimeZones.FirstOrDefault(rule => rule.Holds(user.Attributes))?.Zone,
            PrincipalName = string.Equals(user.PrincipalName, user.Mail, StringComparison.OrdinalIgnoreCase) ? null : user.PrincipalName,
            Kits = [.. wave.Kits.Where(kit => kit.For?.All(condition => condition.Holds(user.Attributes)) ?? true).Select(kit => kit.Kit).Distinct()],
            OwnGroups = [.. expansions.Select(expansion => OwnGroup(expansion, user.Attributes)).OfType<string>().Distinct(StringComparer.Ordinal)],
            SeenAt = now,
        };

    private string LanguageOf(DirectoryUser user) =>
        user.Language is { } language && campaign.Settings.Languages.Contains(language) ? language : campaign.FirstLanguage;

    /// <summary>Null if the directory does not say the value, or the expansion leaves it out.</summary>
    private static string? OwnGroup(GroupExpansion expansion, AttributeValues values) =>
        values[expansion.From.Attribute!.Value]?.Trim() is { Length: > 0 } value && expansion.From.Keep([value], own => own).Any()
            ? GroupIds.Of(expansion.Id, value)
            : null;
}
