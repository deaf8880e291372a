using AdoptionAutomation.Waves.Life;

namespace AdoptionAutomation.Tests.Functions.Waves.Life;

public class WaveLifeTests
{
    private const string Never = "refused";
    private const string Same = "same";

    /// <summary>A column per state: planned, running, pausing to paused, pausing to cancelled, paused, completed, cancelled.</summary>
    public static TheoryData<string, string[]> Rows { get; } = new()
    {
        { nameof(WaveAction.Start), ["Running", Never, Never, Never, Never, Never, Never] },
        { nameof(WaveAction.Pause), [Never, "Pausing>Paused", Same, Never, Same, Never, Never] },
        { nameof(WaveAction.Resume), [Never, Same, "Running", Never, "Running", Never, Never] },
        { nameof(WaveAction.Cancel), ["Cancelled", "Pausing>Cancelled", "Pausing>Cancelled", Same, "Cancelled", Never, Same] },
        { nameof(WaveAction.RetryFailed), [Never, "Running", Never, Never, Never, "Running", Never] },
        { nameof(WaveAction.Settle), [Same, Same, "Paused", "Cancelled", Same, Never, Never] },
        { nameof(WaveAction.Complete), [Same, "Completed", Same, Same, Same, Never, Never] },
        { nameof(WaveAction.Edit), [Same, "Running", Same, Same, Same, Never, Never] },
    };

    [Theory]
    [MemberData(nameof(Rows))]
    public void Each_action_has_its_answer_in_each_state(string action, string[] expected)
    {
        (WaveState, WaveState?)[] states =
        [
            (WaveState.Planned, null),
            (WaveState.Running, null),
            (WaveState.Pausing, WaveState.Paused),
            (WaveState.Pausing, WaveState.Cancelled),
            (WaveState.Paused, null),
            (WaveState.Completed, null),
            (WaveState.Cancelled, null),
        ];

        Assert.Equal(expected, states.Select(state => Say(WaveLife.Decide(state.Item1, state.Item2, Enum.Parse<WaveAction>(action)), state)));
    }

    [Fact]
    public void Every_action_is_in_the_rows() => Assert.Equal(Enum.GetNames<WaveAction>().Order(), Rows.Select(row => row[0]).Cast<string>().Order());

    [Theory]
    [InlineData(nameof(WaveAction.Start), nameof(WaveState.Cancelled), null, "cancelled for good")]
    [InlineData(nameof(WaveAction.Start), nameof(WaveState.Completed), null, "started before")]
    [InlineData(nameof(WaveAction.Resume), nameof(WaveState.Pausing), nameof(WaveState.Cancelled), "cancelled for good")]
    [InlineData(nameof(WaveAction.RetryFailed), nameof(WaveState.Paused), null, "resume it first")]
    [InlineData(nameof(WaveAction.Pause), nameof(WaveState.Completed), null, "completed")]
    public void A_refusal_says_why(string action, string state, string? next, string expected)
    {
        var step = WaveLife.Decide(Enum.Parse<WaveState>(state), next is null ? null : Enum.Parse<WaveState>(next), Enum.Parse<WaveAction>(action));

        Assert.Contains(expected, step.Refusal, StringComparison.Ordinal);
    }

    private static string Say(WaveStep step, (WaveState State, WaveState? Next) before)
    {
        if (step.IsSame)
        {
            Assert.Equal(before, (step.To, step.Next));
            return Same;
        }

        return step.Refusal is not null ? Never : step.Next is { } next ? $"{step.To}>{next}" : step.To.ToString();
    }
}
