using System.Text;

namespace AdoptionAutomation.Tests.Campaigns;

public sealed class GroupsCheckTests
{
    private const string G = "groups.json";
    private const string TemplateOwners = "\"owners\": [\"hugo.marchand@lumen.example\"],";

    [Fact]
    public async Task A_group_needs_an_owner_of_its_own_its_template_or_its_line()
    {
        var reading = await CampaignFolder.Sample()
            .Change(G, TemplateOwners, "")
            .Change(G, "\"owners\": [\"sofia.rossi@lumen.example\"],", "")
            .Change(G, ",\n      \"owners\": [\"ines.benali@lumen.example\"]\n    },\n    {\n      \"id\": \"metier\"", "\n    },\n    {\n      \"id\": \"metier\"")
            .Change("metiers.csv", "thomas.petit@lumen.example;", ";")
            .ReadAsync();

        Assert.Equal(
            ["groups.json groups[6].owners GRP104", "groups.json expansions[0].owners GRP104", "metiers.csv owners GRP104"],
            reading.Problems.Select(problem => $"{problem.File} {problem.Path} {problem.Code}"));
        Assert.Contains("« Finance » n'a aucun propriétaire", reading.Problems[2].Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_owner_of_the_template_is_enough()
    {
        var reading = await CampaignFolder.Sample().Change(G, "\"owners\": [\"sofia.rossi@lumen.example\"],", "").ReadAsync();

        Assert.Equal(["hugo.marchand@lumen.example"], reading.Campaign!.FindGroup("lampe-solaire")!.Owners);
    }

    [Fact]
    public async Task A_template_that_nobody_uses_need_not_be_complete()
    {
        var reading = await CampaignFolder.Sample().Change(G, "\"templates\": [", "\"templates\": [ { \"id\": \"plus-tard\", \"keep\": [] },").ReadAsync();

        Assert.Empty(reading.Problems);
    }

    [Fact]
    public async Task Problems_of_all_sorts_come_at_once_even_beside_a_broken_file()
    {
        var reading = await CampaignFolder.Sample()
            .With("campaign.json", "{")
            .Change(G, "\"kind\": \"theme\"", "\"kind\": 3")
            .Change(G, "\"id\": \"theme\",\n      \"like\": \"ouvert\"", "\"id\": \"theme\",\n      \"like\": \"theme\"")
            .Change(G, "\"Lampe Aurore\"", "\"Divers\"")
            .Change(G, "Site de {value}", "Site")
            .Change("metiers.csv", "Qualité;Qualité", "Finance;Qualité")
            .ReadAsync();

        Assert.Equal(["JSN002", "GRP101", "GRP004", "GRP107", "GRP121", "CSV012"], reading.Problems.Select(problem => problem.Code));
    }

    [Fact]
    public async Task A_circle_is_named_once_and_ends()
    {
        var reading = await CampaignFolder.Sample()
            .Change(G, "\"id\": \"ouvert\",", "\"id\": \"ouvert\", \"like\": \"theme\",")
            .Change(G, "\"id\": \"theme\",\n      \"like\": \"ouvert\"", "\"id\": \"theme\",\n      \"like\": \"ferme\"")
            .ReadAsync();

        Assert.Contains(" : ouvert → theme → ferme → ouvert.", Assert.Single(reading.Problems).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_line_that_makes_a_hundred_problems_and_more_is_summed_up()
    {
        var lines = Enumerable.Range(1, 150).Select(number => $"v{number};Divers {number};o;a@lumen.example;");
        var reading = await CampaignFolder.Sample().With("metiers.csv", "value;nom;objectif;owners;producers\n" + string.Join('\n', lines)).ReadAsync();

        Assert.Equal(101, reading.Problems.Count);
        Assert.Contains(reading.Problems, problem => problem is { Code: "CSV009", Line: 102 } && problem.Text.Contains("50 autres", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Braces_and_markup_in_a_value_are_harmless()
    {
        var reading = await CampaignFolder.Sample().Change("metiers.csv", "Finance;Finance", "<b>{nom}</b>;{value} {objectif} {x}").ReadAsync();

        Assert.Empty(reading.Problems);
        var group = Assert.Single(reading.Campaign!.Groups, group => group.From?.Value == "<b>{nom}</b>");
        Assert.Equal("Métier : {value} {objectif} {x}", group.Name);
    }

    [Fact]
    public async Task A_wave_may_join_a_group_of_a_csv_file_and_no_group_that_is_not_there()
    {
        var folder = CampaignFolder.Sample();
        Assert.Empty((await folder.Change("waves.json", "\"usages-numeriques\"", "\"metier-finance\"").ReadAsync()).Problems);

        var text = folder.Text(G);
        var start = text.IndexOf("\"groups\": [", StringComparison.Ordinal);
        var end = text.IndexOf("\"expansions\"", StringComparison.Ordinal);
        var reading = await folder.With(G, text[..start] + text[end..]).ReadAsync();
        Assert.Equal(6, reading.Problems.Count(problem => problem.Code is "WAV015" or "WAV016"));
        Assert.Equal(6, reading.Problems.Count(problem => problem.File != "content-calendar.json"));
    }

    [Fact]
    public async Task An_audience_and_an_expansion_read_a_csv_file_each_in_its_way()
    {
        var reading = await CampaignFolder.Sample()
            .Change(G, "{ \"csv\": \"metiers.csv\" }", "{ \"csv\": \"relais.csv\" }")
            .Change("waves.json", "relais.csv", "metiers.csv")
            .ReadAsync();

        Assert.Equal(
            ["metiers.csv CSV002 mail", "relais.csv CSV002 value"],
            reading.Problems.Select(problem => $"{problem.File} {problem.Code} {problem.Path}"));
    }

    [Theory]
    [InlineData(2 * 1024 * 1024, null)]
    [InlineData((2 * 1024 * 1024) + 1, "GRP117")]
    [InlineData(3, "GRP118")]
    [InlineData(0, "GRP118")]
    public async Task A_picture_is_a_picture_of_two_megabytes_at_most(int length, string? code)
    {
        byte[] content = [0x89, .. Encoding.ASCII.GetBytes("PNG"), .. new byte[Math.Max(0, length - 4)]];
        var reading = await CampaignFolder.Sample().With("images/bienvenue.png", content[..length]).ReadAsync();

        Assert.Equal(code, reading.Problems.SingleOrDefault()?.Code);
    }
}
