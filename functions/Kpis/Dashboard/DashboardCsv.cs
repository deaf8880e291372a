using System.Globalization;
using AdoptionAutomation.Surveys.Figures;
using CsvHelper;

namespace AdoptionAutomation.Kpis.Dashboard;

/// <summary>
/// The dashboard's figures as a CSV file: <c>scope,name,day,version,kpi,unit,value</c>, a line for each figure, the value empty where it is not known,
/// with a point whatever the language. What a spreadsheet would run as a formula gets an apostrophe in front of it.
/// </summary>
internal static class DashboardCsv
{
    private static readonly string[] Columns = ["scope", "name", "day", "version", "kpi", "unit", "value"];

    public static async Task WriteAsync(Stream output, DashboardData data, CancellationToken cancellationToken)
    {
        await using var csv = CsvWriter.Create(output, ResultsCsv.Options, leaveOpen: true);
        csv.WriteHeader(Columns);
        foreach (var scope in DashboardRows.Of(data))
        {
            foreach (var day in scope.Days)
            {
                foreach (var kpi in scope.Kpis)
                {
                    csv.WriteField(scope.Scope.Key);
                    csv.WriteField(scope.Name);
                    csv.WriteField(day.Day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
                    csv.WriteField(day.Version, default(ReadOnlySpan<char>), CultureInfo.InvariantCulture);
                    csv.WriteField(kpi.Id);
                    csv.WriteField(DashboardJson.UnitOf(kpi));
                    WriteValue(csv, kpi.Value(day.Counts));
                    await csv.EndRecordAsync(cancellationToken);
                }
            }
        }

        await csv.FlushAsync(cancellationToken);
    }

    private static void WriteValue(CsvWriter csv, double? value)
    {
        if (DashboardJson.Rounded(value) is { } known)
        {
            csv.WriteField(known, default(ReadOnlySpan<char>), CultureInfo.InvariantCulture);
        }
        else
        {
            csv.WriteField((string?)null);
        }
    }
}
