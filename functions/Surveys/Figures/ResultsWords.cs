using System.Globalization;
using AdoptionAutomation.Mail;

namespace AdoptionAutomation.Surveys.Figures;

/// <summary>The words and numbers of the results in one language (pure). (Public because Razor's parameters are.)</summary>
/// <param name="Language">fr or en.</param>
public sealed record ResultsWords(string Language)
{
    private CultureInfo Culture => CultureInfo.GetCultureInfo(Language == "fr" ? "fr-FR" : "en-GB");

    public string Say(string fr, string en) => FrenchText.Say(Language, fr, en);

    public string Text(IReadOnlyDictionary<string, string> texts) => texts.GetValueOrDefault(Language) ?? texts.Values.FirstOrDefault() ?? "";

    /// <summary>The choice of a question; a number stands for itself.</summary>
    public string Choice(AskedQuestion question, string choice) =>
        question.Choices.FirstOrDefault(one => one.Id == choice) is { } asked ? Text(asked.Text) : choice;

    /// <summary>What a part of the organisation is called.</summary>
    public string Cell(RoundFigures round, CellFigures cell) => cell.Scope switch
    {
        CellFigures.Organisation => Say("Organisation", "Organisation"),
        CellFigures.OfSite => cell.Site!,
        CellFigures.OfSiteWave => $"{cell.Site} · {Name(round, "wave", cell.Wave!)}",
        CellFigures.OfWave => Name(round, "wave", cell.Wave!),
        _ => Name(round, "group", cell.Group!),
    };

    public string Scope(string scope) => scope switch
    {
        CellFigures.Organisation => Say("ensemble", "all"),
        CellFigures.OfSite => Say("site", "site"),
        CellFigures.OfSiteWave => Say("vague d’un site", "wave of a site"),
        CellFigures.OfWave => Say("vague", "wave"),
        _ => Say("groupe", "group"),
    };

    public string Hidden(string? reason) => reason == Reasons.FewerThanTen ? Say("moins de dix", "fewer than 10") : Say("moins de cinq", "fewer than 5");

    public string Number(int number) => number.ToString("N0", Culture);

    public string Mean(decimal mean) => mean.ToString("0.0", Culture);

    public string Percent(int percent) => $"{percent.ToString("0", Culture)}\u00a0%";

    public string Points(int number) => number > 0 ? $"+{Number(number)}" : number < 0 ? $"−{Number(-number)}" : "0";

    /// <summary>How many answered a question: in whole fives where not everybody had to.</summary>
    public string Respondents(CellFigures cell, QuestionFigures question) => question.Respondents is not { } count ? Hidden(question.Hidden)
        : count == cell.Respondents ? Say($"{Number(count)} réponses", $"{Number(count)} answers")
        : Say($"au moins {Number(count)} réponses", $"at least {Number(count)} answers");

    public string Day(DateTimeOffset at, string zone) => NodaTime.Instant.FromDateTimeOffset(at)
        .InZone(NodaTime.DateTimeZoneProviders.Tzdb[zone]).Date
        .ToString(Language == "fr" ? "dd/MM/uuuu" : "uuuu-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>What a round is called: its month, its wave, or its day.</summary>
    public string Round(RoundFigures round) => round.Round == "once" ? Day(round.OpensAt, round.TimeZone)
        : round.Names.ContainsKey($"wave:{round.Round}") ? Name(round, "wave", round.Round)
        : round.Round;

    private string Name(RoundFigures round, string kind, string id) => round.Names.GetValueOrDefault($"{kind}:{id}") is { } name ? Text(name) : id;
}
