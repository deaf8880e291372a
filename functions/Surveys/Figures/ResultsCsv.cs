using System.Globalization;
using AdoptionAutomation.Surveys.Rounds;
using CsvHelper;

namespace AdoptionAutomation.Surveys.Figures;

/// <summary>
/// Released figures as a CSV file, a line each, and every text. What a spreadsheet would run as a formula gets an apostrophe in front of it.
/// </summary>
internal sealed class ResultsCsv(WrittenTexts texts)
{
    public const string ContentType = "text/csv; charset=utf-8";

    private static readonly string[] Columns =
        ["survey", "round", "closed", "scope", "site", "wave", "group", "question", "about", "measure", "choice", "value", "hidden"];

    public static CsvWriterOptions Options { get; } = new() { Injection = CsvInjection.Escape, WriteByteOrderMark = true };

    /// <param name="output">Where it goes.</param>
    /// <param name="scope">The campaign's scope.</param>
    /// <param name="figures">The rounds to write.</param>
    /// <param name="words">The language of what was asked.</param>
    /// <param name="cancellationToken">Cancels reading and writing.</param>
    public async Task WriteAsync(Stream output, string scope, SurveyFigures figures, ResultsWords words, CancellationToken cancellationToken)
    {
        await using var csv = CsvWriter.Create(output, Options, leaveOpen: true);
        csv.WriteHeader(Columns);
        foreach (var round in figures.Rounds)
        {
            foreach (var cell in round.Cells)
            {
                foreach (var line in LinesOf(round, cell, words))
                {
                    await WriteAsync(csv, figures, round, cell, line, cancellationToken);
                }
            }

            await foreach (var (question, text) in texts.ListAsync(scope, figures.Survey, round, cancellationToken))
            {
                var asked = round.Questions.First(one => one.Id == question);
                await WriteAsync(csv, figures, round, round.Organisation, new(question, words.Text(asked.Text), "text") { Choice = text }, cancellationToken);
            }
        }

        await csv.FlushAsync(cancellationToken);
    }

    private static async Task WriteAsync(CsvWriter csv, SurveyFigures figures, RoundFigures round, CellFigures cell, Line line, CancellationToken cancellationToken)
    {
        csv.WriteField(figures.Survey);
        csv.WriteField(round.Round);
        csv.WriteField(round.Closed);
        csv.WriteField(cell.Scope);
        csv.WriteField(cell.Site);
        csv.WriteField(cell.Wave);
        csv.WriteField(cell.Group);
        csv.WriteField(line.Question);
        csv.WriteField(line.About);
        csv.WriteField(line.Measure);
        csv.WriteField(line.Choice);
        if (line.Value is { } value)
        {
            csv.WriteField(value, default(ReadOnlySpan<char>), CultureInfo.InvariantCulture);
        }
        else
        {
            csv.WriteField((string?)null);
        }

        csv.WriteField(line.Hidden);
        await csv.EndRecordAsync(cancellationToken);
    }

    private static IEnumerable<Line> LinesOf(RoundFigures round, CellFigures cell, ResultsWords words)
    {
        yield return new("", "", "respondents") { Value = cell.Respondents, Hidden = cell.Hidden };
        if (cell.Turnout is { } turnout)
        {
            yield return new("", "", "asked") { Value = turnout.Asked };
            yield return new("", "", "answeredAtLeast") { Value = turnout.Answered };
            yield return new("", "", "turnoutPercent") { Value = turnout.Share };
        }

        foreach (var figures in cell.Questions)
        {
            var question = round.Questions.First(one => one.Id == figures.Question);
            var about = words.Text(question.Text);
            yield return new(question.Id, about, "respondentsAtLeast") { Value = figures.Respondents, Hidden = figures.Hidden };
            foreach (var (measure, value) in Measures(figures))
            {
                yield return new(question.Id, about, measure) { Value = value };
            }

            foreach (var share in figures.Shares ?? [])
            {
                yield return new(question.Id, about, "percent") { Choice = words.Choice(question, share.Choice), Value = share.Percent };
            }
        }
    }

    private static IEnumerable<(string Measure, decimal Value)> Measures(QuestionFigures figures) => new (string Measure, decimal? Value)[]
    {
        ("mean", figures.Mean),
        ("goodPercent", figures.Good),
        ("nps", figures.Nps),
        ("promotersPercent", figures.Promoters),
        ("passivesPercent", figures.Passives),
        ("detractorsPercent", figures.Detractors),
    }.Where(pair => pair.Value is not null).Select(pair => (pair.Measure, pair.Value!.Value));

    private sealed record Line(string Question, string About, string Measure)
    {
        /// <summary>What was chosen, or written.</summary>
        public string? Choice { get; init; }

        public decimal? Value { get; init; }

        public string? Hidden { get; init; }
    }
}
