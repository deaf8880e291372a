using AdoptionAutomation.Sandbox.Faults;
using AdoptionAutomation.Sandbox.Rehearsal;
using AdoptionAutomation.Sandbox.Rehearsal.Preparing;
using AdoptionAutomation.Tests.Campaigns;
using AdoptionAutomation.Tests.Sandbox.Storage;

namespace AdoptionAutomation.Tests.Sandbox.Rehearsal;

public sealed class BadWeekTests(AzuriteFixture fixture) : IClassFixture<AzuriteFixture>
{
    [Fact]
    public async Task The_documented_bad_week_happens_as_written_and_the_proof_holds()
    {
        var output = Directory.CreateTempSubdirectory("bad-week-");
        var script = new FileInfo(Path.Combine(CampaignFolder.SampleFolder.Parent!.FullName, "docs", "rehearsal-bad-week.json"));
        using var prepared = (await Preparation.OfAsync(new(CampaignFolder.SampleFolder, 60, 8, 1, FaultScript.None, output) { FaultFile = script }, default))!;

        var result = await new RehearsalRun(prepared.Options, prepared.Campaign, new PlainView(TextWriter.Null)).RunAsync(fixture.Azurite, default);

        Assert.Empty(result.Findings);
        Assert.True(result.Holds);
        Assert.Equal("bad-week", result.Summary.Faults);
        Assert.Equal(
            [HappeningKind.SomebodyLeft, HappeningKind.FileBroken, HappeningKind.NamesConcealed, HappeningKind.MailsBounce, HappeningKind.ClockChanged],
            result.Happenings.Select(one => one.Kind));
        Assert.True(result.Deaths >= 2, "Both crashes happen.");
        Assert.Contains(result.Mails, mail => mail.Subject.Contains("content-calendar.json", StringComparison.Ordinal));
        output.Delete(recursive: true);
    }
}
