using AdoptionAutomation.Sandbox.Faults;
using AdoptionAutomation.Tests.Sandbox.Storage;

namespace AdoptionAutomation.Tests.Sandbox.Rehearsal;

/// <summary>The soak campaign, on an app into which a bug was put: a proof that called that fine would prove nothing.</summary>
public sealed class SeededBugTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    private static readonly FaultScript[] Scripts =
    [
        FaultScript.None,
        new("lost answers") { AnswerLost = 0.15 },
        new("busy") { Throttled = 0.2 },
    ];

    [Theory]
    [InlineData(nameof(SeededBugs.CountsAsDoneWhatWasPutBack), "busy", "Lost: ")]
    [InlineData(nameof(SeededBugs.RepeatsUnansweredMails), "lost answers", "Doubled: person ")]
    [InlineData(nameof(SeededBugs.PutsBackWhatItPublished), "none", "Doubled: 'The ")]
    [InlineData(nameof(SeededBugs.TakesRefusedMembersForAdded), "busy", ": not in every group.")]
    [InlineData(nameof(SeededBugs.ForgetsDigests), "none", "Lost: digest-")]
    public async Task The_proof_names_what_a_bug_lost_or_doubled(string bug, string faults, string named)
    {
        var result = await SoakUnder(faults).RunAsync(azurite, SeededBugs.Of(bug));

        Assert.False(result.Holds);
        Assert.Contains(result.Findings, finding => finding.Contains(named, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("lost answers")]
    [InlineData("busy")]
    public async Task The_same_faults_without_the_bug_lose_and_double_nothing(string faults) => Assert.Empty((await SoakUnder(faults).RunAsync(azurite)).Findings);

    private static Soak SoakUnder(string faults) => new(Seed: 1) { Faults = Scripts.Single(script => script.Name == faults) };
}
