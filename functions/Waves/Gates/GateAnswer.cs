namespace AdoptionAutomation.Waves.Gates;

internal enum GateVerdict
{
    Open,

    /// <summary>What the wave before reached is not enough.</summary>
    Hold,

    /// <summary>It cannot be told yet; what is missing is said.</summary>
    NotEnoughData,
}

/// <param name="Verdict">Hold if one condition holds it back; else not enough data if one cannot be told; else open.</param>
/// <param name="Findings">One a condition.</param>
internal sealed record GateAnswer(GateVerdict Verdict, IReadOnlyList<GateFinding> Findings)
{
    public static readonly GateAnswer NoGate = new(GateVerdict.Open, []);
}

/// <param name="Condition">As waves.json names it, such as <c>activation</c>.</param>
/// <param name="Verdict">Of this condition alone.</param>
/// <param name="Text">What was found, against what was asked, or what is missing; in the campaign's first language.</param>
internal sealed record GateFinding(string Condition, GateVerdict Verdict, string Text);
