using AdoptionAutomation.Campaigns.Reading;

namespace AdoptionAutomation.Campaigns;

/// <summary>The sound lines of an expansion's CSV file.</summary>
/// <param name="File">Its name.</param>
/// <param name="Columns">As its first line names them; empty if it could not be read as a table.</param>
/// <param name="Rows">One for each group.</param>
internal sealed record ExpansionTable(string File, IReadOnlyList<string> Columns, IReadOnlyList<ExpansionRow> Rows);

/// <param name="Line">From 1.</param>
/// <param name="Value">What the group is made from.</param>
/// <param name="Columns">All cells by column, whatever the case.</param>
internal sealed record ExpansionRow(int Line, string Value, IReadOnlyDictionary<string, string> Columns);

/// <summary>
/// The values of an expansion as a CSV file: a column named value, a line for each group; owners and producers, if there are such columns,
/// are mail addresses separated by spaces; other columns stand for marks in name and objective. Addresses in findings are masked.
/// </summary>
internal sealed class ExpansionCsv(string file, Findings findings)
{
    public const string Owners = "owners";
    public const string Producers = "producers";
    public const int MostRows = 2_000;

    private readonly CampaignCsv csv = new(file, GroupPattern.Value, findings);
    private readonly Dictionary<string, int> lineOf = new(StringComparer.Ordinal);
    private readonly List<ExpansionRow> rows = [];

    public static string[] AddressesIn(string cell) =>
        cell.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    public async Task<ExpansionTable> ReadAsync(Stream content, CancellationToken cancellationToken)
    {
        await foreach (var value in csv.ReadAsync(content, cancellationToken))
        {
            if (rows.Count == MostRows)
            {
                csv.Report(ProblemCodes.CsvManyRows, MostRows);
                break;
            }

            Accept(value);
        }

        if (csv.Columns.Count > 0 && rows.Count == 0)
        {
            csv.Report(1, GroupPattern.Value, ProblemCodes.CsvNoValues);
        }

        csv.Close();
        return new(file, csv.Columns, rows);
    }

    private void Accept(string value)
    {
        if (value.Length == 0)
        {
            csv.Report(ProblemCodes.CsvNoValue);
        }
        else if (GroupIds.Canonical(value) is var canonical && !lineOf.TryAdd(canonical, csv.Line))
        {
            csv.Report(ProblemCodes.CsvSameValue, value, lineOf[canonical]);
        }
        else
        {
            var cells = Cells();
            CheckAddresses(Owners, cells);
            CheckAddresses(Producers, cells);
            rows.Add(new(csv.Line, value, cells));
        }
    }

    private Dictionary<string, string> Cells()
    {
        var cells = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        for (var column = 0; column < csv.Columns.Count; column++)
        {
            cells.TryAdd(csv.Columns[column], csv.Cell(column));
        }

        return cells;
    }

    private void CheckAddresses(string column, Dictionary<string, string> cells)
    {
        foreach (var address in AddressesIn(cells.GetValueOrDefault(column, "")).Where(address => !MailAddress.IsValid(address)))
        {
            csv.Report(csv.Line, column, ProblemCodes.CsvBadAddress, MailAddress.Masked(address));
        }
    }
}
