using AdoptionAutomation.Campaigns;
using Azure.Storage.Blobs;

namespace AdoptionAutomation.Calendar.Editing;

/// <summary>content-calendar.json of a campaign, and every version of it that was replaced.</summary>
internal sealed class CalendarVersions(BlobServiceClient blobs) : FileVersions(blobs, CampaignFileKind.CalendarName, "application/json");
