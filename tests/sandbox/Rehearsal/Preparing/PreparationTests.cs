using System.Text.Json.Nodes;
using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Sandbox.Faults;
using AdoptionAutomation.Sandbox.Rehearsal;
using AdoptionAutomation.Sandbox.Rehearsal.Preparing;
using AdoptionAutomation.Tests.Campaigns;
using AdoptionAutomation.Tests.Functions;

namespace AdoptionAutomation.Tests.Sandbox.Rehearsal.Preparing;

public sealed class PreparationTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("prepare-");

    [Fact]
    public async Task Every_gate_but_the_first_waves_asks_what_the_command_line_says_and_keeps_what_it_does_not()
    {
        using var prepared = await PrepareAsync(Sample() with { Gates = ["activation=0.5", "tous:bounces=15", "relais:failures=none", "ambassadorsPerSite=2"] });

        Assert.Empty(prepared.Problems);
        Assert.Null(prepared.Campaign.Waves[0].Gate);
        Assert.Equal(new WaveGate { Activation = new() { AtLeast = 50 }, AmbassadorsPerSite = 2 }, prepared.Campaign.Waves[1].Gate);
        Assert.Equal(
            new WaveGate { Activation = new() { AtLeast = 50, OfAtLeast = 5 }, Bounces = new() { AtMost = 15, OfAtLeast = 5 }, AmbassadorsPerSite = 2 },
            prepared.Campaign.Waves[2].Gate);
        Assert.NotEqual(CampaignFolder.SampleFolder.FullName, prepared.Options.Campaign.FullName);
    }

    [Theory]
    [InlineData("activation", "write it as")]
    [InlineData("aktivation=1", "It has: activation, failures, bounces, mood, ambassadorsPerSite.")]
    [InlineData("mood=300", "300 is out of bounds: write a number from 1 to 100.")]
    [InlineData("mood=1.5", "neither a share such as 0.5 nor per cent")]
    [InlineData("ambassadorsPerSite=0.5", "no whole number")]
    [InlineData("pilote:mood=50", "Name a later one")]
    [InlineData("nix:mood=50", "Its waves: pilote, relais, tous.")]
    public async Task A_gate_that_cannot_be_is_named_with_what_can(string gate, string says)
    {
        using var prepared = await PrepareAsync(Sample() with { Gates = [gate] });

        Assert.StartsWith($"--gate {gate}: ", Assert.Single(prepared.Problems), StringComparison.Ordinal);
        Assert.Contains(says, prepared.Problems[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Waves_that_open_too_late_or_mean_nobody_are_warned_of_by_their_place()
    {
        var campaign = new SmallCampaign
        {
            FirstAudience = """{ "attributes": [ { "attribute": "city", "in": ["Brest"] } ] }""",
            FirstMore = """, "opens": "2026-09-14T09:00" """,
            SecondMore = """, "opens": "2027-09-14T09:00" """,
        }.Write();

        using var prepared = await PrepareAsync(new(campaign, 60, 3, 1, FaultScript.None, folder));

        Assert.Empty(prepared.Problems);
        Assert.Collection(
            prepared.Warnings,
            warning => Assert.Matches("^waves.json:3:\\d+ waves\\[0\\].audience  wave 'first' means nobody of these 6\\d people", warning),
            warning => Assert.Matches("^waves.json:4:\\d+ waves\\[1\\].opens  wave 'second' opens on 2027-09-14, .* Rehearse it with --weeks 55", warning),
            warning => Assert.StartsWith("No wave invites anybody", warning, StringComparison.Ordinal));
        campaign.Delete(recursive: true);
    }

    [Fact]
    public async Task A_campaign_that_invites_is_warned_of_nothing()
    {
        using var prepared = await PrepareAsync(Sample());

        Assert.Empty(prepared.Warnings);
        Assert.Empty(prepared.Problems);
    }

    [Fact]
    public async Task With_the_directorys_own_people_the_campaigns_are_sought_among_them_and_who_is_missing_is_warned_of()
    {
        var file = new FileInfo(Path.Combine(folder.FullName, "people.csv"));
        await File.WriteAllTextAsync(file.FullName, "userPrincipalName,department\nclaire.fontaine@lumen.example,Communication\nx@lumen.example,Communication\n");

        using var prepared = await PrepareAsync(Sample() with { People = file });

        Assert.Empty(prepared.Problems);
        Assert.Equal((2, 1), (prepared.Options.Employees, prepared.Options.Company!.Roster!.Named));
        Assert.Contains(prepared.Warnings, warning => warning.Contains("h***@lumen.example is not in", StringComparison.Ordinal) && warning.StartsWith("campaign.json:", StringComparison.Ordinal));
        Assert.Contains(prepared.Warnings, warning => warning.Contains("owners[0]  ", StringComparison.Ordinal) && warning.StartsWith("groups.json:", StringComparison.Ordinal));
        Assert.DoesNotContain(prepared.Warnings, warning => warning.Contains("c***@lumen.example", StringComparison.Ordinal));
    }

    [Fact]
    public async Task For_a_change_of_clocks_elsewhere_the_campaign_moves_there_and_its_script_with_it()
    {
        var script = new FileInfo(Path.Combine(folder.FullName, "south.json"));
        await File.WriteAllTextAsync(script.FullName, """
            { "name": "south", "events": [
              { "at": "2026-09-25T12:00", "clockChange": { "clocks": "forward" } },
              { "minute": 60, "outage": { "service": "graph", "hours": 1 } } ] }
            """);

        using var prepared = await PrepareAsync(Sample() with { FaultFile = script });

        Assert.Empty(prepared.Problems);
        Assert.Equal(("Pacific/Auckland", "south"), (prepared.Campaign.Settings.TimeZone, prepared.Options.Faults.Name));
        Assert.Equal(new(2026, 9, 6, 13, 0, 0, TimeSpan.Zero), Assert.Single(prepared.Options.Faults.Spans).From);
        var written = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(prepared.Options.Campaign.FullName, "campaign.json")))!;
        Assert.Equal("Pacific/Auckland", written["timeZone"]!.GetValue<string>());
    }

    [Fact]
    public async Task All_problems_are_named_at_once_and_a_folder_that_cannot_be_written_is_one_of_them()
    {
        var below = Path.Combine(folder.FullName, "file");
        await File.WriteAllTextAsync(below, "");

        using var prepared = await PrepareAsync(Sample() with
        {
            Output = new(Path.Combine(below, "out")),
            Trace = "x",
            Gates = ["y=1"],
            People = new("nowhere.csv"),
            FaultFile = new("nowhere.json"),
        });

        Assert.Equal(["--trace", "--people", "--gate", "--faults", "--out"], prepared.Problems.Select(problem => problem.Split(' ', ':')[0]));
    }

    public void Dispose() => folder.Delete(recursive: true);

    private RehearsalOptions Sample() => new(CampaignFolder.SampleFolder, 60, 4, 1, FaultScript.None, folder);

    private static async Task<Preparation> PrepareAsync(RehearsalOptions options) => (await Preparation.OfAsync(options, default))!;
}
