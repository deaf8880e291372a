using System.Globalization;
using AdoptionAutomation.Kpis.Book;

namespace AdoptionAutomation.Sandbox.Check;

/// <summary>Writes the table of all figures into docs/kpis.md, between its two marks.</summary>
internal static class KpisCommand
{
    private const string Begin = "<!-- figures: written by the command kpis -->";
    private const string End = "<!-- end of figures -->";

    /// <returns>0, or 2 if the file has not the two marks.</returns>
    public static async Task<int> RunAsync(FileInfo file, TextWriter output, CancellationToken cancellationToken)
    {
        var text = file.Exists ? await File.ReadAllTextAsync(file.FullName, cancellationToken) : "";
        if (Written(text) is not { } written)
        {
            await output.WriteLineAsync($"{file.FullName} is not there, or lacks the lines '{Begin}' and '{End}'.");
            return 2;
        }

        await File.WriteAllTextAsync(file.FullName, written, cancellationToken);
        await output.WriteLineAsync(file.FullName);
        return 0;
    }

    /// <summary>The document with the figures as they are; null: it has no place for them.</summary>
    public static string? Written(string document)
    {
        var (begin, end) = (document.IndexOf(Begin, StringComparison.Ordinal), document.IndexOf(End, StringComparison.Ordinal));
        return begin < 0 || end < begin ? null : $"{document[..(begin + Begin.Length)]}\n\n{Table()}\n{document[end..]}";
    }

    private static string Table() => string.Concat(
        KpiBook.Standard.Select(LineOf).Prepend("| id | figure | formula | unit | of | better | what for | source |\n|---|---|---|---|---|---|---|---|\n"));

    private static string LineOf(Kpi kpi)
    {
        var scopes = string.Join(", ", kpi.Scopes.Select(scope => scope.ToString().ToLowerInvariant()));
        var references = string.Join("; ", kpi.References.Select(reference => string.Create(CultureInfo.InvariantCulture, $"{reference.Value}: {reference.Text.En}")));
        var why = references.Length > 0 ? $"{kpi.Why.En} ({references})" : kpi.Why.En;
        var better = kpi.Better switch { true => "higher", false => "lower", _ => "" };
        return $"| `{kpi.Id}` | {kpi.Name.En} | {kpi.Formula.En} | {UnitOf(kpi.Unit)} | {scopes} | {better} | {why} | {kpi.Source.En} |\n";
    }

    private static string UnitOf(KpiUnit unit) => unit switch
    {
        KpiUnit.Percent => "%",
        KpiUnit.Score => "1 to 5",
        KpiUnit.Points => "−100 to 100",
        _ => unit.ToString().ToLowerInvariant(),
    };
}
