using AdoptionAutomation.Sandbox.Check;
using AdoptionAutomation.Sandbox.Time;
using AdoptionAutomation.Tests.Campaigns;

namespace AdoptionAutomation.Tests.Check;

public sealed class CheckCommandTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("campaign-");

    [Fact]
    public async Task A_sound_campaign_is_summed_up_in_a_line()
    {
        var (code, output) = await CheckAsync(CampaignFolder.SampleFolder);

        Assert.Equal(0, code);
        Assert.Equal("agora-2026 : aucun problème ; 11 groupes et ceux que l'annuaire donne à site, 3 vagues, langues fr, en.\n", output);
    }

    [Fact]
    public async Task Problems_are_printed_a_line_each()
    {
        CopySample();
        await File.WriteAllTextAsync(Path.Combine(folder.FullName, "relais.csv"), "mail\nclaire\n");
        File.Delete(Path.Combine(folder.FullName, "groups.json"));

        var (code, output) = await CheckAsync(folder);

        Assert.Equal(1, code);
        Assert.Collection(
            output.TrimEnd().Split('\n'),
            line => Assert.StartsWith("groups.json:1:1  JSN008: ", line, StringComparison.Ordinal),
            line => Assert.StartsWith("relais.csv:1:1 mail  CSV008: ", line, StringComparison.Ordinal),
            line => Assert.StartsWith("relais.csv:2:1 mail  CSV004: « c*** »", line, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_wrong_line_of_the_business_figures_is_a_warning_and_the_campaign_runs()
    {
        CopySample();
        await File.WriteAllTextAsync(Path.Combine(folder.FullName, "business-kpis.csv"), "kpi,date,value,site\nabsenteisme,2026-02-31,6.4,\nabsenteisme,2026-02-28,6.4,\n");

        var (code, output) = await CheckAsync(folder);

        Assert.Equal(0, code);
        Assert.StartsWith("business-kpis.csv:2:13 date  warning KPI003: « 2026-02-31 »", output, StringComparison.Ordinal);
        Assert.Contains("avertissements : 1", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_that_is_missing_is_told_apart()
    {
        var (code, output) = await CheckAsync(new DirectoryInfo(Path.Combine(folder.FullName, "nowhere")));

        Assert.Equal(2, code);
        Assert.Contains("nowhere", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("../secret.csv")]
    [InlineData("lists/../../secret.csv")]
    [InlineData("/etc/passwd")]
    public async Task Names_that_leave_the_folder_open_nothing(string name)
    {
        var inside = folder.CreateSubdirectory("inside");
        await File.WriteAllTextAsync(Path.Combine(folder.FullName, "secret.csv"), "mail\n");
        await File.WriteAllTextAsync(Path.Combine(inside.FullName, "list.csv"), "mail\n");

        Assert.Null(await new FolderFiles(inside).OpenAsync(name, default));
        await using var content = await new FolderFiles(inside).OpenAsync("list.csv", default);
        Assert.NotNull(content);
    }

    [Fact]
    public async Task Schemas_are_written_as_they_are_checked_in()
    {
        Assert.Equal(0, await SchemasCommand.RunAsync(folder, TextWriter.Null));

        var checkedIn = Path.Combine(CampaignFolder.SampleFolder.FullName, "schemas");
        Assert.All(Directory.GetFiles(checkedIn), path => Assert.Equal(
            File.ReadAllBytes(path), File.ReadAllBytes(Path.Combine(folder.FullName, Path.GetFileName(path)))));
    }

    public void Dispose() => folder.Delete(recursive: true);

    private static async Task<(int Code, string Output)> CheckAsync(DirectoryInfo folder, bool strict = false)
    {
        await using var output = new StringWriter { NewLine = "\n" };
        return (await CheckCommand.RunAsync(folder, strict, new VirtualClock(new(2026, 9, 1, 6, 0, 0, TimeSpan.Zero)), output, default), output.ToString());
    }

    private void CopySample()
    {
        folder.CreateSubdirectory("images");
        foreach (var name in CampaignFolder.Sample().Names)
        {
            File.WriteAllBytes(Path.Combine(folder.FullName, name), CampaignFolder.Sample()[name]);
        }
    }
}
