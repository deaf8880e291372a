using AdoptionAutomation.Campaigns;
using Azure.Storage.Blobs;

namespace AdoptionAutomation.Kpis.Business;

/// <summary>business-kpis.csv of a campaign, and every version of it that was replaced.</summary>
internal sealed class BusinessVersions(BlobServiceClient blobs) : FileVersions(blobs, BusinessFigures.FileName, "text/csv");
