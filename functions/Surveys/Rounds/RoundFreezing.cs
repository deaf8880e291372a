using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Surveys.Answering;
using AdoptionAutomation.Waves.Life;

namespace AdoptionAutomation.Surveys.Rounds;

/// <summary>Whether a round may open now, and as what. From then on it is as it was when it opened; an edit holds for what has not.</summary>
internal sealed class RoundFreezing(RoundsTable rounds, WavesTable waves, SurveyLinks links, AnswerCipher cipher, TimeProvider time)
{
    /// <summary>Whether the settings are there without which no survey is sent.</summary>
    public bool IsOn => links.IsOn && cipher.IsOn;

    /// <summary>All rounds of a survey that are known.</summary>
    public static IEnumerable<PlannedRound> PlannedOf(Campaign campaign, Survey survey, IReadOnlyDictionary<string, DateTimeOffset> opened) =>
        new SurveyRounds(campaign.Settings).Of(survey, opened);

    public async Task<OpeningLook> LookAsync(Campaign campaign, string survey, string round, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var asked = campaign.FindSurvey(survey) is { Status: PostStatus.Approved } approved ? approved : null;
        if (await rounds.FindAsync(campaign.Id, SurveyRound.IdOf(survey, round), cancellationToken) is { } known)
        {
            return asked is not null && known.State == RoundState.Opening && now < known.ClosesAt ? new OpeningLook.Open(known) : new OpeningLook.Unwanted();
        }

        var opened = await waves.OpenedAsync(campaign.Id, cancellationToken);
        var planned = asked is null ? null : PlannedOf(campaign, asked, opened).FirstOrDefault(one => one.Round == round);
        if (asked is null || planned is null || now >= planned.ClosesAt)
        {
            return new OpeningLook.Unwanted();
        }

        if (planned.OpensAt > now)
        {
            return new OpeningLook.Later(planned.OpensAt);
        }

        // Null from the table: another delivery has frozen it, and goes on by itself.
        return IsOn && await rounds.TryWriteAsync(campaign.Id, SurveyRound.Of(campaign, asked, planned), cancellationToken) is { } frozen
            ? new OpeningLook.Open(frozen)
            : new OpeningLook.NotNow();
    }
}

internal abstract record OpeningLook
{
    /// <summary>Its opening is to be begun, or to go on.</summary>
    internal sealed record Open(SurveyRound Round) : OpeningLook;

    /// <summary>The file says another time by now.</summary>
    internal sealed record Later(DateTimeOffset At) : OpeningLook;

    /// <summary>The due row brings it back.</summary>
    internal sealed record NotNow : OpeningLook;

    /// <summary>It has opened, it is over, or nobody wants it any more.</summary>
    internal sealed record Unwanted : OpeningLook;
}
