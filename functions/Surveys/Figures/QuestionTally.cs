using System.Globalization;
using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Surveys.Answering;
using AdoptionAutomation.Surveys.Sealing;

namespace AdoptionAutomation.Surveys.Figures;

/// <summary>Counts the answers to one question: of the same size, however many there are.</summary>
internal sealed class QuestionTally(SurveyQuestion question)
{
    private const int Step = 5;
    private const int Promoter = 9;
    private const int Passive = 7;
    private const int GoodFrom = 4;

    private readonly string[] options = [.. Branching.OptionsOf(question)];
    private readonly int[] counts = new int[Branching.OptionsOf(question).Count];

    public int Respondents { get; private set; }

    /// <summary>Adds one person's answer; no values: they did not answer.</summary>
    public void Add(IReadOnlyList<string> values)
    {
        if (values.Count == 0)
        {
            return;
        }

        Respondents++;
        foreach (var value in values)
        {
            if (Array.IndexOf(options, value) is >= 0 and var option)
            {
                counts[option]++;
            }
        }
    }

    public void Add(QuestionTally other)
    {
        Respondents += other.Respondents;
        for (var option = 0; option < counts.Length; option++)
        {
            counts[option] += other.counts[option];
        }
    }

    /// <param name="least">Fewer are hidden.</param>
    /// <param name="all">Answers of the cell.</param>
    public QuestionFigures ToFigures(int least, int all)
    {
        if (Respondents < least)
        {
            return new(question.Id) { Hidden = ReasonOf(least) };
        }

        var mustAll = question is { Required: true, OnlyIf: null } && Respondents == all;
        var figures = new QuestionFigures(question.Id) { Respondents = mustAll ? Respondents : Floor(Respondents) };
        return question.Kind switch
        {
            QuestionKind.Scale => figures with { Shares = Shares(), Mean = Mean(), Good = Percent(CountOf(GoodFrom, int.MaxValue)) },
            QuestionKind.Nps => figures with
            {
                Nps = (int)Math.Round(100m * (CountOf(Promoter, int.MaxValue) - CountOf(0, Passive)) / Respondents, MidpointRounding.AwayFromZero),
                Promoters = Percent(CountOf(Promoter, int.MaxValue)),
                Passives = Percent(CountOf(Passive, Promoter)),
                Detractors = Percent(CountOf(0, Passive)),
            },
            QuestionKind.Text => figures,
            _ => figures with { Shares = Shares() },
        };
    }

    public static string ReasonOf(int least) => least > AnswerBlock.Least ? Reasons.FewerThanTen : Reasons.FewerThanFive;

    public static int Floor(int count) => count / Step * Step;

    public static int Percent(int part, int whole) => (int)Math.Round(100m * part / whole / Step, MidpointRounding.AwayFromZero) * Step;

    private int Percent(int part) => Percent(part, Respondents);

    private List<Share> Shares() => [.. options.Zip(counts, (option, count) => new Share(option, Percent(count)))];

    private decimal Mean() => Math.Round(options.Select(Number).Zip(counts, (value, count) => (decimal)value * count).Sum() / Respondents, 1, MidpointRounding.AwayFromZero);

    private int CountOf(int from, int below) => options.Select(Number).Zip(counts).Where(pair => pair.First >= from && pair.First < below).Sum(pair => pair.Second);

    private static int Number(string option) => int.Parse(option, CultureInfo.InvariantCulture);
}
