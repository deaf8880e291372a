using System.Globalization;
using System.Text;
using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Kpis.Business;
using AdoptionAutomation.Tests.Campaigns;
using FsCheck;
using FsCheck.Fluent;

namespace AdoptionAutomation.Tests.Functions.Kpis.Business;

public sealed class BusinessFiguresTests
{
    private const string Head = "kpi,date,value,site\n";

    /// <summary>A figure with a line before and after it that are sound, whatever is wrong with the one between them.</summary>
    private const string Before = "absenteisme,2026-08-31,6.5,\n";
    private const string After = "absenteisme,2026-09-30,6.4,Lyon\n";

    private static readonly DateOnly Late = new(2030, 1, 1);

    [Theory]
    [InlineData("absenteisme,31/02/2026,6,", "KPI003 3:13")]
    [InlineData("absenteisme,2026-02-31,6,", "KPI003 3:13")]
    [InlineData("absenteisme,2026-13-01,6,", "KPI003 3:13")]
    [InlineData("absenteisme,2026-1-5,6,", "KPI003 3:13")]
    [InlineData("absenteisme,20260105,6,", "KPI003 3:13")]
    [InlineData("absenteisme,,6,", "KPI003 3:13")]
    [InlineData("absenteisme,2026-10-31,abc,", "KPI004 3:24")]
    [InlineData("absenteisme,2026-10-31,,", "KPI004 3:24")]
    [InlineData("absenteisme,2026-10-31,6.4 %,", "KPI004 3:24")]
    [InlineData("absenteisme,2026-10-31,1 200,", "KPI004 3:24")]
    [InlineData("absenteisme,2026-10-31,\"1,200\",", "KPI004 3:24")]
    [InlineData("absenteisme,2026-10-31,NaN,", "KPI004 3:24")]
    [InlineData("absenteisme,2026-10-31,1e5,", "KPI004 3:24")]
    [InlineData("absenteisme,2026-10-31,=1+1,", "KPI004 3:24")]
    [InlineData("absenteisme,2026-10-31,6,4,", "KPI006 3:28")]
    [InlineData("absentéisme,2026-10-31,6,", "KPI001 3:1")]
    [InlineData("accidents,2026-10-31,6,", "KPI002 3:1")]
    [InlineData("\"é\"\"é\",2026-10-31,6,", "KPI002 3:1")]
    [InlineData(",2026-10-31,6,", "KPI002 3:1")]
    [InlineData("absenteisme", "KPI003 3:1")]
    [InlineData("absenteisme,\"2026-10-31,6,", "CSV006 3:1")]
    public async Task A_wrong_line_is_named_by_its_place_and_the_others_count(string line, string problem)
    {
        var reading = await ReadAsync(Head + Before + line + "\n" + After);

        Assert.Equal([problem], reading.Problems.Select(one => $"{one.Code} {one.Line}:{one.Column}"));
        Assert.All(reading.Problems, one => Assert.True(one is { IsWarning: true, File: "business-kpis.csv" }));
        Assert.Equal([("", 6.5), ("Lyon", 6.4)], reading.Latest.Select(one => (one.Site, one.Value)));
        Assert.Equal(2, reading.Kept);
    }

    [Theory]
    [InlineData("6", 6)]
    [InlineData("6.4", 6.4)]
    [InlineData("\"6,4\"", 6.4)]
    [InlineData("-3", -3)]
    [InlineData("−3.5", -3.5)]
    [InlineData("+2", 2)]
    [InlineData("0.125", 0.125)]
    [InlineData("\"0,125\"", 0.125)]
    [InlineData(" 7 ", 7)]
    public async Task A_number_is_read_with_a_point_or_a_comma(string text, double value)
    {
        var reading = await ReadAsync($"{Head}absenteisme,2026-08-31,{text},\n");

        Assert.Empty(reading.Problems);
        Assert.Equal(value, Assert.Single(reading.Latest).Value);
    }

    [Theory]
    [InlineData("kpi;date;value;site\nabsenteisme;2026-08-31;6,4;Lyon\n")]
    [InlineData("\uFEFFKPI,Date,Value,Site\r\nabsenteisme,2026-08-31,6.4,Lyon\r\n")]
    [InlineData("\"kpi\",\"date\",\"value\",\"site\"\n\"absenteisme\",\"2026-08-31\",\"6.4\",\"Lyon\"\n")]
    [InlineData("site,note,value,date,kpi\nLyon,bilan,6.4,2026-08-31,absenteisme")]
    [InlineData("kpi\tdate\tvalue\tsite\nabsenteisme\t2026-08-31\t6,4\tLyon\n\n\n")]
    public async Task A_file_is_read_as_spreadsheets_write_it(string file)
    {
        var reading = await ReadAsync(file);

        Assert.Empty(reading.Problems);
        Assert.Equal(new("absenteisme", "Lyon", new(2026, 8, 31), 6.4), Assert.Single(reading.Latest));
    }

    [Theory]
    [InlineData("", "CSV001", false)]
    [InlineData("figure,date,value\nabsenteisme,2026-08-31,6\n", "CSV002", false)]
    [InlineData("kpi,jour,valeur\nabsenteisme,2026-08-31,6\n", "KPI007 KPI007", false)]
    [InlineData("kpi,date\n", "KPI007", false)]
    [InlineData("kpi,date,value\n", "", true)]
    [InlineData("kpi,date,value\nabsenteisme,2026-08-31,abc\n", "KPI004", true)]
    public async Task A_wrong_head_is_told_from_wrong_lines(string file, string codes, bool isTable)
    {
        var reading = await ReadAsync(file);

        Assert.Equal((codes, isTable, 0), (string.Join(' ', reading.Problems.Select(one => one.Code)), reading.IsTable, reading.Kept));
        Assert.All(reading.Problems, one => Assert.True(one.IsWarning));
    }

    [Fact]
    public async Task Of_each_figure_and_site_the_last_day_counts_up_to_the_one_asked_for()
    {
        const string file = Head + "absenteisme,2026-08-31,6,\nabsenteisme,2026-10-31,5,\nabsenteisme,2026-09-30,7,\nabsenteisme,2026-09-30,9,Lyon\nerreurs-de-planning,2026-09-30,40,\n";

        Assert.Equal(["absenteisme  7", "absenteisme Lyon 9", "erreurs-de-planning  40"], Shown(await ReadAsync(file, new(2026, 10, 30))));
        Assert.Equal(["absenteisme  5", "absenteisme Lyon 9", "erreurs-de-planning  40"], Shown(await ReadAsync(file, new(2026, 10, 31))));
        Assert.Equal(["absenteisme  6"], Shown(await ReadAsync(file, new(2026, 9, 29))));
        Assert.Empty(Shown(await ReadAsync(file, new(2026, 8, 30))));
    }

    [Fact]
    public async Task Of_lines_for_the_same_day_the_last_counts_and_the_former_are_named()
    {
        var reading = await ReadAsync(Head + "absenteisme,2026-08-31,6,Lyon\nabsenteisme,2026-08-31,7,lyon \nabsenteisme,2026-08-31,8,LYON\nabsenteisme,2026-08-31,9,\n");

        Assert.Equal(["absenteisme  9", "absenteisme LYON 8"], Shown(reading));
        Assert.Equal(["KPI005 2", "KPI005 3"], reading.Problems.Select(one => $"{one.Code} {one.Line}"));
        Assert.Contains("3", reading.Problems[0].Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_a_file_over_a_megabyte_the_first_counts()
    {
        var file = new StringBuilder(Head);
        for (var i = 0; file.Length < 1_050_000; i++)
        {
            file.Append(CultureInfo.InvariantCulture, $"absenteisme,2026-08-31,{i},Site {i}\n");
        }

        var reading = await ReadAsync(file.ToString());

        Assert.Equal("KPI008", Assert.Single(reading.Problems).Code);
        Assert.InRange(reading.Kept, 25_000, 30_000);
        Assert.All(reading.Latest, one => Assert.EndsWith($" {one.Value}", one.Site, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Of_a_thousand_wrong_lines_a_page_is_listed_and_the_rest_counted()
    {
        var reading = await ReadAsync(Head + string.Concat(Enumerable.Repeat("absenteisme,hier,6,\n", 1_000)) + After);

        Assert.Equal((101, "CSV009", 1), (reading.Problems.Count, reading.Problems[^1].Code, reading.Kept));
    }

    [Fact]
    public async Task Without_a_file_there_is_nothing_to_say()
    {
        var campaign = (await CampaignFolder.Sample().Without(BusinessFigures.FileName).ReadAsync()).Campaign!;

        var reading = await BusinessFigures.ReadAsync(campaign, Late, default);

        Assert.False(reading.IsThere);
        Assert.Empty(reading.Latest);
        Assert.Empty(reading.Problems);
    }

    [Fact]
    public async Task The_sample_has_no_problem()
    {
        var reading = await BusinessFigures.ReadAsync((await CampaignFolder.Sample().ReadAsync()).Campaign!, Late, default);

        Assert.Empty(reading.Problems);
        Assert.Equal(2, reading.Latest.Count);
    }

    [Fact]
    public async Task Whatever_the_file_holds_there_is_an_answer()
    {
        var campaign = (await CampaignFolder.Sample().ReadAsync()).Campaign!;
        var sound = Encoding.UTF8.GetBytes(Head + Before + After);
        var spoiled =
            from at in Gen.Choose(0, sound.Length - 1)
            from length in Gen.Choose(0, sound.Length - at)
            from put in Gen.ArrayOf(Gen.Choose(0, 255))
            select (byte[])[.. sound[..at], .. put.Select(one => (byte)one), .. sound[(at + length)..]];

        Prop.ForAll(spoiled.ToArbitrary(), bytes =>
        {
            var reading = BusinessFigures.ReadAsync(campaign with { Files = new EditedFiles(campaign.Files, BusinessFigures.FileName, bytes) }, Late, default).GetAwaiter().GetResult();
            return reading.Kept <= 3 + bytes.Count(one => one == '\n') && reading.Problems.All(problem => problem is { Line: > 0, Column: > 0, IsWarning: true, Text.Length: > 0 });
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(500));
    }

    private static async Task<BusinessReading> ReadAsync(string file, DateOnly? day = null)
    {
        var campaign = (await CampaignFolder.Sample().With(BusinessFigures.FileName, file).ReadAsync()).Campaign!;
        return await BusinessFigures.ReadAsync(campaign, day ?? Late, default);
    }

    private static IEnumerable<string> Shown(BusinessReading reading) =>
        reading.Latest.Select(one => string.Create(CultureInfo.InvariantCulture, $"{one.Kpi} {one.Site} {one.Value}"));
}
