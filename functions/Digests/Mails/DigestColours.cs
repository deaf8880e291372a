namespace AdoptionAutomation.Digests.Mails;

/// <summary>The digest's colours by day and by night. What they say is said in words, too.</summary>
internal static class DigestColours
{
    public static readonly DigestPalette Day = new()
    {
        Page = "#f3f5f8",
        Card = "#ffffff",
        Text = "#1f2937",
        Muted = "#4b5563",
        Line = "#d5dce4",
        Bar = "#0b4f6c",
        Inside = "#4a8fad",
        Band = "#e3edf1",
        Edge = "#5b7f90",
        Track = "#e8edf2",
        Good = "#0b6e4f",
        Bad = "#9a4a00",
        WorryBack = "#fdf4ea",
        DecisionBack = "#eaf3f7",
    };

    public static readonly DigestPalette Night = new()
    {
        Page = "#0e141b",
        Card = "#17202a",
        Text = "#e5eaf0",
        Muted = "#b3bdc9",
        Line = "#34414f",
        Bar = "#6bb8d6",
        Inside = "#a9dcee",
        Band = "#263743",
        Edge = "#83a9ba",
        Track = "#2a3642",
        Good = "#5ecfa3",
        Bad = "#f0b070",
        WorryBack = "#2f2415",
        DecisionBack = "#142c3b",
    };

    /// <summary>The night's, for programs that ask for it; others turn the day's colours by themselves.</summary>
    public static string Css { get; } = $$"""
        @media (prefers-color-scheme: dark) {
        .m-page { background: {{Night.Page}} !important; }
        .m-card, .m-body { background: {{Night.Card}} !important; color: {{Night.Text}} !important; }
        .m-foot { border-color: {{Night.Line}} !important; color: {{Night.Muted}} !important; }
        .d-muted { color: {{Night.Muted}} !important; }
        .d-line { border-color: {{Night.Line}} !important; }
        .d-bar { background: {{Night.Bar}} !important; }
        .d-in { background: {{Night.Inside}} !important; }
        .d-band { background: {{Night.Band}} !important; border-color: {{Night.Edge}} !important; }
        .d-base { border-color: {{Night.Bar}} !important; }
        .d-track { background: {{Night.Track}} !important; }
        .d-good { color: {{Night.Good}} !important; }
        .d-bad { color: {{Night.Bad}} !important; }
        .d-blue { color: {{Night.Bar}} !important; }
        .d-goodbar { background: {{Night.Good}} !important; }
        .d-badbar { background: {{Night.Bad}} !important; }
        .d-worry { background: {{Night.WorryBack}} !important; border-color: {{Night.Bad}} !important; }
        .d-decision { background: {{Night.DecisionBack}} !important; border-color: {{Night.Bar}} !important; }
        }
        @media (max-width: 480px) {
        .m-body { padding: 20px 16px !important; }
        .m-foot { padding: 16px !important; }
        .d-big { font-size: 24px !important; }
        }
        """;
}

internal sealed record DigestPalette
{
    public required string Page { get; init; }

    public required string Card { get; init; }

    public required string Text { get; init; }

    public required string Muted { get; init; }

    public required string Line { get; init; }

    public required string Bar { get; init; }

    /// <summary>Of a column, what lies between what was expected.</summary>
    public required string Inside { get; init; }

    /// <summary>What was expected, above the column.</summary>
    public required string Band { get; init; }

    public required string Edge { get; init; }

    public required string Track { get; init; }

    public required string Good { get; init; }

    public required string Bad { get; init; }

    public required string WorryBack { get; init; }

    public required string DecisionBack { get; init; }
}
