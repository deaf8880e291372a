using AdoptionAutomation.Tests.Infra.Model;
using AdoptionAutomation.Tests.Infra.Rules.Agreement;
using AdoptionAutomation.Tests.Infra.Rules.Language;
using AdoptionAutomation.Tests.Infra.Rules.Safety;

namespace AdoptionAutomation.Tests.Infra;

/// <summary>What a Bicep compiler would say of the files, as far as it can be told without one, and what none would say.</summary>
internal static class Checker
{
    private static readonly Func<InfraFiles, IEnumerable<Problem>>[] Rules =
    [
        DeclarationRule.Check,
        SymbolRule.Check,
        ModuleRule.Check,
        ResourceRule.Check,
        ValueRule.Check,
        SecretRule.Check,
        SafetyRule.Check,
        RoleRule.Check,
        NameRule.Check,
        SettingsRule.Check,
        StorageRule.Check,
        ParameterFileRule.Check,
        GraphPermissionRule.Check,
        AlertRule.Check,
        ScriptRule.Check,
    ];

    /// <summary>All problems at once; of files that cannot be read, only what keeps them from being read.</summary>
    public static IReadOnlyList<Problem> Check(InfraFiles files)
    {
        Problem[] unreadable = [.. SyntaxRule.Check(files)];
        return [.. (unreadable is [] ? Rules.SelectMany(rule => rule(files)) : unreadable)
            .Distinct()
            .OrderBy(problem => problem.Path, StringComparer.Ordinal)
            .ThenBy(problem => problem.Line)];
    }
}
