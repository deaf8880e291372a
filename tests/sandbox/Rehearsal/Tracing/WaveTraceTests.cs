using AdoptionAutomation.Operations.Tracing;
using AdoptionAutomation.Sandbox.Faults;
using AdoptionAutomation.Sandbox.Rehearsal;
using AdoptionAutomation.Sandbox.Rehearsal.Tracing;
using AdoptionAutomation.Storage;
using AdoptionAutomation.Tests.Functions;
using AdoptionAutomation.Tests.Sandbox.Storage;
using AdoptionAutomation.Waves;
using Spectre.Console;

namespace AdoptionAutomation.Tests.Sandbox.Rehearsal.Tracing;

public sealed class WaveTraceTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    private static readonly HashSet<string> Waves = ["first", "second"];

    [Fact]
    public async Task The_tree_of_a_wave_goes_from_its_call_to_its_effects_with_what_came_of_them()
    {
        await using var app = await AppTest.StartAsync(azurite.NewAccount());
        await app.ProvisionAsync();
        var trace = new WaveTrace("first", Waves, app.World.Clock);
        using var listening = trace.Listen();

        await app.CallAsync(HttpMethod.Post, "/api/waves/first/start");
        await app.PassAsync(TimeSpan.FromMinutes(50));

        var mails = app.Tenant.Log.Mails.Count;
        var printed = Print(trace.Root);
        Assert.Contains("Trace of wave first (virtual time, UTC):\n  StartWave  09-07 06:30:00\n    invite-people Resolve  09-07 06:30", printed, StringComparison.Ordinal);
        var welcome = Assert.Single(printed.Split('\n'), line => line.TrimStart().StartsWith("send-mail welcome", StringComparison.Ordinal));
        Assert.Contains($"done {mails}]", welcome, StringComparison.Ordinal);
        Assert.DoesNotContain("@", printed, StringComparison.Ordinal);
    }

    [Fact]
    public void Work_that_puts_itself_again_is_folded_into_where_it_began()
    {
        var root = new TraceNode("wave first", parent: null);
        var at = DateTimeOffset.UnixEpoch;

        var invite = root.Add("PlanHour", at).Add("Cut", at).Add("Invite", at);
        Assert.Same(invite, invite.Add("Mail", at).Add("Cut", at.AddHours(1)).Add("Invite", at.AddHours(2)));

        Assert.Equal((2, at, at.AddHours(2)), (invite.Count, invite.First, invite.Last));
        Assert.Equal("    Cut x 2  01-01 00:00:00 to 01-01 01:00:00", Print(root).Split('\n')[2]);
    }

    [Fact]
    public async Task What_is_of_another_wave_or_of_nobodys_stays_out()
    {
        await using var parts = await AppParts.StartAsync(azurite.NewAccount());
        var trace = new WaveTrace("first", Waves, parts.Clock);
        using var listening = trace.Listen();

        using (var mine = Telemetry.StartDelivery(new InvitePeopleMessage("small", "first", InviteStep.Cut), parts.Clock.GetUtcNow()))
        {
            using var request = Telemetry.StartRequest("find 3 users by mail");
            using var others = Telemetry.StartDelivery(new InvitePeopleMessage("small", "second", InviteStep.Open) { Trace = mine!.Id }, parts.Clock.GetUtcNow());
        }

        using (Telemetry.StartDelivery(new AdoptionAutomation.Groups.ProvisionGroupMessage("small", "first"), parts.Clock.GetUtcNow()))
        {
            using var request = Telemetry.StartRequest("read a group");
        }

        Assert.Equal(["(earlier work)", "invite-people Cut", "find … users by mail"], Flat(trace.Root).Skip(1).Select(node => node.Name));
    }

    [Fact]
    public async Task An_unknown_wave_is_an_error_that_names_the_waves_before_anything_starts()
    {
        var folder = new SmallCampaign().Write();
        var output = new DirectoryInfo(Path.Combine(folder.FullName, "out"));
        var text = new StringWriter();

        var code = await RehearseCommand.RunAsync(new(folder, 60, 1, 1, FaultScript.None, output) { Trace = "frist" }, ConsoleTo(text), default);

        Assert.Equal((2, false), (code, output.Exists));
        Assert.Equal("--trace: the campaign has no wave 'frist'. Its waves: first, second.", text.ToString().ReplaceLineEndings(" ").Trim());
        folder.Delete(recursive: true);
    }

    private static IEnumerable<TraceNode> Flat(TraceNode node) => node.Children.SelectMany(Flat).Prepend(node);

    private static string Print(TraceNode root)
    {
        var text = new StringWriter();
        TraceView.Print(ConsoleTo(text), root);
        return text.ToString().ReplaceLineEndings("\n");
    }

    private static IAnsiConsole ConsoleTo(TextWriter text)
    {
        var console = AnsiConsole.Create(new() { Ansi = AnsiSupport.No, Interactive = InteractionSupport.No, Out = new AnsiConsoleOutput(text) });
        console.Profile.Width = 200;
        return console;
    }
}
