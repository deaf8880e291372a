using System.Globalization;
using System.Text;
using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Campaigns.Reading;

namespace AdoptionAutomation.Tests.Campaigns;

public sealed class ExpansionCsvTests
{
    [Fact]
    public async Task Each_line_is_a_value_with_its_cells()
    {
        var (table, problems) = await ReadAsync("Owners;VALUE;nom\na@lumen.example b@lumen.example; Lyon ;\"Le \"\"Port\"\"\"\n;Nice\n");

        Assert.Empty(problems);
        Assert.Equal(["2 Lyon", "3 Nice"], table.Rows.Select(row => $"{row.Line} {row.Value}"));
        Assert.Equal("Le \"Port\"", table.Rows[0].Columns["NOM"]);
        Assert.Equal(["a@lumen.example", "b@lumen.example"], ExpansionCsv.AddressesIn(table.Rows[0].Columns["owners"]));
        Assert.Equal("", table.Rows[1].Columns["nom"]);
    }

    [Fact]
    public async Task Bad_lines_are_named_and_the_others_read()
    {
        var (table, problems) = await ReadAsync("value;owners\nLyon;a.lumen.example b@lumen.example\n;\nLYON ;\n\"Nice;\nParis;x@y z@@\n");

        Assert.Equal(["Lyon", "Paris"], table.Rows.Select(row => row.Value));
        Assert.Equal(
            ["2 owners CSV004", "3 value CSV011", "4 value CSV012", "5 value CSV006", "6 owners CSV004", "6 owners CSV004"],
            problems.Select(problem => $"{problem.Line} {problem.Path} {problem.Code}"));
    }

    [Theory]
    [InlineData("", "CSV001")]
    [InlineData("ville\nLyon\n", "CSV002")]
    [InlineData("value;nom\n", "CSV013")]
    [InlineData("value;nom\n;Lyon\n", "CSV013,CSV011")]
    public async Task A_file_without_values_says_why(string csv, string codes)
    {
        var (table, problems) = await ReadAsync(csv);

        Assert.Empty(table.Rows);
        Assert.Equal(codes.Split(','), problems.Select(problem => problem.Code));
    }

    [Fact]
    public async Task A_file_of_more_than_two_thousand_groups_is_read_no_further()
    {
        var values = Enumerable.Range(1, 3_000).Select(number => number.ToString(CultureInfo.InvariantCulture));
        var (table, problems) = await ReadAsync("value\n" + string.Join('\n', values));

        Assert.Equal(2_000, table.Rows.Count);
        Assert.Equal("2002 CSV014", $"{Assert.Single(problems).Line} {problems[0].Code}");
    }

    private static async Task<(ExpansionTable Table, IReadOnlyList<Problem> Problems)> ReadAsync(string csv)
    {
        var findings = new Findings();
        using var content = new MemoryStream(Encoding.UTF8.GetBytes(csv));
        return (await new ExpansionCsv("values.csv", findings).ReadAsync(content, default), findings.In("en"));
    }
}
