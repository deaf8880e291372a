using AdoptionAutomation.Sandbox.Rehearsal;
using AdoptionAutomation.Sandbox.Rehearsal.Reporting;
using Spectre.Console;

namespace AdoptionAutomation.Tests.Sandbox.Rehearsal.Reporting;

public sealed class ComparisonTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("compare");

    public void Dispose() => folder.Delete(recursive: true);

    [Theory]
    [InlineData("seed", "1", "2", "≠")]
    [InlineData("faults", "none", "harsh", "≠")]
    [InlineData("gate of tous", "activation ≥ 30 %", "activation ≥ 50 %", "≠")]
    [InlineData("invited", "90", "81", "▼ −9 (−10 %)")]
    [InlineData("lost", "0", "0", "")]
    [InlineData("graphThrottled", "0", "7", "▲ +7")]
    [InlineData("wave tous opened", "2026-09-28", "2026-10-01", "▲ +3 days")]
    [InlineData("25 % of the people active", "2026-09-20", "2026-09-19", "▼ −1 days")]
    [InlineData("50 % of the people active", "2026-09-30", "never", "≠")]
    [InlineData("75 % of the people active", "never", "never", "")]
    public void A_difference_is_told_by_arrow_and_sign(string name, string one, string other, string mark)
    {
        var line = Comparison.Of(One, Other).First(line => line.Name == name);

        Assert.Equal((one, other, mark), (line.One, line.Other, line.Mark));
    }

    [Fact]
    public void What_was_set_comes_first_and_every_figure_is_there()
    {
        var lines = Comparison.Of(One, Other);

        Assert.Equal(["what was set", "groups", "people", "mails", "posts", "surveys", "kpis", "digests", "requests", "when", "time"], lines.Where(line => line.IsTitle).Select(line => line.Name));
        Assert.Equal(["seed", "employees", "weeks", "faults", "instances", "campaign", "gate of tous"], lines.Skip(1).Take(7).Select(line => line.Name));
    }

    [Fact]
    public async Task Two_folders_are_compared_and_the_same_run_twice_differs_in_nothing()
    {
        await WriteAsync("a", One);
        await WriteAsync("b", One);
        var (code, output) = await RunAsync(PathOf("a"), Path.Combine(PathOf("b"), "summary.json"));

        Assert.Equal(0, code);
        Assert.Contains("wave tous opened", output, StringComparison.Ordinal);
        Assert.DoesNotContain('▲', output);
        Assert.DoesNotContain('≠', output);
    }

    [Fact]
    public async Task Without_timelines_the_figures_are_compared_and_their_absence_is_said()
    {
        await WriteAsync("a", One with { Timeline = null });
        var (code, output) = await RunAsync(PathOf("a"), PathOf("a"));

        Assert.Equal(0, code);
        Assert.Contains("invited", output, StringComparison.Ordinal);
        Assert.Contains("timeline.json cannot be read", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, "is not there: name a folder that rehearse has written")]
    [InlineData("not json", "is not the summary of a rehearsal")]
    [InlineData("null", "is not the summary of a rehearsal")]
    [InlineData("""{ "seed": 1 }""", "is not the summary of a rehearsal")]
    public async Task A_missing_or_foreign_file_is_named_and_nothing_is_compared(string? content, string error)
    {
        await WriteAsync("a", One);
        if (content is not null)
        {
            Directory.CreateDirectory(PathOf("b"));
            await File.WriteAllTextAsync(Path.Combine(PathOf("b"), "summary.json"), content);
        }

        var (code, output) = await RunAsync(PathOf("a"), PathOf("b"));

        Assert.Equal(2, code);
        Assert.Contains(error, output, StringComparison.Ordinal);
        Assert.DoesNotContain("what was set", output, StringComparison.Ordinal);
    }

    private static ComparedRun One => new(
        new()
        {
            Seed = 1,
            Employees = 100,
            Weeks = 6,
            Faults = "none",
            WallSeconds = 9.5,
            Groups = new(18, 18, 0),
            People = new(92, 90, 2, 0, 0, 0, 70),
            Mails = new(800, 2, 0, 0, 0),
            Requests = new(900, 0, 100, 4000, 300, 900),
        },
        new("agora-2026", new(2026, 9, 7), [new("tous", new(2026, 9, 28, 7, 0, 0, DateTimeKind.Utc), 0, "activation ≥ 30 %")], [new(1, 0, 0, 5, 2, 0, 0)])
        {
            Activation = new Dictionary<string, DateOnly?>(StringComparer.Ordinal) { ["25"] = new(2026, 9, 20), ["50"] = new(2026, 9, 30), ["75"] = null },
        });

    private static ComparedRun Other => new(
        One.Summary with { Seed = 2, Faults = "harsh", People = One.Summary.People with { Invited = 81 }, Requests = One.Summary.Requests with { GraphThrottled = 7 } },
        One.Timeline! with
        {
            Waves = [new("tous", new(2026, 10, 1, 7, 0, 0, DateTimeKind.Utc), 3, "activation ≥ 50 %")],
            Activation = new Dictionary<string, DateOnly?>(StringComparer.Ordinal) { ["25"] = new(2026, 9, 19), ["50"] = null, ["75"] = null },
        });

    private string PathOf(string name) => Path.Combine(folder.FullName, name);

    private async Task WriteAsync(string name, ComparedRun run)
    {
        var to = folder.CreateSubdirectory(name).FullName;
        await File.WriteAllTextAsync(Path.Combine(to, "summary.json"), run.Summary.ToJson());
        if (run.Timeline is { } timeline)
        {
            await File.WriteAllTextAsync(Path.Combine(to, Timeline.FileName), timeline.ToJson());
        }
    }

    private static async Task<(int Code, string Output)> RunAsync(string one, string other)
    {
        using var output = new StringWriter();
        var console = AnsiConsole.Create(new() { Ansi = AnsiSupport.No, Out = new AnsiConsoleOutput(output) });
        console.Profile.Width = 400;
        return (await CompareCommand.RunAsync(one, other, console, default), output.ToString());
    }
}
