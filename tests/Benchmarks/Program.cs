using System.CommandLine;
using AdoptionAutomation.Benchmarks;
using Spectre.Console;

var names = new Argument<string[]>("NAME")
{
    Description = $"What to measure: {string.Join("; ", Benchmark.All.Select(one => $"{one.Name} ({one.What})"))}. All, if left out.",
    Arity = ArgumentArity.ZeroOrMore,
};
names.AcceptOnlyFromAmong([.. Benchmark.All.Select(one => one.Name)]);
var large = new Option<bool>("--large")
{
    Description = "With 50,000 and 100,000 people into one group and planning for 1,000,000: takes an hour or more.",
};
var command = new RootCommand("Measures what the app costs, and fails if a bound of the design does not hold.") { names, large };
command.SetAction((parsed, _) => BenchmarkRun.RunAsync(
    [.. Benchmark.All.Where(one => parsed.GetValue(names) is not { Length: > 0 } wanted || wanted.Contains(one.Name))],
    parsed.GetValue(large) ? BenchmarkSize.Large : BenchmarkSize.Usual,
    AnsiConsole.Console));
return await command.Parse(args).InvokeAsync();
