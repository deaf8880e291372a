using AdoptionAutomation.Campaigns;

namespace AdoptionAutomation.Sandbox.Check;

/// <summary>A campaign's files in a folder. A name that leads out of the folder is a file that is not there.</summary>
internal sealed class FolderFiles(DirectoryInfo folder) : ICampaignFiles
{
    private readonly string root = Path.TrimEndingDirectorySeparator(folder.FullName) + Path.DirectorySeparatorChar;

    public Task<Stream?> OpenAsync(string name, CancellationToken cancellationToken)
    {
        var path = Path.GetFullPath(name, root);
        Stream? stream = path.StartsWith(root, StringComparison.Ordinal) && File.Exists(path) ? File.OpenRead(path) : null;
        return Task.FromResult(stream);
    }
}
