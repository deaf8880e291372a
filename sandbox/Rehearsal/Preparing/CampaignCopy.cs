using System.Text.Json;
using System.Text.Json.Nodes;

namespace AdoptionAutomation.Sandbox.Rehearsal.Preparing;

/// <summary>A campaign's folder, copied to be rehearsed otherwise than it is written; gone when it is disposed of.</summary>
internal sealed class CampaignCopy : IDisposable
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    /// <param name="original">Only read.</param>
    public CampaignCopy(DirectoryInfo original)
    {
        Folder = Directory.CreateTempSubdirectory("rehearsal-");
        foreach (var file in original.EnumerateFiles("*", SearchOption.AllDirectories))
        {
            var to = Path.Combine(Folder.FullName, Path.GetRelativePath(original.FullName, file.FullName));
            Directory.CreateDirectory(Path.GetDirectoryName(to)!);
            file.CopyTo(to);
        }
    }

    public DirectoryInfo Folder { get; }

    /// <summary>Rewrites a JSON file of a sound campaign.</summary>
    public void Edit(string name, Action<JsonObject> change)
    {
        var path = Path.Combine(Folder.FullName, name);
        var root = JsonNode.Parse(File.ReadAllText(path))!.AsObject();
        change(root);
        File.WriteAllText(path, root.ToJsonString(Indented));
    }

    public void Dispose() => Folder.Delete(recursive: true);
}
