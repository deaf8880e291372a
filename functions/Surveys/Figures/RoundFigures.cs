using System.Text.Json.Serialization;

namespace AdoptionAutomation.Surveys.Figures;

/// <summary>What was released of a survey, round by round: all that anybody is ever shown of its answers. (Public because Razor's parameters are.)</summary>
/// <param name="Survey">The survey's id.</param>
/// <param name="Rounds">The oldest first.</param>
public sealed record SurveyFigures(string Survey, IReadOnlyList<RoundFigures> Rounds);

/// <summary>The figures of one round. Every one of them is about whole blocks of at least five people.</summary>
public sealed record RoundFigures
{
    /// <summary>As in <c>once</c>, a wave's id or a month.</summary>
    public required string Round { get; init; }

    /// <summary>temperature, vote, feedback or pulse.</summary>
    public required string Kind { get; init; }

    /// <summary>Whether everything is in it.</summary>
    public bool Closed { get; init; }

    public DateTimeOffset OpensAt { get; init; }

    public DateTimeOffset ClosesAt { get; init; }

    /// <summary>When the figures go.</summary>
    public DateTimeOffset KeepUntil { get; init; }

    /// <summary>IANA name.</summary>
    public required string TimeZone { get; init; }

    public required IReadOnlyList<string> Languages { get; init; }

    /// <summary>By language.</summary>
    public required IReadOnlyDictionary<string, string> Title { get; init; }

    /// <summary>Names of waves and groups by <c>wave:ID</c> and <c>group:ID</c>, then by language.</summary>
    public IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>> Names { get; init; } = new Dictionary<string, IReadOnlyDictionary<string, string>>();

    /// <summary>What was asked, as it was asked; without named questions.</summary>
    public required IReadOnlyList<AskedQuestion> Questions { get; init; }

    /// <summary>The organisation first, then sites, waves of a site, waves, groups.</summary>
    public required IReadOnlyList<CellFigures> Cells { get; init; }

    /// <summary>Of the whole organisation, by question; in an order of chance.</summary>
    public IReadOnlyList<TextFigures> Texts { get; init; } = [];

    [JsonIgnore]
    public CellFigures Organisation => Cells[0];

    public CellFigures? Find(string scope, string? site = null, string? wave = null, string? group = null) =>
        Cells.FirstOrDefault(cell => cell.Scope == scope && cell.Site == site && cell.Wave == wave && cell.Group == group);
}

/// <param name="Id">Within the survey.</param>
/// <param name="Kind">single, multiple, scale, nps or text.</param>
/// <param name="Text">By language.</param>
/// <param name="Choices">What could be chosen; none for scale, nps and text.</param>
/// <param name="Mood">Whether it is the one about how people feel.</param>
public sealed record AskedQuestion(
    string Id, string Kind, IReadOnlyDictionary<string, string> Text, IReadOnlyList<AskedChoice> Choices, bool Mood);

/// <param name="Id">Within the question.</param>
/// <param name="Text">By language.</param>
public sealed record AskedChoice(string Id, IReadOnlyDictionary<string, string> Text);

/// <summary>The figures of one part of the organisation.</summary>
/// <param name="Scope">organisation, site, siteWave, wave or group.</param>
/// <param name="Site">Its name.</param>
/// <param name="Wave">Its id.</param>
/// <param name="Group">Its id.</param>
public sealed record CellFigures(string Scope, string? Site = null, string? Wave = null, string? Group = null)
{
    public const string Organisation = "organisation";
    public const string OfSite = "site";
    public const string OfSiteWave = "siteWave";
    public const string OfWave = "wave";
    public const string OfGroup = "group";

    /// <summary>Answers that are in its figures; null: hidden.</summary>
    public int? Respondents { get; init; }

    /// <summary>Why there are no figures: <see cref="Reasons"/>; null: there are.</summary>
    public string? Hidden { get; init; }

    /// <summary>Null: not counted here, or hidden.</summary>
    public TurnoutFigures? Turnout { get; init; }

    /// <summary>None if hidden.</summary>
    public IReadOnlyList<QuestionFigures> Questions { get; init; } = [];

    public QuestionFigures? Find(string question) => Questions.FirstOrDefault(one => one.Question == question);
}

/// <summary>Why a figure is not shown.</summary>
public static class Reasons
{
    public const string FewerThanFive = "fewerThan5";
    public const string FewerThanTen = "fewerThan10";
}

/// <param name="Asked">People who got a link.</param>
/// <param name="Answered">People who have answered, rounded down to a whole five: at least five.</param>
/// <param name="Share">Per cent, rounded to five.</param>
public sealed record TurnoutFigures(int Asked, int Answered, int Share);

/// <summary>The figures of one question in one part of the organisation; of text, only how many.</summary>
/// <param name="Question">Its id.</param>
public sealed record QuestionFigures(string Question)
{
    /// <summary>
    /// How many answered it: as many as the cell has if everybody must answer it, else rounded down to a whole five, or the difference would tell how
    /// one or two others answered the question before. Null: hidden.
    /// </summary>
    public int? Respondents { get; init; }

    public string? Hidden { get; init; }

    /// <summary>Per cent by choice, or by number of a scale; each rounded to five, in the order of the file.</summary>
    public IReadOnlyList<Share>? Shares { get; init; }

    /// <summary>Of a scale, to 0.1.</summary>
    public decimal? Mean { get; init; }

    /// <summary>Per cent of 4 and 5 on a scale, rounded to five.</summary>
    public int? Good { get; init; }

    /// <summary>Promoters less detractors, in points from -100 to 100.</summary>
    public int? Nps { get; init; }

    /// <summary>Per cent of 9 and 10, rounded to five.</summary>
    public int? Promoters { get; init; }

    /// <summary>Per cent of 7 and 8, rounded to five.</summary>
    public int? Passives { get; init; }

    /// <summary>Per cent of 0 to 6, rounded to five.</summary>
    public int? Detractors { get; init; }
}

/// <param name="Choice">Id of the choice, or the number.</param>
/// <param name="Percent">Rounded to five.</param>
public sealed record Share(string Choice, int Percent);

/// <summary>What people wrote, shuffled.</summary>
/// <param name="Question">Its id.</param>
/// <param name="Count">How many there are, rounded down to a whole five; null: hidden.</param>
/// <param name="Texts">Up to 200 of them.</param>
public sealed record TextFigures(string Question, int? Count, IReadOnlyList<string> Texts)
{
    public string? Hidden { get; init; }
}
