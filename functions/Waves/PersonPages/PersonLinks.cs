using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Waves.People;
using Microsoft.Extensions.Options;

namespace AdoptionAutomation.Waves.PersonPages;

/// <summary>Links from mails to a person's own pages, and back from a link to the person.</summary>
internal sealed class PersonLinks(IOptions<LinksOptions> options, CampaignStore campaigns, PeopleTable people, TimeProvider time)
{
    public const string Route = "me";

    /// <summary>Half a year and a little: as long as a campaign.</summary>
    private const int DaysGood = 190;

    public bool IsOn => options.Value.IsOn;

    /// <param name="scope">The campaign's scope.</param>
    /// <param name="person">Object id.</param>
    /// <param name="purpose">What the page is to do.</param>
    public string To(string scope, string person, LinkPurpose purpose) =>
        $"{options.Value.Api}/{Route}?t={LinkToken.Write(options.Value.Keys[0], new(scope, person, purpose), Today().AddDays(DaysGood))}";

    /// <summary>Null for a link that leads nowhere, or not any more.</summary>
    public async Task<PersonVisit?> FindAsync(string? token, CancellationToken cancellationToken)
    {
        if (LinkToken.Read(options.Value.Keys, token, Today()) is not { } link)
        {
            return null;
        }

        try
        {
            var campaign = await campaigns.GetAsync(link.Campaign, cancellationToken);
            return await people.FindAsync(campaign.Id, link.Person, cancellationToken) is { Mail.Length: > 0 } person ? new(campaign, person, link.Purpose, token!) : null;
        }
        catch (CampaignNotFoundException)
        {
            return null;
        }
    }

    private DateOnly Today() => DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);
}

/// <summary>Somebody at a page of theirs.</summary>
internal sealed record PersonVisit(Campaign Campaign, PersonRow Person, LinkPurpose Purpose, string Token);
