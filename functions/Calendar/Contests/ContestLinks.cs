using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Waves.PersonPages;
using Microsoft.Extensions.Options;

namespace AdoptionAutomation.Calendar.Contests;

/// <summary>The addresses of contests' pages, and back from a token to what it stands for.</summary>
internal sealed class ContestLinks(IOptions<LinksOptions> options, TimeProvider time)
{
    public const string Route = "contests";

    /// <summary>The page tells the result, and the record of the draw is to be had, for half a year.</summary>
    private const int DaysGood = 190;

    public const string HowToTurnOn = "The answer page needs an address: set Links:BaseUrl and Links:SigningKey.";

    public bool IsOn => options.Value.IsOn;

    /// <summary>The answer page; the same address each time.</summary>
    /// <param name="campaign">The campaign, in its scope.</param>
    /// <param name="contest">The contest.</param>
    /// <param name="person">Object id of the one person who may answer by it, for a mail of theirs; null: whoever signs in.</param>
    public string To(Campaign campaign, Contest contest, string? person = null) => $"{options.Value.Api}/{Route}?t={TokenOf(campaign, contest, person)}";

    /// <summary>The record of the draw.</summary>
    public string ToDraw(Campaign campaign, Contest contest) => $"{options.Value.Api}/{Route}/{contest.Id}/draw?t={TokenOf(campaign, contest, null)}";

    /// <summary>What a form carries. Nobody but the person is shown theirs, so that no other site can send the form in their name.</summary>
    public string TokenOf(Campaign campaign, Contest contest, string? person) => ContestToken.Write(
        options.Value.Keys[0],
        new(campaign.Id, contest.Id, person),
        DateOnly.FromDateTime(ContestTimes.ClosesAt(campaign, contest).UtcDateTime).AddDays(DaysGood));

    /// <summary>Null for a link that leads nowhere, or not any more.</summary>
    public ContestLink? Read(string? token) =>
        ContestToken.Read(options.Value.Keys, token, DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime));
}
