using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Graph;
using AdoptionAutomation.Operations;
using AdoptionAutomation.Waves.People;
using Microsoft.AspNetCore.Http;

namespace AdoptionAutomation.Calendar.Contests.Page;

/// <summary>
/// From a request to the contest that its token names and the person who stands before it: whoever App Service signed in, else whoever the
/// link is for.
/// </summary>
internal sealed class ContestVisits(ContestLinks links, Access access, CampaignStore campaigns, PeopleTable people, DirectoryUsers directory)
{
    /// <summary>The visit that a link leads to; null for a link that leads nowhere.</summary>
    public async Task<ContestVisit?> FromLinkAsync(HttpRequest request, string? token, CancellationToken cancellationToken) =>
        links.Read(token) is { } link ? await FindAsync(request, token!, link, access.SignedIn(request)?.Id ?? link.Person, cancellationToken) : null;

    /// <summary>
    /// The visit of somebody who sends the page's form. The form names its person in a token that only they were shown, so that no other
    /// site can send it for them; somebody else who has signed in meanwhile is not that person.
    /// </summary>
    public async Task<ContestVisit?> FromFormAsync(HttpRequest request, string? token, CancellationToken cancellationToken) =>
        links.Read(token) is { } link && (access.SignedIn(request)?.Id ?? link.Person) == link.Person
            ? await FindAsync(request, token!, link, link.Person, cancellationToken)
            : null;

    /// <summary>The contest of a link, whoever follows it.</summary>
    public async Task<(Campaign Campaign, Contest Contest)?> ContestOfAsync(ContestLink link, CancellationToken cancellationToken)
    {
        try
        {
            var campaign = await campaigns.GetAsync(link.Campaign, cancellationToken);
            var contest = campaign.Calendar.Contests.FirstOrDefault(contest => contest.Id == link.Contest && contest.Status == PostStatus.Approved);
            return contest is null ? null : (campaign, contest);
        }
        catch (CampaignNotFoundException)
        {
            return null;
        }
    }

    private async Task<ContestVisit?> FindAsync(
        HttpRequest request, string token, ContestLink link, string? person, CancellationToken cancellationToken)
    {
        if (await ContestOfAsync(link, cancellationToken) is not var (campaign, contest))
        {
            return null;
        }

        var languages = campaign.Settings.Languages;
        var usual = request.GetTypedHeaders().AcceptLanguage.OrderByDescending(one => one.Quality ?? 1)
            .Select(one => languages.FirstOrDefault(language => one.Value.StartsWith(language, StringComparison.OrdinalIgnoreCase)))
            .FirstOrDefault(language => language is not null) ?? campaign.FirstLanguage;
        if (person is null)
        {
            return new(campaign, contest, usual, new Visitor.Nobody(access.HasSignIn ? SignInUrl(token) : null));
        }

        return await LookUpAsync(campaign, person.ToLowerInvariant(), cancellationToken) is var (id, language)
            ? new(campaign, contest, languages.FirstOrDefault(known => known == language) ?? usual, new Visitor.Known(id))
            : new(campaign, contest, usual, new Visitor.Stranger());
    }

    /// <summary>A person of the campaign, or else of the directory; null for whoever is neither, or was erased.</summary>
    private async Task<(string Id, string? Language)?> LookUpAsync(Campaign campaign, string person, CancellationToken cancellationToken)
    {
        if (!Guid.TryParseExact(person, "D", out _))
        {
            return null;
        }

        if (await people.FindAsync(campaign.Id, person, cancellationToken) is { } row)
        {
            return row.IsErased ? null : (row.Id, row.Language);
        }

        var user = (await directory.FindByIdAsync([person], cancellationToken)).GetValueOrDefault(person);
        return user is { IsEnabled: true } ? (user.Id, user.Language) : null;
    }

    private static string SignInUrl(string token) =>
        $"/.auth/login/aad?post_login_redirect_uri={Uri.EscapeDataString($"/api/{ContestLinks.Route}?t={token}")}";
}
