using System.Globalization;
using System.Text.RegularExpressions;
using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Campaigns.Reading;

namespace AdoptionAutomation.Kpis.Business;

/// <summary>The lines of business-kpis.csv that count; of the others the findings say why they do not.</summary>
internal sealed partial class BusinessCsv(string file, IReadOnlyList<string> kpis, Findings findings)
{
    private const string Kpi = "kpi";
    private const string Date = "date";
    private const string Value = "value";
    private const string Site = "site";

    private readonly CampaignCsv csv = new(file, Kpi, findings);
    private readonly Dictionary<(string Kpi, DateOnly Date, string Site), (int Line, BusinessFigure Figure)> lines = [];

    public bool IsTable { get; private set; }

    /// <param name="content">The file.</param>
    /// <param name="isCut">Whether it went on.</param>
    /// <param name="cancellationToken">Cancels the reading.</param>
    public async Task<IReadOnlyList<BusinessFigure>> ReadAsync(Stream content, bool isCut, CancellationToken cancellationToken)
    {
        var columns = new Columns();
        await foreach (var kpi in csv.ReadAsync(content, cancellationToken))
        {
            if (!IsTable && !(IsTable = TryFind(out columns)))
            {
                break;
            }

            Accept(kpi, columns);
        }

        // Of a file without a line: its head alone.
        IsTable = IsTable || (lines.Count == 0 && csv.Columns.Count > 0 && !findings.Any && TryFind(out _));
        if (isCut)
        {
            csv.Report(BusinessWarningCodes.TooLong, BusinessFigures.LargestMegabytes);
        }

        csv.Close();
        return [.. lines.Values.OrderBy(one => one.Line).Select(one => one.Figure)];
    }

    private void Accept(string kpi, Columns columns)
    {
        var (date, value) = (csv.Cell(columns.Date), csv.Cell(columns.Value));
        var site = columns.Site < 0 ? "" : csv.Cell(columns.Site);
        if (csv.Cells > csv.Columns.Count)
        {
            csv.Report(csv.Line, csv.PlaceOf(csv.Columns.Count), Kpi, BusinessWarningCodes.ManyCells, csv.Cells, csv.Columns.Count);
        }
        else if (!kpis.Contains(kpi, StringComparer.Ordinal))
        {
            ReportUnknown(kpi, columns.Kpi);
        }
        else if (!DateOnly.TryParseExact(date, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
        {
            csv.Report(csv.Line, csv.PlaceOf(columns.Date), Date, BusinessWarningCodes.BadDate, date);
        }
        else if (NumberOf(value) is not { } number)
        {
            csv.Report(csv.Line, csv.PlaceOf(columns.Value), Value, BusinessWarningCodes.BadNumber, value);
        }
        else
        {
            Keep(new(kpi, site, day, number));
        }
    }

    private void Keep(BusinessFigure figure)
    {
        var key = (figure.Kpi, figure.Date, GroupIds.Canonical(figure.Site));
        if (lines.TryGetValue(key, out var former))
        {
            csv.Report(former.Line, Kpi, BusinessWarningCodes.Replaced, csv.Line);
        }

        lines[key] = (csv.Line, figure);
    }

    private void ReportUnknown(string kpi, int column)
    {
        var place = csv.PlaceOf(column);
        if (NearMiss.Of(kpi, kpis) is { } near)
        {
            csv.Report(csv.Line, place, Kpi, BusinessWarningCodes.MeantKpi, kpi, near);
        }
        else
        {
            csv.Report(csv.Line, place, Kpi, BusinessWarningCodes.UnknownKpi, kpi, kpis.Count > 0 ? string.Join(", ", kpis) : "–");
        }
    }

    /// <summary>A comma before three digits may be of thousands as well: then it is not guessed.</summary>
    private static double? NumberOf(string text) => Number().IsMatch(text) && !Thousands().IsMatch(text)
        ? double.Parse(text.Replace(',', '.').Replace('−', '-'), CultureInfo.InvariantCulture)
        : null;

    private bool TryFind(out Columns columns)
    {
        columns = new() { Kpi = IndexOf(Kpi), Date = IndexOf(Date), Value = IndexOf(Value), Site = IndexOf(Site) };
        var missing = new[] { (Date, columns.Date), (Value, columns.Value) }.Where(column => column.Item2 < 0).Select(column => column.Item1).ToList();
        foreach (var name in missing)
        {
            csv.Report(1, name, BusinessWarningCodes.NoColumn, name);
        }

        return missing.Count == 0;
    }

    private int IndexOf(string name) => csv.Columns.ToList().FindIndex(column => column.Equals(name, StringComparison.OrdinalIgnoreCase));

    [GeneratedRegex("^[+−-]?[0-9]{1,12}([.,][0-9]{1,9})?$")]
    private static partial Regex Number();

    [GeneratedRegex("^[+−-]?[1-9][0-9]{0,2},[0-9]{3}$")]
    private static partial Regex Thousands();

    private readonly record struct Columns(int Kpi, int Date, int Value, int Site);
}
