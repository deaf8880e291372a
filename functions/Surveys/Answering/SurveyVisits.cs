using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Surveys.Rounds;
using Microsoft.Extensions.Options;

namespace AdoptionAutomation.Surveys.Answering;

/// <summary>From a link's token to who stands before the page. Whatever is wrong with a link, as much is asked of storage as if it were right.</summary>
internal sealed class SurveyVisits(
    SurveyLinks links, CampaignStore campaigns, OpenRounds rounds, LinksTable table, IOptions<CampaignsOptions> options, TimeProvider time)
{
    /// <summary>Where nobody is.</summary>
    private const string Nowhere = "0";

    /// <summary>Null for every link that takes no answer: unknown, forged, too old, spent, erased, of a round that has closed or is not sent any more.</summary>
    public async Task<SurveyVisit?> FindAsync(string? token, CancellationToken cancellationToken)
    {
        var read = links.Read(token);
        var ticket = read ?? new(options.Value.Default, Nowhere, Nowhere);
        var campaign = await CampaignAsync(ticket.Campaign, cancellationToken);
        var round = await rounds.FindAsync(ticket.Campaign, ticket.Round, cancellationToken);
        var link = await table.FindAsync(ticket.Campaign, ticket.Round, ticket.Person, cancellationToken);
        var takes = read is not null
            && round is not null && time.GetUtcNow() < round.ClosesAt
            && campaign?.FindSurvey(round.Survey.Id) is { Status: PostStatus.Approved }
            && link is { IsSpent: false, IsErased: false };
        return takes ? new(campaign!, round!, link!, token!) : null;
    }

    private async Task<Campaign?> CampaignAsync(string scope, CancellationToken cancellationToken)
    {
        try
        {
            return await campaigns.GetAsync(scope, cancellationToken);
        }
        catch (CampaignNotFoundException)
        {
            return null;
        }
    }
}

/// <summary>Somebody who may answer.</summary>
/// <param name="Campaign">In the link's scope.</param>
/// <param name="Round">What is asked.</param>
/// <param name="Link">Theirs, unspent.</param>
/// <param name="Token">As they sent it.</param>
internal sealed record SurveyVisit(Campaign Campaign, SurveyRound Round, SurveyLink Link, string Token)
{
    /// <param name="asked">By the page's address or form.</param>
    public string LanguageOf(string? asked) =>
        Round.Languages.FirstOrDefault(known => known == asked) ?? Round.Languages.FirstOrDefault(known => known == Link.Language) ?? Campaign.FirstLanguage;
}
