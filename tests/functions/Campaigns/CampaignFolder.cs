using System.Runtime.CompilerServices;
using System.Text;
using AdoptionAutomation.Campaigns;

namespace AdoptionAutomation.Tests.Campaigns;

/// <summary>A campaign's files in memory: the sample campaign, in which a test changes what it is about.</summary>
internal sealed class CampaignFolder : ICampaignFiles
{
    private readonly Dictionary<string, byte[]> files = [];

    public static DirectoryInfo SampleFolder { get; } = new(FindSample());

    public static CampaignFolder Sample()
    {
        var folder = new CampaignFolder();
        foreach (var file in SampleFolder.EnumerateFiles().Concat(new DirectoryInfo(Path.Combine(SampleFolder.FullName, "images")).EnumerateFiles()))
        {
            folder.files[Path.GetRelativePath(SampleFolder.FullName, file.FullName).Replace('\\', '/')] = File.ReadAllBytes(file.FullName);
        }

        return folder;
    }

    public IReadOnlyCollection<string> Names => files.Keys;

    public byte[] this[string name] => files[name];

    public string Text(string name) => Encoding.UTF8.GetString(files[name]);

    public CampaignFolder With(string name, byte[] content)
    {
        files[name] = content;
        return this;
    }

    public CampaignFolder With(string name, string content) => With(name, Encoding.UTF8.GetBytes(content));

    public CampaignFolder Without(string name)
    {
        files.Remove(name);
        return this;
    }

    /// <summary>Changes the first place where <paramref name="old"/> stands, which must exist.</summary>
    public CampaignFolder Change(string name, string old, string replacement)
    {
        var text = Text(name);
        var at = text.IndexOf(old, StringComparison.Ordinal);
        Assert.True(at >= 0, $"{name} does not hold {old}");
        return With(name, text[..at] + replacement + text[(at + old.Length)..]);
    }

    public Task<CampaignReading> ReadAsync() => CampaignReader.ReadAsync(this, default);

    public Task<Stream?> OpenAsync(string name, CancellationToken cancellationToken) =>
        Task.FromResult<Stream?>(files.TryGetValue(name, out var content) ? new MemoryStream(content) : null);

    private static string FindSample([CallerFilePath] string here = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "../../../campaign"));
}
