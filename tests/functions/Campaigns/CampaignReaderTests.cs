using System.Globalization;
using System.Text;
using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Groups;
using NodaTime;

namespace AdoptionAutomation.Tests.Campaigns;

public sealed class CampaignReaderTests
{
    public static TheoryData<ProblemRow> Rows => [.. ProblemRows.All];

    [Fact]
    public async Task The_sample_campaign_reads_without_a_problem()
    {
        var reading = await CampaignFolder.Sample().ReadAsync();

        Assert.Empty(reading.Problems);
        var campaign = reading.Campaign!;
        Assert.Equal("agora-2026", campaign.Id);
        Assert.Equal("Inès Benali", campaign.Settings.CommunityManagers[1].Name);
        Assert.Equal(IsoDayOfWeek.Friday, campaign.Settings.WorkingDays[^1]);
        Assert.Equal(new LocalTime(18, 30), campaign.Settings.QuietHours.From);
        Assert.Equal(new LocalDateTime(2026, 9, 14, 9, 0), campaign.FindWave("pilote")!.Opens);
        Assert.Equal(DirectoryAttribute.Department, campaign.FindWave("pilote")!.Audience.Attributes![0].Attribute);
        Assert.True(campaign.FindWave("tous")!.Audience.EveryoneElse);
        Assert.Equal(GroupKind.Function, campaign.FindGroup("metier-finance")!.Kind);
    }

    [Theory]
    [MemberData(nameof(Rows))]
    public async Task Each_mistake_is_named_with_its_place(ProblemRow row)
    {
        ArgumentNullException.ThrowIfNull(row);
        var reading = await CampaignFolder.Sample().Change(row.File, row.Old, row.New).ReadAsync();

        Assert.Null(reading.Campaign);
        var problem = Assert.Single(reading.Problems);
        Assert.Equal((row.In ?? row.File, row.Code, row.Path), (problem.File, problem.Code, problem.Path));
        Assert.Contains(row.Says, problem.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("waves.json", "2026-09-14T09:00", "2026-02-31T09:00", 7, 16)]
    [InlineData("waves.json", "\"opens\"", "\"open\"", 7, 7)]
    [InlineData("groups.json", "      \"template\": \"produit\",\n", "", 269, 5)]
    [InlineData("campaign.json", "hugo.marchand@", "hugo@@", 29, 40)]
    [InlineData("campaign.json", "\"name\": \"Inès Benali\", \"mail\": \"", "\"name\": \"Inès 🎉\", \"mail\": \"@", 30, 33)]
    [InlineData("campaign.json", "\"Agora\",", "'Agora',", 8, 15)]
    [InlineData("relais.csv", "lucas.moreau@", "lucas.moreau", 4, 1)]
    public async Task A_place_is_a_line_and_a_column_in_characters(string file, string old, string replacement, int line, int column)
    {
        var reading = await CampaignFolder.Sample().Change(file, old, replacement).ReadAsync();

        var problem = Assert.Single(reading.Problems);
        Assert.Equal((line, column), (problem.Line, problem.Column));
    }

    [Fact]
    public async Task All_problems_of_all_files_come_at_once_and_in_order()
    {
        var reading = await CampaignFolder.Sample()
            .Change("campaign.json", "Europe/Paris", "Mars")
            .Change("campaign.json", "\"18:30\"", "1830")
            .Change("groups.json", "\"template\": \"theme\"", "\"template\": \"club\"")
            .Change("waves.json", "2026-09-28T09:00", "2026-10-32T09:00")
            .Change("waves.json", "\"pilote\"]", "\"pilotes\"]")
            .Change("relais.csv", "sofia.rossi@lumen.example", "sofia")
            .ReadAsync();

        Assert.Equal(
            ["CAM101", "CAM004", "GRP015", "CSV004", "WAV016", "WAV012"],
            reading.Problems.Select(problem => problem.Code));
    }

    [Fact]
    public async Task A_problem_prints_as_compilers_do_in_the_campaigns_first_language()
    {
        var reading = await CampaignFolder.Sample()
            .Change("campaign.json", "[\"fr\", \"en\"]", "[\"en\", \"fr\"]")
            .Change("waves.json", "2026-09-28T09:00", "2026-02-31T09:00")
            .ReadAsync();

        Assert.Equal(
            "waves.json:31:16 waves[2].opens  WAV012: 2026-02-31T09:00 does not exist: correct the date or the hour.",
            Assert.Single(reading.Problems).ToString());
    }

    [Fact]
    public async Task A_truncated_file_names_what_is_left_open_and_does_not_blame_the_other_files()
    {
        var folder = CampaignFolder.Sample();
        var text = folder.Text("groups.json");
        var reading = await folder.With("groups.json", text[..text.IndexOf("\"Les relais", StringComparison.Ordinal)]).ReadAsync();

        var problem = Assert.Single(reading.Problems);
        Assert.Equal("JSN002", problem.Code);
        Assert.Contains("« { » ouvert à la ligne 235", problem.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("utf-16", "JSN004", 1, 1)]
    [InlineData("utf-16BE", "JSN004", 1, 1)]
    [InlineData("latin1", "JSN005", 12, 41)]
    public async Task A_file_in_another_encoding_is_refused_with_the_place(string encoding, string code, int line, int column)
    {
        var folder = CampaignFolder.Sample();
        var reading = await folder
            .With("campaign.json", Encoding.GetEncoding(encoding).GetBytes(folder.Text("campaign.json")))
            .ReadAsync();

        var problem = Assert.Single(reading.Problems);
        Assert.Equal((code, line, column), (problem.Code, problem.Line, problem.Column));
    }

    [Fact]
    public async Task A_byte_order_mark_is_accepted_and_shifts_no_column()
    {
        var folder = CampaignFolder.Sample();
        folder.With("waves.json", [.. Encoding.UTF8.Preamble, .. folder["waves.json"]]);
        Assert.Empty((await folder.ReadAsync()).Problems);

        var reading = await folder.With("waves.json", [.. Encoding.UTF8.Preamble, .. "[]"u8]).ReadAsync();
        Assert.Equal("waves.json:1:1  WAV004", Assert.Single(reading.Problems).ToString().Split(':', 4) is [var a, var b, var c, ..]
            ? $"{a}:{b}:{c}" : "");
    }

    [Fact]
    public async Task A_missing_an_empty_and_a_huge_file_are_named()
    {
        var reading = await CampaignFolder.Sample()
            .Without("campaign.json")
            .With("groups.json", " \n")
            .With("waves.json", new byte[(5 * 1024 * 1024) + 1])
            .ReadAsync();

        Assert.Equal(["JSN008", "JSN010", "JSN006"], reading.Problems.Select(problem => problem.Code));
        Assert.Contains("5 Mo", reading.Problems[2].Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_of_nearly_five_megabytes_is_read()
    {
        var holidays = Enumerable.Range(0, 300_000).Select(day => new LocalDate(2030, 1, 1).PlusDays(day))
            .Select(day => day.ToString("uuuu-MM-dd", CultureInfo.InvariantCulture));
        var folder = CampaignFolder.Sample().Change("campaign.json", "\"2026-12-24\"", $"\"{string.Join("\",\"", holidays)}\"");

        Assert.True(folder["campaign.json"].Length > 3_000_000);
        Assert.Equal(300_003, (await folder.ReadAsync()).Campaign!.Settings.Holidays.Count);
    }

    [Fact]
    public async Task A_line_of_megabytes_with_a_mistake_in_every_field_is_answered()
    {
        var fields = string.Concat(Enumerable.Range(0, 100_000).Select(number => $", \"unknown-field-{number}\": 1"));
        var reading = await CampaignFolder.Sample().Change("waves.json", "\"relais.csv\"", "\"relais.csv\"" + fields).ReadAsync();

        Assert.Equal(100_000, reading.Problems.Count);
        Assert.Equal("      \"audience\": { \"csv\": \"relais.csv\", ".Length + 1, reading.Problems[0].Column);
    }

    [Fact]
    public async Task What_a_rules_csv_file_holds_is_part_of_the_declaration_that_names_it()
    {
        var sample = CampaignFolder.Sample();
        var rule = """{ "attribute": "department", "in": ["Direction générale"] }""";
        var groups = System.Text.Encoding.UTF8.GetString(sample["groups.json"]);
        var byFile = System.Text.RegularExpressions.Regex.Replace(groups, @"""attributes"": \[\s+" + System.Text.RegularExpressions.Regex.Escape(rule) + @"\s+\]", "\"csv\": \"relais.csv\"");
        var before = (await sample.With("groups.json", byFile).ReadAsync()).Campaign!;
        var after = (await sample.With("groups.json", byFile).With("relais.csv", [.. sample["relais.csv"], (byte)'\n']).ReadAsync()).Campaign!;

        var moved = before.Groups.Zip(after.Groups).Where(pair => GroupParts.Approval(pair.First) != GroupParts.Approval(pair.Second));

        Assert.Equal("direction", Assert.Single(moved).First.Id);
    }
}
