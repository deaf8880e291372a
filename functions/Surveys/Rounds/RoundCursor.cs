namespace AdoptionAutomation.Surveys.Rounds;

/// <summary>How far a round's opening is (pure): its audience is read first, then everybody with a link is handed to the mail lane.</summary>
/// <param name="IsRead">Whether the whole audience has its links.</param>
/// <param name="At">Where to go on; empty: at the start.</param>
internal sealed record RoundCursor(bool IsRead, string At)
{
    private const char Separator = '|';
    private const string Read = "read";
    private const string Mail = "mail";

    public static RoundCursor Of(SurveyRound round) => round.Cursor?.Split(Separator, 2) is [var phase, var at] ? new(phase == Mail, at) : new(false, "");

    public override string ToString() => $"{(IsRead ? Mail : Read)}{Separator}{At}";
}
