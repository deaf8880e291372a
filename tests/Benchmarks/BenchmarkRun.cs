using System.Text.Json;
using AdoptionAutomation.Sandbox.Storage;
using Spectre.Console;

namespace AdoptionAutomation.Benchmarks;

/// <summary>Runs benchmarks one after another, shows their lines, keeps them in out/benchmarks.json.</summary>
internal static class BenchmarkRun
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    /// <returns>0 if every bound holds, else 1.</returns>
    public static async Task<int> RunAsync(IReadOnlyList<Benchmark> benchmarks, BenchmarkSize size, IAnsiConsole console)
    {
        var table = new Table().AddColumns("Measure", "Value", "Unit", "Bound", "");
        foreach (var column in new[] { 1, 3 })
        {
            table.Columns[column].RightAligned();
        }

        var lines = new List<Line>();
        await using var azurite = await Azurite.StartAsync();
        foreach (var benchmark in benchmarks)
        {
            console.WriteLine($"{benchmark.Name}: {benchmark.What} ...");
            await foreach (var line in benchmark.RunAsync(azurite, size))
            {
                lines.Add(line);
                table.AddRow(
                    new Text(line.Measure),
                    new Text(Line.Format(line.Value)),
                    new Text(line.Unit),
                    new Text(line.Bound is { } most ? $"<= {Line.Format(most)}" : ""),
                    line.Bound is null ? Text.Empty : line.IsOk ? new Markup("[green]ok[/]") : new Markup("[red]FAILED[/]"));
                console.WriteLine($"  {line.Measure}: {Line.Format(line.Value)} {line.Unit}{(line.IsOk ? "" : "  FAILED")}");
            }
        }

        console.Write(table);
        await WriteAsync(lines);
        return lines.TrueForAll(line => line.IsOk) ? 0 : 1;
    }

    private static async Task WriteAsync(IReadOnlyList<Line> lines)
    {
        var folder = Directory.CreateDirectory("out");
        var all = new { at = TimeProvider.System.GetUtcNow(), processors = Environment.ProcessorCount, lines };
        await File.WriteAllTextAsync(Path.Combine(folder.FullName, "benchmarks.json"), JsonSerializer.Serialize(all, Json));
    }
}
