using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Operations;
using AdoptionAutomation.Waves.PersonPages;
using Microsoft.Extensions.Options;

namespace AdoptionAutomation.Calendar.Subscribing;

/// <summary>The signed link to a campaign's calendar: one for all who run it, good until <c>Links:SigningKey</c> is changed.</summary>
internal sealed class FeedLinks(IOptions<LinksOptions> options)
{
    private const string Domain = "calendar-feed:";

    /// <summary>Null: links are not set up.</summary>
    /// <param name="campaign">The campaign's id.</param>
    public string? For(string campaign) => options.Value is { Api: { } api, Keys: [var key, ..] }
        ? $"{api}/calendar.ics?t={SignedText.Write(key, Domain, campaign)}"
        : null;

    /// <summary>The campaign's id; null for whatever was not signed here.</summary>
    public string? Read(string? token) => SignedText.Read(options.Value.Keys, Domain, token) is { } id && CampaignFile.IsId(id) ? id : null;

    /// <summary>The page of a post; null: links are not set up.</summary>
    public string? PageOf(string campaign, string occurrence) => options.Value.Api is { } api
        ? $"{api}/calendar/post?campaign={Uri.EscapeDataString(campaign)}&occurrence={Uri.EscapeDataString(occurrence)}"
        : null;

    /// <summary>The calendar's page; null: links are not set up.</summary>
    public string? PageOf(string campaign) => options.Value.Api is { } api
        ? $"{api}/calendar?campaign={Uri.EscapeDataString(campaign)}"
        : null;
}
