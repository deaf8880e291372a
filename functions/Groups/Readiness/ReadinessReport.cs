using System.Globalization;

namespace AdoptionAutomation.Groups.Readiness;

/// <summary>How ready a campaign, or one wave of it, is. (Public because Razor's parameters are.)</summary>
/// <param name="Campaign">The campaign's id.</param>
/// <param name="Wave">The wave's id; null: the whole campaign.</param>
/// <param name="Score">Share of the checks that pass, 0 to 100, rounded down.</param>
/// <param name="Practices">The same by practice.</param>
/// <param name="Findings">The gravest first.</param>
public sealed record ReadinessReport(
    string Campaign, string? Wave, int Score, IReadOnlyList<PracticeScore> Practices, IReadOnlyList<ReadinessFinding> Findings)
{
    internal static ReadinessReport Of(ReadinessFacts facts)
    {
        var checks = ReadinessRules.Of(facts).ToList();
        var language = facts.Campaign.FirstLanguage;
        return new(
            facts.Campaign.Id,
            facts.Wave?.Id,
            ScoreOf(checks),
            [
                .. checks.GroupBy(check => check.Practice)
                    .OrderBy(practice => NumberOf(practice.Key))
                    .Select(practice => new PracticeScore(
                        practice.Key,
                        ReadinessTexts.TitleOf(practice.Key, language),
                        ScoreOf([.. practice]),
                        practice.Count(check => check.Passed),
                        practice.Count())),
            ],
            [
                .. checks.Select(check => check.Finding)
                    .OfType<ReadinessFinding>()
                    .OrderBy(finding => finding.Severity)
                    .ThenBy(finding => NumberOf(finding.Practice)),
            ]);
    }

    private static int ScoreOf(IReadOnlyList<ReadinessCheck> checks) =>
        checks.Count == 0 ? 100 : checks.Count(check => check.Passed) * 100 / checks.Count;

    private static int NumberOf(string practice) => int.Parse(practice.AsSpan(1), CultureInfo.InvariantCulture);
}

/// <param name="Practice">Such as <c>P2</c>.</param>
/// <param name="Title">In the campaign's first language.</param>
/// <param name="Score">0 to 100.</param>
/// <param name="Passed">Checks that pass.</param>
/// <param name="Checks">All of them.</param>
public sealed record PracticeScore(string Practice, string Title, int Score, int Passed, int Checks);

/// <summary>One question about the campaign and its answer.</summary>
/// <param name="Practice">Whose question.</param>
/// <param name="Passed">Whether it costs no score.</param>
/// <param name="Finding">What to say; null with a failed check whose cause is told by another one.</param>
internal sealed record ReadinessCheck(string Practice, bool Passed, ReadinessFinding? Finding);
