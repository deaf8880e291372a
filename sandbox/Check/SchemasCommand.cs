using AdoptionAutomation.Campaigns;

namespace AdoptionAutomation.Sandbox.Check;

/// <summary>Writes the schemas of the campaign files.</summary>
internal static class SchemasCommand
{
    public static async Task<int> RunAsync(DirectoryInfo folder, TextWriter output)
    {
        folder.Create();
        foreach (var (name, text) in CampaignSchemas.Render())
        {
            var path = Path.Combine(folder.FullName, name);
            await File.WriteAllTextAsync(path, text);
            await output.WriteLineAsync(path);
        }

        return 0;
    }
}
