using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Mail;
using AdoptionAutomation.Operations;
using AdoptionAutomation.Waves.Life;
using Microsoft.AspNetCore.Http;

namespace AdoptionAutomation.Waves.Calls;

/// <summary>What the calls that act on a wave have in common: which campaign, which wave, and why.</summary>
internal sealed class WaveCalls(Access access, CampaignStore campaigns, WavesTable waves, MailRedirect redirect)
{
    private const int ShortestWhy = 3;
    private const int LongestWhy = 300;

    /// <summary>Finds what the call is about, or says what is wrong with it. A started wave that is no longer in the file can be stopped still.</summary>
    public async Task<IResult> ActAsync(HttpRequest request, string id, Func<WaveCall, Task<IResult>> act, CancellationToken cancellationToken)
    {
        var campaign = await campaigns.GetAsync(redirect.ScopeOf(access.CampaignOf(request)), cancellationToken);
        if (campaign.FindWave(id) is null && !await IsStartedAsync(campaign.Id, id, cancellationToken))
        {
            return Unknown(campaign, id);
        }

        return WhyIn(request, out var why) ?? await act(new(campaign, id, why));
    }

    /// <param name="request">The call.</param>
    /// <param name="why">What <c>?why=</c> says, without blanks around it; null if nothing was sent.</param>
    /// <returns>The answer if it is too short or too long; null if nothing is wrong.</returns>
    public static IResult? WhyIn(HttpRequest request, out string? why)
    {
        why = request.Query["why"].FirstOrDefault()?.Trim();
        return why is null or { Length: >= ShortestWhy and <= LongestWhy }
            ? null
            : Results.Problem(
                $"why is kept in the wave's history: {ShortestWhy} to {LongestWhy} characters, not {why.Length}; or leave it out.",
                statusCode: 400,
                title: "No such reason");
    }

    public static IResult Unknown(Campaign campaign, string wave) => Results.Problem(
        $"waves.json of {campaign.Id} has no wave '{wave}'; it has: {string.Join(", ", campaign.Waves.Select(known => known.Id))}.",
        statusCode: 404,
        title: "No such wave");

    /// <param name="wave">The wave's id.</param>
    /// <param name="refusal">To be read after its name.</param>
    public static IResult Refused(string wave, string refusal) =>
        Results.Problem($"Wave '{wave}': {refusal}.", statusCode: 409, title: "Not in this state");

    /// <summary>The wave as it is after a pause or a cancel; 202 while something is in flight.</summary>
    public static IResult AnswerOf(WaveCall call, Stopped stopped)
    {
        if (stopped.Wave.Refusal is { } refusal)
        {
            return Refused(call.Wave, refusal);
        }

        var body = StateOf(call.Campaign.Id, stopped);
        return stopped.Wave.Wave.State == WaveState.Pausing ? Results.Accepted($"/api/waves/{call.Wave}", body) : Results.Ok(body);
    }

    public static object StateOf(string campaign, Stopped stopped) => new
    {
        campaign,
        wave = stopped.Wave.Wave.Wave,
        state = WaveView.NameOf(stopped.Wave.Wave.State),
        next = stopped.Wave.Wave.Next is { } next ? WaveView.NameOf(next) : null,
        inFlight = stopped.InFlight,
    };

    /// <summary>Ids begin with a letter or digit; other rows of the table do not.</summary>
    private async Task<bool> IsStartedAsync(string campaign, string id, CancellationToken cancellationToken) =>
        id.Length is > 0 and <= 40 && id.All(c => char.IsAsciiLetterOrDigit(c) || c == '-') && char.IsAsciiLetterOrDigit(id[0])
        && await waves.FindAsync(campaign, id, cancellationToken) is not null;
}

/// <param name="Campaign">The campaign.</param>
/// <param name="Wave">The wave's id.</param>
/// <param name="Why">Why, in the caller's words; null if they say nothing.</param>
internal sealed record WaveCall(Campaign Campaign, string Wave, string? Why);
