using System.Text.Json.Nodes;
using AdoptionAutomation.Sandbox.Faults;
using AdoptionAutomation.Sandbox.Rehearsal;
using AdoptionAutomation.Sandbox.Rehearsal.Preparing;
using AdoptionAutomation.Tests.Campaigns;
using AdoptionAutomation.Tests.Sandbox.Storage;

namespace AdoptionAutomation.Tests.Sandbox.Rehearsal;

public sealed class BadWeekTests(AzuriteFixture fixture) : IClassFixture<AzuriteFixture>
{
    private static readonly string Docs = Path.Combine(CampaignFolder.SampleFolder.Parent!.FullName, "docs");

    /// <summary>But for the change of clocks, which is weeks away.</summary>
    [Fact]
    public async Task The_documented_bad_week_happens_as_written_and_the_proof_holds()
    {
        var output = Directory.CreateTempSubdirectory("bad-week-");
        File.Copy(Path.Combine(Docs, "rehearsal-bad-calendar.json"), Path.Combine(output.FullName, "rehearsal-bad-calendar.json"));
        var written = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(Docs, "rehearsal-bad-week.json")))!;
        written["events"]!.AsArray().RemoveAll(one => one!["clockChange"] is not null);
        var script = new FileInfo(Path.Combine(output.FullName, "week.json"));
        await File.WriteAllTextAsync(script.FullName, written.ToJsonString());
        using var prepared = (await Preparation.OfAsync(new(CampaignFolder.SampleFolder, 60, 3, 1, FaultScript.None, output) { FaultFile = script }, default))!;

        var result = await new RehearsalRun(prepared.Options, prepared.Campaign, new PlainView(TextWriter.Null)).RunAsync(fixture.Azurite, default);

        Assert.Empty(result.Findings);
        Assert.True(result.Holds);
        Assert.Equal("bad-week", result.Summary.Faults);
        Assert.Equal(
            [HappeningKind.SomebodyLeft, HappeningKind.FileBroken, HappeningKind.NamesConcealed, HappeningKind.MailsBounce],
            result.Happenings.Select(one => one.Kind));
        Assert.True(result.Deaths >= 2, "Both crashes happen.");
        Assert.Contains(result.Mails, mail => mail.Subject.Contains("content-calendar.json", StringComparison.Ordinal));
        output.Delete(recursive: true);
    }
}
