using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Unicode;
using AdoptionAutomation.Campaigns.Reading;
using CsvHelper;

namespace AdoptionAutomation.Campaigns;

/// <summary>
/// A CSV file of a campaign, streamed: UTF-8, separated by commas, semicolons or tabs, with a column that it is about. What is wrong goes to
/// the findings by line, up to a page of it; the other lines are read all the same.
/// </summary>
internal sealed class CampaignCsv(string file, string keyColumn, Findings findings)
{
    private const int MostProblems = 100;
    private const int LongestLineKilobytes = 64;

    private int problems;
    private bool saidNotUtf8;
    private bool cutShort;
    private CsvReader? rows;

    /// <summary>The line read last.</summary>
    public int Line { get; private set; } = 1;

    /// <summary>As written in the first line; empty if the file cannot be read as a table with the column it is about.</summary>
    public IReadOnlyList<string> Columns { get; private set; } = [];

    /// <summary>The cells of the column that the file is about, line by line; empty where a line has none.</summary>
    public async IAsyncEnumerable<string> ReadAsync(Stream content, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using (rows = CsvReader.Create(content, Options(), leaveOpen: true))
        {
            var more = await MoveAsync(rows, cancellationToken);
            if (cutShort || FindColumn(rows) is not { } column)
            {
                yield break;
            }

            for (; more; more = await MoveAsync(rows, cancellationToken))
            {
                CheckEncoding(rows);
                yield return Cell(column);
            }
        }
    }

    /// <summary>A cell of the line read last, by the number of its column; empty if the line is too short.</summary>
    public string Cell(int column) => column < rows!.FieldCount ? rows.GetString(column) : "";

    /// <summary>Cells of the line read last.</summary>
    public int Cells => rows!.FieldCount;

    /// <summary>Where a cell of the line read last begins, in characters from 1; of a cell that it lacks, its start.</summary>
    public int PlaceOf(int column)
    {
        var line = rows!.Current.RawRecord;
        for (var filled = column; column < rows.FieldCount && filled >= 0; filled--)
        {
            // An empty cell is nowhere: it is counted from the last one before it that is not.
            var cell = rows.GetRawSpan(filled);
            if (line.Overlaps(cell, out var bytes))
            {
                return Encoding.UTF8.GetCharCount(line[..(filled == column ? bytes : bytes + cell.Length)]) + column - filled + 1;
            }
        }

        return column < rows.FieldCount ? column + 1 : 1;
    }

    public void Report(ProblemCode code, params object[] arguments) => Report(Line, keyColumn, code, arguments);

    public void Report(int line, string column, ProblemCode code, params object[] arguments) => Report(line, 1, column, code, arguments);

    /// <param name="line">From 1.</param>
    /// <param name="place">Where in the line, in characters from 1.</param>
    /// <param name="column">The name of the column.</param>
    /// <param name="code">What is wrong.</param>
    /// <param name="arguments">Its details.</param>
    public void Report(int line, int place, string column, ProblemCode code, params object[] arguments)
    {
        if (++problems <= MostProblems)
        {
            findings.Add(file, line, place, column, code, arguments);
        }
    }

    /// <summary>Says how many problems were not listed.</summary>
    public void Close()
    {
        if (problems > MostProblems)
        {
            findings.Add(file, Line, keyColumn, ProblemCodes.CsvMore, problems - MostProblems);
        }
    }

    /// <summary>Each line stands for itself: a quote left open costs its own line and never swallows the rest.</summary>
    private CsvReaderOptions Options() => new()
    {
        TrimWhitespace = true,
        AllowLineBreaksInQuotes = false,
        MalformedData = CsvMalformedDataHandling.Skip,
        OnMalformedRecord = record => Report((int)record.LineNumber, keyColumn, ProblemCodes.CsvBadQuotes),
        MaxRecordSize = LongestLineKilobytes * 1024,
        TrackLineNumbers = true,
    };

    private async ValueTask<bool> MoveAsync(CsvReader reader, CancellationToken cancellationToken)
    {
        try
        {
            var more = await reader.ReadAsync(cancellationToken);
            Line = more ? (int)reader.LineNumber : Line;
            return more;
        }
        catch (CsvFormatException)
        {
            cutShort = true;
            Report(Line + 1, keyColumn, ProblemCodes.CsvLongLine, LongestLineKilobytes);
            return false;
        }
    }

    private int? FindColumn(CsvReader reader)
    {
        var headers = reader.Headers.ToArray();
        var column = Array.FindIndex(headers, name => name.Equals(keyColumn, StringComparison.OrdinalIgnoreCase));
        if (column >= 0)
        {
            Columns = headers;
            return column;
        }

        if (headers.All(string.IsNullOrWhiteSpace))
        {
            Report(1, keyColumn, ProblemCodes.CsvEmpty, keyColumn);
        }
        else if (headers.Any(name => name.AsSpan().ContainsAny('\0', '\uFFFD')))
        {
            Report(1, keyColumn, ProblemCodes.CsvNotUtf8);
        }
        else
        {
            Report(1, keyColumn, ProblemCodes.CsvNoColumn, keyColumn, string.Join(", ", headers));
        }

        return null;
    }

    private void CheckEncoding(CsvReader reader)
    {
        if (!saidNotUtf8 && !Utf8.IsValid(reader.Current.RawRecord))
        {
            saidNotUtf8 = true;
            Report(ProblemCodes.CsvNotUtf8);
        }
    }
}
