using AdoptionAutomation.Calendar.Contests;
using AdoptionAutomation.Calendar.Publishing;
using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Groups;
using AdoptionAutomation.Kpis.Book;
using AdoptionAutomation.Kpis.Snapshots;
using AdoptionAutomation.Surveys.Rounds;
using AdoptionAutomation.Waves.Life;

namespace AdoptionAutomation.Kpis.Reading;

/// <summary>What the app's own tables tell of a day: people, groups, posts, contests, and what happened.</summary>
internal sealed class OwnReading(PostStates posts, DrawRecords draws, WavesTable waves, RoundsTable rounds)
{
    private const int Week = 7;
    private const int Month = 30;

    /// <param name="campaign">The campaign.</param>
    /// <param name="day">The day.</param>
    /// <param name="groups">The groups that stand.</param>
    /// <param name="people">Those who were invited, as counted for the day.</param>
    /// <param name="cancellationToken">Cancels the requests.</param>
    public async Task<SourceCounts> ReadAsync(
        Campaign campaign, CountedDay day, IReadOnlyList<GroupRow> groups, ScopeTally people, CancellationToken cancellationToken)
    {
        foreach (var group in groups.Where(group => group.MadeAt < day.End))
        {
            people.Add(Scope.Organisation, Count.Groups, 1);
            people.Touch(new(ScopeKind.Group, group.Group));
        }

        var deliveries = await posts.ReadAsync(campaign, day.StartOf(Week), day.End, cancellationToken);
        people.Set(Scope.Organisation, Count.Published7, deliveries.Count(
            sight => sight is { Standing: DeliveryStanding.Published, Channel: not PostChannel.Mail, Since: { } at } && at >= day.StartOf(Week) && at < day.End));
        var contests = await DrawnAsync(campaign, day, cancellationToken);
        if (contests.Any(contest => contest.Record.Answered is not null))
        {
            people.Set(Scope.Organisation, Count.ContestAnswers30, contests.Sum(contest => contest.Record.Answered ?? 0));
        }

        return new(new SourceReading(KpiSource.Own, SourceState.Read), people) { Events = await EventsAsync(campaign, day, contests, cancellationToken) };
    }

    /// <summary>The contests that closed in the days and were drawn: a read for each.</summary>
    private async Task<List<(Contest Contest, DrawRecord Record)>> DrawnAsync(Campaign campaign, CountedDay day, CancellationToken cancellationToken)
    {
        var drawn = new List<(Contest Contest, DrawRecord Record)>();
        foreach (var contest in campaign.Calendar.Contests)
        {
            var closes = ContestTimes.ClosesAt(campaign, contest);
            if (closes >= day.StartOf(Month) && closes < day.End && await draws.FindAsync(campaign.Id, contest.Id, cancellationToken) is { } record)
            {
                drawn.Add((contest, record));
            }
        }

        return drawn;
    }

    private async Task<IReadOnlyList<DayEvent>> EventsAsync(
        Campaign campaign, CountedDay day, List<(Contest Contest, DrawRecord Record)> contests, CancellationToken cancellationToken)
    {
        var opened = await waves.OpenedAsync(campaign.Id, cancellationToken);
        var asked = await rounds.ListAsync(campaign.Id, cancellationToken).Where(round => day.IsOn(round.OpensAt)).ToListAsync(cancellationToken);
        return
        [
            .. campaign.Waves.Where(wave => opened.TryGetValue(wave.Id, out var at) && day.IsOn(at))
                .Select(wave => new DayEvent(DayEventKind.WaveStarted, wave.Id, Named(wave.Name))),
            .. contests.Where(one => day.IsOn(ContestTimes.ClosesAt(campaign, one.Contest)))
                .Select(one => new DayEvent(DayEventKind.ContestDrawn, one.Contest.Id, Named(one.Contest.Question.Title))),
            .. asked.Select(round => new DayEvent(DayEventKind.SurveyOpened, round.Id, Named(round.Survey.Title))),
        ];
    }

    private static Said Named(LocalText text) => new(text.In("fr"), text.In("en"));
}
