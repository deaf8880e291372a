using System.Text.Json.Nodes;
using AdoptionAutomation.Sandbox.Rehearsal;
using AdoptionAutomation.Tests.Sandbox.Storage;
using Spectre.Console;

namespace AdoptionAutomation.Tests.Sandbox.Rehearsal;

/// <summary>A small campaign in which everything happens once or twice, under all that goes wrong, on three instances that die: seed after seed.</summary>
public sealed class SoakTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 9)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public Task Nothing_is_lost_and_nothing_doubled_under_harsh_faults_on_three_instances(int seed) => HoldsAsync(seed, azurite);

    internal static async Task HoldsAsync(int seed, AzuriteFixture azurite)
    {
        var soak = new Soak(seed);

        var result = await soak.RunAsync(azurite);

        Assert.True(result.Holds, $"To repeat it: {soak.Command}\n{string.Join('\n', result.Findings)}\n{result.Summary.ToJson()}");
        Assert.True(result.Summary is { Instances: 3, People.Invited: > 20, Posts.Published: > 3, Surveys.Answers: > 5, Digests.Sent: > 0 });
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public async Task The_command_that_repeats_a_seed_gives_the_same_summary_to_the_byte(int instances)
    {
        var output = Directory.CreateTempSubdirectory("soak-");
        var soak = new Soak(101) { Instances = instances };
        var here = await soak.RunAsync(azurite);

        var code = await RehearseCommand.RunAsync(
            soak.Options with { Output = output }, AnsiConsole.Create(new() { Out = new AnsiConsoleOutput(TextWriter.Null) }), default);

        var summary = await File.ReadAllTextAsync(Path.Combine(output.FullName, "summary.json"));
        Assert.Equal((here.Holds ? 0 : 1, Timeless(here.Summary.ToJson())), (code, Timeless(summary)));
        Assert.True(here.Faults > 50);
        output.Delete(recursive: true);
    }

    private static string Timeless(string summary)
    {
        var json = JsonNode.Parse(summary)!.AsObject();
        json["wallSeconds"] = 0;
        return json.ToJsonString();
    }
}

/// <summary>Seeds that run beside the first ones.</summary>
public sealed class MoreSoakTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    public static TheoryData<int> Seeds => [.. Enumerable.Range(10, 8)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public Task Nothing_is_lost_and_nothing_doubled_under_harsh_faults_on_three_instances(int seed) => SoakTests.HoldsAsync(seed, azurite);
}

/// <summary>And the last.</summary>
public sealed class LastSoakTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    public static TheoryData<int> Seeds => [.. Enumerable.Range(18, 8)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public Task Nothing_is_lost_and_nothing_doubled_under_harsh_faults_on_three_instances(int seed) => SoakTests.HoldsAsync(seed, azurite);
}
