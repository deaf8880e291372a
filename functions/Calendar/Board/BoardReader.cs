using AdoptionAutomation.Calendar.Publishing;
using AdoptionAutomation.Calendar.Season;
using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Effects;
using NodaTime;

namespace AdoptionAutomation.Calendar.Board;

/// <summary>
/// Reads a stretch of the calendar with what became of it: a request for the groups, and one for each month that its slots are of, however many
/// posts there are (and one more for each further thousand rows).
/// </summary>
internal sealed class BoardReader(CalendarGroups groups, LedgerTable ledger, PostRedirect redirect, TimeProvider time)
{
    /// <param name="campaign">The campaign.</param>
    /// <param name="from">First day.</param>
    /// <param name="days">How many.</param>
    /// <param name="language">Of titles and themes.</param>
    /// <param name="cancellationToken">Cancels the requests.</param>
    public async Task<CalendarBoard> ReadAsync(Campaign campaign, LocalDate from, int days, string language, CancellationToken cancellationToken)
    {
        var season = new SeasonPlan(campaign.Settings, campaign.Calendar);
        var occurrences = season.Between(from.AtMidnight(), from.PlusDays(days).AtMidnight()).ToList();
        var posts = (await ReadAsync(campaign, occurrences, language, cancellationToken)).ToLookup(post => post.Date);
        var facts = new BoardDays(campaign, Instant.FromDateTimeOffset(time.GetUtcNow()));
        return new(
            campaign.Settings.Id,
            campaign.Settings.Name.In(language),
            redirect.ScopeOf(campaign.Settings.Id),
            campaign.Settings.TimeZone,
            [.. Enumerable.Range(0, days).Select(from.PlusDays).Select(date => facts.Of(date, [.. posts[date.ToDateOnly()]]))]);
    }

    /// <summary>One post; null if the calendar has it no more.</summary>
    public async Task<BoardPost?> FindAsync(Campaign campaign, string key, string language, CancellationToken cancellationToken) =>
        new SeasonPlan(campaign.Settings, campaign.Calendar).Find(key) is { } occurrence
            ? (await ReadAsync(campaign, [occurrence], language, cancellationToken)).Single()
            : null;

    private async Task<IEnumerable<BoardPost>> ReadAsync(
        Campaign campaign, IReadOnlyList<Occurrence> occurrences, string language, CancellationToken cancellationToken)
    {
        var declared = await groups.ListAsync(campaign, cancellationToken);
        var rows = await StatesAsync(redirect.ScopeOf(campaign.Settings.Id), occurrences, cancellationToken);
        var writer = new BoardWriter(campaign, declared, rows, language, time.GetUtcNow());
        return occurrences.Select(writer.Of);
    }

    private async Task<Dictionary<string, EffectRow>> StatesAsync(string scope, IReadOnlyList<Occurrence> occurrences, CancellationToken cancellationToken)
    {
        var families = occurrences.Where(occurrence => occurrence.IsWanted).Select(occurrence => Delivery.ScopeOf(scope, occurrence.Slot, EffectKind.Blind)).Distinct();
        var rows = new Dictionary<string, EffectRow>(StringComparer.Ordinal);
        foreach (var family in families)
        {
            await foreach (var row in ledger.ListAsync(family.Campaign, family.Purpose, cancellationToken))
            {
                rows[row.Subject] = row;
            }
        }

        return rows;
    }
}
