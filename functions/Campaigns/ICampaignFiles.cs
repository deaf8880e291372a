namespace AdoptionAutomation.Campaigns;

/// <summary>Where a campaign's files are: a folder on a laptop, or the blob container in Azure.</summary>
internal interface ICampaignFiles
{
    /// <summary>Opens a file by its name relative to the campaign's folder; null if there is none.</summary>
    Task<Stream?> OpenAsync(string name, CancellationToken cancellationToken);
}
