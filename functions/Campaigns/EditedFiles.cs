namespace AdoptionAutomation.Campaigns;

/// <summary>A campaign's files with one of them written otherwise.</summary>
internal sealed class EditedFiles(ICampaignFiles files, string name, byte[] content) : ICampaignFiles
{
    public Task<Stream?> OpenAsync(string wanted, CancellationToken cancellationToken) =>
        wanted == name ? Task.FromResult<Stream?>(new MemoryStream(content, writable: false)) : files.OpenAsync(wanted, cancellationToken);
}
