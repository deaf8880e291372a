using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Effects;
using AdoptionAutomation.Graph;
using AdoptionAutomation.Groups;
using AdoptionAutomation.Storage;
using AdoptionAutomation.Surveys.Rounds;
using AdoptionAutomation.Waves.People;
using Microsoft.Extensions.Logging;

namespace AdoptionAutomation.Surveys.Asking;

/// <summary>Gives everybody of a round's audience a link, streamed; after each page its cursor is kept, so a repeat meets one page again.</summary>
internal sealed partial class RoundLinks(
    WelcomedAudience welcomed,
    DirectoryAudience directory,
    LinksTable links,
    RoundsTable rounds,
    GroupsTable groups,
    RateGovernor governor,
    TimeProvider time,
    ILogger<RoundLinks> logger)
{
    /// <summary>Pages read in one go (20,000 people): well within the host's function timeout.</summary>
    private const int PagesAtOnce = 20;

    /// <summary>Spellings kept with a round, whose row is not large; beyond them a site is called as the person's own entry says.</summary>
    private const int MostSites = 400;

    public async Task<RoundProgress> GiveAsync(Campaign campaign, SurveyRound round, CancellationToken cancellationToken)
    {
        var asksDirectory = AsksDirectory(round);
        if (asksDirectory && await governor.TakeAsync(Lane.GraphReads, 1, null, cancellationToken) is { } turn)
        {
            return new(round, turn.At - time.GetUtcNow());
        }

        try
        {
            var known = round.Sites.Count > 0 || PeopleSites.Of(campaign).Count == 0 ? round : round with { Sites = await SitesAsync(campaign, cancellationToken) };
            return await GivePagesAsync(campaign, known, cancellationToken);
        }
        catch (GraphFailure failure) when (failure.Outcome != OutcomeKind.Refused)
        {
            // The pages before are kept: whoever comes back reads the round as it is by then.
            return new(round, await governor.ReportAsync(Lane.GraphReads, failure, time, cancellationToken));
        }
    }

    private async Task<RoundProgress> GivePagesAsync(Campaign campaign, SurveyRound round, CancellationToken cancellationToken)
    {
        var (at, pages) = (RoundCursor.Of(round).At, 0);
        var audience = AsksDirectory(round)
            ? directory.ReadAsync(campaign, at, cancellationToken)
            : welcomed.ReadAsync(campaign, round, at, cancellationToken);
        await foreach (var page in audience.Take(PagesAtOnce).WithCancellation(cancellationToken))
        {
            if (page.Wait is { } wait)
            {
                return new(round, wait);
            }

            if (await GiveAsync(campaign, round, page, cancellationToken) is not { } kept)
            {
                return new(null);
            }

            (round, pages) = (kept, pages + 1);
        }

        return pages == PagesAtOnce || RoundCursor.Of(round).IsRead
            ? new(round)
            : new(await rounds.TryWriteAsync(campaign.Id, round with { Cursor = Read }, cancellationToken));
    }

    private async Task<SurveyRound?> GiveAsync(Campaign campaign, SurveyRound round, RoundPage page, CancellationToken cancellationToken)
    {
        var sites = round.Sites.Concat(page.Sites).DistinctBy(site => site.Key).ToDictionary(StringComparer.Ordinal);
        var places = new RoundPlaces(campaign, sites);
        foreach (var some in page.People.Select(person => LinkOf(person, places)).Chunk(RowTransactions.Size))
        {
            await links.AddAsync(campaign.Id, round.Id, some, cancellationToken);
        }

        Log.Page(logger, campaign.Id, round.Id, page.People.Count);
        var cursor = page.Next is { } next ? new RoundCursor(false, next).ToString() : Read;
        var kept = round with { Cursor = cursor, Sites = sites.Take(MostSites).ToDictionary(StringComparer.Ordinal) };
        return await rounds.TryWriteAsync(campaign.Id, kept, cancellationToken);
    }

    private static string Read => new RoundCursor(true, "").ToString();

    private static bool AsksDirectory(SurveyRound round) => round.Survey is { To.Directory: true, When.AfterWave: null };

    private static SurveyLink LinkOf(PersonRow person, RoundPlaces places) =>
        new(person.Id, person.Mail, person.FirstName, person.Language) { Zone = person.Zone, Place = places.Of(person) };

    /// <summary>As the groups that stand spell them. Groups go by the campaign's own id, whatever scope the round is in.</summary>
    private async Task<Dictionary<string, string>> SitesAsync(Campaign campaign, CancellationToken cancellationToken)
    {
        var expansions = PeopleSites.Of(campaign).Select(site => site.Id).ToHashSet(StringComparer.Ordinal);
        return await groups.ListAsync(campaign.Settings.Id, cancellationToken)
            .Where(row => row.From is { } from && expansions.Contains(from.Expansion))
            .Take(MostSites)
            .ToDictionaryAsync(row => row.Group, row => row.From!.Value, StringComparer.Ordinal, cancellationToken);
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "{Campaign}: {People} more people are asked in survey {Round}.")]
        public static partial void Page(ILogger logger, string campaign, string round, int people);
    }
}
