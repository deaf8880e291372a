using System.Globalization;
using AdoptionAutomation.Effects;
using CsvHelper;

namespace AdoptionAutomation.Graph;

/// <summary>The lines of a usage report, streamed: only the one read last is in memory. Columns are found by name, for their order changes.</summary>
internal sealed class UsageLines(UsageReport report, Stream content) : IAsyncDisposable
{
    private const string RefreshColumn = "Report Refresh Date";
    private const int LongestLineKilobytes = 64;

    private readonly CsvReader csv = CsvReader.Create(content, new()
    {
        TrimWhitespace = true,
        AllowLineBreaksInQuotes = false,
        MalformedData = CsvMalformedDataHandling.Skip,
        MaxRecordSize = LongestLineKilobytes * 1024,
    });

    private string[] columns = [];
    private bool isFirstRead;

    /// <summary>Last day that the report knows of: its snapshot's key, whenever it is read.</summary>
    public DateOnly RefreshDate { get; private set; }

    /// <summary>Reads the names of the columns and the first line, which the first <see cref="ReadAsync"/> then gives.</summary>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var hasLine = await MoveAsync(cancellationToken);
        columns = csv.Headers.ToArray();
        var refresh = Column(RefreshColumn);
        if (!hasLine)
        {
            throw new UnreadableReportException(report, "it has no lines, as if nobody had a licence; is it the report of the service that people use?");
        }

        RefreshDate = Day(refresh) ?? throw new UnreadableReportException(report, $"its column '{RefreshColumn}' has no date.");
        isFirstRead = true;
    }

    /// <exception cref="GraphFailure">The report broke off.</exception>
    public ValueTask<bool> ReadAsync(CancellationToken cancellationToken)
    {
        if (!isFirstRead)
        {
            return MoveAsync(cancellationToken);
        }

        isFirstRead = false;
        return new(true);
    }

    /// <summary>Where a column is; null if the report does not have it.</summary>
    public int? FindColumn(string name) =>
        Array.FindIndex(columns, column => column.Equals(name, StringComparison.OrdinalIgnoreCase)) is >= 0 and var index ? index : null;

    public int Column(string name) => FindColumn(name)
        ?? throw new UnreadableReportException(report, $"it has no column '{name}' among its {columns.Length}.");

    /// <summary>Empty if the line is too short.</summary>
    public string Text(int column) => column < csv.FieldCount ? csv.GetString(column) : "";

    /// <summary>Null if the cell is empty or no date.</summary>
    public DateOnly? Day(int column) =>
        DateOnly.TryParseExact(Text(column), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    /// <summary>The same where a wrong day would be told as none: null if the cell is empty.</summary>
    /// <exception cref="UnreadableReportException">Something else than a date stands there.</exception>
    public DateOnly? WrittenDay(int column) => Day(column)
        ?? (Text(column).Length == 0 ? default(DateOnly?) : throw new UnreadableReportException(report, $"its column '{columns[column]}' has what is no date such as 2026-01-31."));

    /// <summary>What is counted in a cell: none if it is empty, as cells of numbers may be.</summary>
    /// <exception cref="UnreadableReportException">Something else than a number stands there.</exception>
    public long Number(int column)
    {
        var text = Text(column);
        return text.Length == 0 ? 0
            : long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number
            : throw new UnreadableReportException(report, $"its column '{columns[column]}' has what is no number.");
    }

    /// <exception cref="GraphFailure">The line read last was cut off, so the report was.</exception>
    public void MustBeWhole()
    {
        if (csv.FieldCount < columns.Length)
        {
            throw Broken();
        }
    }

    public ValueTask DisposeAsync() => csv.DisposeAsync();

    private async ValueTask<bool> MoveAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await csv.ReadAsync(cancellationToken);
        }
        catch (Exception lost) when (lost is IOException or HttpRequestException || (lost is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            throw Broken();
        }
        catch (CsvFormatException wrong)
        {
            throw new UnreadableReportException(report, "it is no CSV file.", wrong);
        }
    }

    private GraphFailure Broken() =>
        new($"read the report {report.Name}", OutcomeKind.Unknown, null, "the connection was lost in the midst of it", null);
}
