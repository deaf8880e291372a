using Azure;
using Azure.Storage.Blobs;

namespace AdoptionAutomation.Campaigns;

/// <summary>A campaign's files in the blob container, under a folder.</summary>
internal sealed class BlobFiles(BlobContainerClient container, string folder) : ICampaignFiles
{
    public async Task<Stream?> OpenAsync(string name, CancellationToken cancellationToken)
    {
        try
        {
            return await container.GetBlobClient(folder + name).OpenReadAsync(cancellationToken: cancellationToken);
        }
        catch (RequestFailedException missing) when (missing.Status == 404)
        {
            return null;
        }
    }
}
