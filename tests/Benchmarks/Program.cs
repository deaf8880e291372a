using System.CommandLine;
using AdoptionAutomation.Benchmarks;
using Spectre.Console;

const int CouldNotRun = 2;

var names = new Argument<string[]>("NAME")
{
    Description = $"What to measure: {string.Join("; ", Benchmark.All.Select(one => $"{one.Name} ({one.What})"))}. All, if left out.",
    Arity = ArgumentArity.ZeroOrMore,
};
names.AcceptOnlyFromAmong([.. Benchmark.All.Select(one => one.Name)]);
var large = new Option<bool>("--large")
{
    Description = "With 50,000 and 100,000 people into one group, planning for 1,000,000 and a rehearsal of 10,000: takes an hour or more.",
};
var command = new RootCommand("Measures what the app costs beside the naive way, and fails if a bound of the design does not hold.") { names, large };
command.SetAction((parsed, _) => new BenchmarkRun(parsed.GetValue(large) ? BenchmarkSize.Large : BenchmarkSize.Usual, Terminal()).RunAsync(
    [.. Benchmark.All.Where(one => parsed.GetValue(names) is not { Length: > 0 } wanted || wanted.Contains(one.Name))]));

var asked = command.Parse(args);
var code = await asked.InvokeAsync();
return asked.Errors.Count > 0 ? CouldNotRun : code;

// Redirected output is plain text in long lines.
static IAnsiConsole Terminal()
{
    if (!Console.IsOutputRedirected)
    {
        return AnsiConsole.Console;
    }

    var plain = AnsiConsole.Create(new() { Ansi = AnsiSupport.No, ColorSystem = ColorSystemSupport.NoColors, Out = new AnsiConsoleOutput(Console.Out) });
    plain.Profile.Width = 160;
    return plain;
}
