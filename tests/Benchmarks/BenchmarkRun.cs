using System.Text.Json;
using AdoptionAutomation.Sandbox.Storage;
using Spectre.Console;

namespace AdoptionAutomation.Benchmarks;

/// <summary>Runs benchmarks one after another, shows their lines in one table, keeps them in out/benchmarks.json.</summary>
internal sealed class BenchmarkRun(BenchmarkSize size, IAnsiConsole console)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    private readonly List<(string Benchmark, Line Line)> lines = [];
    private readonly Table table = TableOf("Measure", "Ours", "Naive", "Ratio", "Unit", "Bound", "ok");
    private bool isWhole = true;

    /// <returns>0 if every bound holds, 1 if one does not, 2 if something could not be measured.</returns>
    public async Task<int> RunAsync(IReadOnlyList<Benchmark> benchmarks)
    {
        await using var azurite = await Azurite.StartAsync();
        foreach (var benchmark in benchmarks)
        {
            console.WriteLine($"{benchmark.Name}: {benchmark.What} ...");
            table.AddRow(new Markup($"[bold]{benchmark.Name.EscapeMarkup()}[/]"));
            await MeasureAsync(benchmark, azurite);
            await WriteAsync();
        }

        console.Write(table);
        return !isWhole ? 2 : lines.TrueForAll(one => one.Line.IsOk) ? 0 : 1;
    }

    private async Task MeasureAsync(Benchmark benchmark, Azurite azurite)
    {
        try
        {
            await foreach (var line in benchmark.RunAsync(azurite, size))
            {
                lines.Add((benchmark.Name, line));
                Show(line);
            }
        }
        catch (NotMeasuredException failure)
        {
            isWhole = false;
            console.WriteLine($"  {failure.Message}");
            table.AddRow(new Text("  not measured"));
        }
    }

    private void Show(Line line)
    {
        var naive = line.Naive is null ? "" : $" (naive {Line.Format(line.Naive)})";
        console.WriteLine($"  {line.Measure}: {Line.Format(line.Ours)} {line.Unit}{naive}{(line.IsOk ? "" : "  FAILED")}");
        table.AddRow(
            new Text($"  {line.Measure}"),
            new Text(Line.Format(line.Ours)),
            new Text(Line.Format(line.Naive)),
            new Text(line.Ratio is { } ratio ? $"x {Line.Format(ratio)}" : ""),
            new Text(line.Unit),
            new Text(line.Bound is { } most ? $"<= {Line.Format(most)}" : ""),
            line.Bound is null ? Text.Empty : line.IsOk ? new Markup("[green]ok[/]") : new Markup("[red]FAILED[/]"));
    }

    private async Task WriteAsync()
    {
        var all = new
        {
            at = TimeProvider.System.GetUtcNow(),
            processors = Environment.ProcessorCount,
            size = size.ToString().ToLowerInvariant(),
            lines = lines.Select(one => new
            {
                one.Benchmark,
                one.Line.Measure,
                one.Line.Ours,
                one.Line.Naive,
                one.Line.Ratio,
                one.Line.Unit,
                one.Line.Bound,
                Ok = one.Line.IsOk,
            }),
        };
        var folder = Directory.CreateDirectory("out");
        await File.WriteAllTextAsync(Path.Combine(folder.FullName, "benchmarks.json"), JsonSerializer.Serialize(all, Json));
    }

    private static Table TableOf(params string[] columns)
    {
        var empty = new Table().AddColumns(columns);
        foreach (var column in new[] { 1, 2, 3, 5 })
        {
            empty.Columns[column].RightAligned();
        }

        return empty;
    }
}
