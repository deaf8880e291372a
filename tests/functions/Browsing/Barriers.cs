using System.Text.Json;
using Microsoft.Playwright;

namespace AdoptionAutomation.Tests.Functions.Browsing;

/// <summary>What axe finds on a page that would keep somebody out (npm package axe-core).</summary>
internal static class Barriers
{
    private static readonly Lazy<string> Axe = new(() => File.ReadAllText(Find()));

    /// <returns>A line for each rule that an element breaks.</returns>
    public static async Task<IReadOnlyList<string>> OfAsync(IPage page)
    {
        await page.EvaluateAsync(Axe.Value);
        var found = await page.EvaluateAsync<JsonElement>(
            "async () => (await axe.run()).violations.flatMap(rule => rule.nodes.map(node => `${rule.id}: ${node.html.slice(0, 120)} ${node.failureSummary}`))");
        return [.. found.EnumerateArray().Select(line => line.GetString()!)];
    }

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var script = Path.Combine(folder.FullName, "node_modules", "axe-core", "axe.min.js");
            if (File.Exists(script))
            {
                return script;
            }
        }

        throw new FileNotFoundException($"axe-core is not installed above {AppContext.BaseDirectory}: run npm ci.");
    }
}
