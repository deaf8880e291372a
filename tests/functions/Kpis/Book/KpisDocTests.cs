using System.Text.RegularExpressions;
using AdoptionAutomation.Campaigns.Reading;
using AdoptionAutomation.Kpis.Book;
using AdoptionAutomation.Kpis.Business;
using AdoptionAutomation.Kpis.Dashboard;
using AdoptionAutomation.Sandbox.Check;
using AdoptionAutomation.Tests.Campaigns;

namespace AdoptionAutomation.Tests.Functions.Kpis.Book;

/// <summary>docs/kpis.md: what it shows is read, and what it lists is what there is.</summary>
public sealed partial class KpisDocTests
{
    private static readonly string Doc = File.ReadAllText(Path.Combine(CampaignFolder.SampleFolder.Parent!.FullName, "docs", "kpis.md"));

    [Fact]
    public void Its_table_has_every_figure_as_it_is_counted()
    {
        Assert.True(Doc == KpisCommand.Written(Doc), "docs/kpis.md is out of date: dotnet run --project sandbox -- kpis docs/kpis.md");
        Assert.All(KpiBook.Standard, kpi => Assert.Contains($"| `{kpi.Id}` |", Doc, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Its_example_is_a_file_of_the_sample_campaign()
    {
        var example = Assert.Single(Examples().Matches(Doc)).Groups["csv"].Value;
        var campaign = (await CampaignFolder.Sample().With(BusinessFigures.FileName, example).ReadAsync()).Campaign!;

        var reading = await BusinessFigures.ReadAsync(campaign, DateOnly.MaxValue, default);

        Assert.Empty(reading.Problems);
        Assert.Equal(3, reading.Latest.Count);
    }

    [Fact]
    public void It_explains_every_warning_and_every_address_that_there_is()
    {
        Assert.Equal(BusinessWarningCodes.All.Select(code => code.In("")), Codes().Matches(Doc).Select(match => match.Value).Distinct().Order(StringComparer.Ordinal));
        Assert.Contains(BusinessAnswers.Path, Doc, StringComparison.Ordinal);
        Assert.Contains($"`GET /api/{DashboardLinks.Route}`", Doc, StringComparison.Ordinal);
        Assert.Contains($"{DashboardLinks.DaysGood} days", Doc, StringComparison.Ordinal);
    }

    [GeneratedRegex("```csv\n(?<csv>.*?)```", RegexOptions.Singleline)]
    private static partial Regex Examples();

    [GeneratedRegex("KPI[0-9]{3}")]
    private static partial Regex Codes();
}
