using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Campaigns.Reading;

namespace AdoptionAutomation.Kpis.Business;

/// <summary>
/// The figures that the organisation brings in business-kpis.csv of the campaign's folder: <c>kpi,date,value,site</c>, the site by its name in the
/// directory or empty for the whole. A wrong line is named and left out, and the others count.
/// </summary>
internal static class BusinessFigures
{
    public const string FileName = "business-kpis.csv";

    public const int LargestMegabytes = 1;

    private const int Largest = LargestMegabytes * 1024 * 1024;

    /// <param name="campaign">The campaign; without <c>businessKpis</c> in it no line counts.</param>
    /// <param name="day">What is dated later is not known yet.</param>
    /// <param name="cancellationToken">Cancels the reading.</param>
    public static async Task<BusinessReading> ReadAsync(Campaign campaign, DateOnly day, CancellationToken cancellationToken)
    {
        await using var file = await campaign.Files.OpenAsync(FileName, cancellationToken);
        if (file is null)
        {
            return BusinessReading.None;
        }

        var bytes = new byte[Largest + 1];
        var length = await file.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, cancellationToken);
        var whole = WholeLines(bytes.AsSpan(0, length));

        var findings = new Findings();
        using var content = new MemoryStream(bytes, 0, whole, writable: false);
        var csv = new BusinessCsv(FileName, [.. campaign.Settings.BusinessKpis.Select(kpi => kpi.Id)], findings);
        var lines = await csv.ReadAsync(content, whole < length, cancellationToken);

        // A file of figures never keeps a campaign from running, whatever is wrong with it.
        var problems = findings.In(campaign.FirstLanguage).Select(problem => problem with { IsWarning = true });
        return new(LastOf(lines, day), [.. problems]) { IsThere = true, IsTable = csv.IsTable, Kept = lines.Count };
    }

    /// <summary>Up to where a file may be read: a line that is cut off would be another number.</summary>
    private static int WholeLines(ReadOnlySpan<byte> bytes) => bytes.Length <= Largest ? bytes.Length : bytes[..Largest].LastIndexOf((byte)'\n') + 1;

    private static IReadOnlyList<BusinessFigure> LastOf(IEnumerable<BusinessFigure> lines, DateOnly day) =>
    [
        .. lines.Where(line => line.Date <= day)
            .GroupBy(line => (line.Kpi, Site: GroupIds.Canonical(line.Site)))
            .Select(same => same.MaxBy(line => line.Date)!)
            .OrderBy(line => line.Kpi, StringComparer.Ordinal).ThenBy(line => line.Site, StringComparer.Ordinal),
    ];
}

/// <param name="Latest">Of each figure and site the last value up to the day.</param>
/// <param name="Problems">What was left out, with line, column and why, in the campaign's first language.</param>
internal sealed record BusinessReading(IReadOnlyList<BusinessFigure> Latest, IReadOnlyList<Problem> Problems)
{
    public static readonly BusinessReading None = new([], []);

    /// <summary>Whether there is such a file.</summary>
    public bool IsThere { get; init; }

    /// <summary>Whether its first line names the columns that are needed.</summary>
    public bool IsTable { get; init; }

    /// <summary>How many lines count, of all days.</summary>
    public int Kept { get; init; }
}

/// <param name="Kpi">Id in <c>businessKpis</c>.</param>
/// <param name="Site">The site as the file writes it; empty: the whole.</param>
/// <param name="Date">The day that the value is of.</param>
/// <param name="Value">In the figure's own unit.</param>
internal sealed record BusinessFigure(string Kpi, string Site, DateOnly Date, double Value);
