using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Groups.Readiness;
using AdoptionAutomation.Operations;
using AdoptionAutomation.Waves.Gates;

namespace AdoptionAutomation.Waves.Life;

/// <summary>The one way a wave starts, by hand or by its date: once, if nothing is in its way, or for a reason that is kept.</summary>
internal sealed class WaveStarting(WavesTable waves, ReadinessReader readiness, GateReader gates, WaveOpening opening)
{
    /// <param name="campaign">The campaign as its files are.</param>
    /// <param name="wave">One of its waves.</param>
    /// <param name="by">Who starts it.</param>
    /// <param name="reason">Why in spite of errors or its gate; kept only if there is something that it overrides.</param>
    /// <param name="cancellationToken">Cancels the requests.</param>
    public async Task<StartAnswer> StartAsync(
        Campaign campaign, WaveDefinition wave, Mover by, string? reason, CancellationToken cancellationToken)
    {
        var (row, pause) = await waves.FindWithPauseAsync(campaign.Id, wave.Id, cancellationToken);
        if (row is not null && WaveLife.Decide(row.State, row.Next, WaveAction.Start).Refusal is { } refusal)
        {
            return new StartAnswer.Already(refusal);
        }

        if (pause is not null)
        {
            return new StartAnswer.CampaignPaused(pause);
        }

        // Both are asked, so that a reason given for the one does not pass the other unseen.
        var errors = await readiness.ErrorsAsync(campaign, wave, cancellationToken);
        var gate = await gates.AnswerAsync(campaign, wave, cancellationToken);
        var hindered = new StartAnswer.Hindered(errors, gate);
        var isClear = errors.Count == 0 && gate.Verdict == GateVerdict.Open;
        if (!isClear && (reason is null || !hindered.IsOverridable))
        {
            return hindered;
        }

        var opened = await opening.OpenAsync(campaign.Id, wave, by, isClear ? null : reason, cancellationToken);
        return opened.Moved ? new StartAnswer.Started(opened.Wave) : new StartAnswer.Already(opened.Refusal ?? "it was started before");
    }
}

/// <summary>What came of starting a wave.</summary>
internal abstract record StartAnswer
{
    private StartAnswer()
    {
    }

    /// <summary>What is in the way of a planned wave; null if nothing is.</summary>
    public virtual string? Why => null;

    internal sealed record Started(WaveRow Wave) : StartAnswer;

    /// <param name="Refusal">To be read after the wave's name.</param>
    internal sealed record Already(string Refusal) : StartAnswer;

    internal sealed record CampaignPaused(CampaignPause Pause) : StartAnswer
    {
        public override string Why => "The whole campaign is paused: POST /api/resume.";
    }

    /// <summary>It is not ready, its gate does not let it through, or both.</summary>
    internal sealed record Hindered(IReadOnlyList<ReadinessFinding> Errors, GateAnswer Gate) : StartAnswer
    {
        public bool IsOverridable => Errors.All(error => error.Overridable);

        public override string Why => string.Join(' ', Texts);

        /// <summary>Each with the file and field, the call or the condition that it is about.</summary>
        public IEnumerable<string> Texts => Errors.Select(error => $"{error.Text} ({error.Where})").Concat(Gate.Findings
            .Where(finding => finding.Verdict != GateVerdict.Open)
            .Select(finding => $"{finding.Text} (gate.{finding.Condition})"));
    }
}
