using AdoptionAutomation.Tests.Infra.Model;

namespace AdoptionAutomation.Tests.Infra.Rules;

internal static class ScriptRule
{
    public static IEnumerable<Problem> Check(InfraFiles files) => [];
}
