namespace AdoptionAutomation.Tests.Infra;

/// <summary>A checker that finds nothing may be blind: each mistake, put into the real files, is found and told in words.</summary>
public sealed class SeededMistakeTests
{
    private static readonly Lazy<HashSet<string>> Before = new(() => [.. Checker.Check(InfraFiles.Real).Select(problem => problem.ToString())]);

    public static TheoryData<string> Mistakes => [.. SeededMistake.All.Select(mistake => mistake.What)];

    [Theory]
    [MemberData(nameof(Mistakes))]
    public void Is_found(string what)
    {
        var mistake = SeededMistake.All.Single(one => one.What == what);

        var files = InfraFiles.Real.With(mistake.Path, mistake.From, mistake.To);
        var problems = Checker.Check(files).Select(problem => problem.ToString()).Except(Before.Value).ToArray();

        Assert.True(
            problems.Any(problem => problem.Contains(mistake.Told, StringComparison.Ordinal)),
            $"“{mistake.Told}” was not among {problems.Length} problems:\n{string.Join('\n', problems)}");
    }
}
