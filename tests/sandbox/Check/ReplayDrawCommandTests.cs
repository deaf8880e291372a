using AdoptionAutomation.Calendar.Contests;
using AdoptionAutomation.Sandbox.Check;
using AdoptionAutomation.Tests.Functions.Calendar.Contests;

namespace AdoptionAutomation.Tests.Sandbox.Check;

public sealed class ReplayDrawCommandTests
{
    private static readonly DrawRecord Record = Draw.Hold(
        "agora-2026", "quiz", "b", DrawTests.SeedOf(1), [.. Enumerable.Range(0, 6).Select(i => new ContestAnswer($"p{i}", "b", $"T{i}", false, default))]);

    [Fact]
    public async Task A_draw_that_holds_is_said_to_with_what_to_compare()
    {
        var (code, text) = await RunAsync(Record.ToJson());

        Assert.Equal(0, code);
        Assert.Contains($"among 6 tickets it gives {Record.Winner}.", text, StringComparison.Ordinal);
        Assert.Contains(Record.Commitment, text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"T3\"", "\"T3x\"", "listHash:")]
    [InlineData("\"answered\": 6", "\"answered\": 7", "listHash:")]
    [InlineData("\"agora-2026\"", "\"agora-2027\"", "listHash:")]
    [InlineData("\"commitment\": \"", "\"commitment\": \"0", "commitment:")]
    [InlineData("\"winner\": \"T", "\"winner\": \"TT", "winner:")]
    [InlineData("\"seed\": \"", "\"seed\": \"zz", "seed:")]
    [InlineData("\"version\": 1", "\"version\": 2", "version:")]
    [InlineData("x mod n", "x mod 2", "algorithm:")]
    public async Task What_does_not_hold_is_named(string was, string now, string named)
    {
        var (code, text) = await RunAsync(Record.ToJson().Replace(was, now, StringComparison.Ordinal));

        Assert.Equal(1, code);
        Assert.Contains(named, text, StringComparison.Ordinal);
        Assert.Contains("does NOT hold", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("<html>")]
    [InlineData("{ \"version\": 1 }")]
    public async Task What_is_no_record_is_said_to_be_none(string content)
    {
        var (code, text) = await RunAsync(content);

        Assert.Equal(2, code);
        Assert.Contains("cannot be read as the record of a draw", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_is_not_there_is_said_not_to_be()
    {
        await using var output = new StringWriter();

        Assert.Equal(2, await ReplayDrawCommand.RunAsync(new("no-such.json"), output, default));
    }

    private static async Task<(int Code, string Text)> RunAsync(string content)
    {
        var file = new FileInfo(Path.GetTempFileName());
        await File.WriteAllTextAsync(file.FullName, content);
        await using var output = new StringWriter();
        var code = await ReplayDrawCommand.RunAsync(file, output, default);
        file.Delete();
        return (code, output.ToString());
    }
}
