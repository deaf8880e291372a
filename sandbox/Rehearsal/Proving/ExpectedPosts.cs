using AdoptionAutomation.Campaigns;
using NodaTime;
using NodaTime.Calendars;

namespace AdoptionAutomation.Sandbox.Rehearsal.Proving;

/// <summary>One post that the calendar asks for, on one channel to one group.</summary>
/// <param name="Publication">Id of its rhythm, post, contest or feed.</param>
/// <param name="Slot">As the app's key names it, to ask about it.</param>
/// <param name="Channel">By which way.</param>
/// <param name="Group">Where to; null for mail, which goes to people.</param>
/// <param name="At">When it is due.</param>
/// <param name="Title">In the campaign's first language; of a result, the question's, which it quotes.</param>
/// <param name="IfLate">What may become of it after an outage.</param>
internal sealed record ExpectedPost(
    string Publication, string Slot, PostChannel Channel, ExpectedGroup? Group, DateTimeOffset At, string Title, LateRule IfLate)
{
    /// <summary>A feed has news or not, and what falls due at the very end may come or not.</summary>
    public bool IsCertain { get; init; } = true;

    public override string ToString() => $"{Publication}.{Slot} by {Channel} to '{Group?.Name ?? "people"}' at {At:yyyy-MM-dd HH:mm}Z";
}

/// <summary>
/// The posts that content-calendar.json asks for, found day by day from the file alone: none of the app's code that works out occurrences is
/// called, so the two check each other.
/// </summary>
internal sealed class ExpectedPosts(Campaign campaign, IReadOnlyList<ExpectedGroup> groups)
{
    private readonly Hours hours = new(campaign.Settings);
    private readonly DateTimeZone zone = DateTimeZoneProviders.Tzdb[campaign.Settings.TimeZone];

    private CalendarFile Calendar => campaign.Calendar;

    public IReadOnlyList<ExpectedPost> Between(DateTimeOffset start, DateTimeOffset end) =>
    [
        .. Calendar.Posts.SelectMany(post => Of(post, "post", post.At, post.Post.Title))
            .Concat(Calendar.Contests.SelectMany(contest => Of(contest, "question", contest.At, contest.Question.Title)
                .Concat(Of(contest, "result", contest.Closes, contest.Question.Title))))
            .Concat(Calendar.Rhythms.SelectMany(rhythm => Of(rhythm, end)))
            .Concat(Calendar.Feeds.SelectMany(feed => Of(feed, end)))
            .Where(post => post.At >= start && post.At < end),
    ];

    private IEnumerable<ExpectedPost> Of(Rhythm rhythm, DateTimeOffset end)
    {
        var turn = 0;
        var last = Instant.FromDateTimeOffset(end).InZone(zone).Date.PlusMonths(1);
        for (var day = rhythm.From ?? campaign.Settings.Start; day <= last; day = day.PlusDays(1))
        {
            if (rhythm.Until < day || !IsOn(rhythm, day))
            {
                continue;
            }

            var prepared = rhythm.Rotation == Rotation.Again ? rhythm.Posts[turn % rhythm.Posts.Count] : rhythm.Posts.ElementAtOrDefault(turn);
            turn++;
            var own = rhythm.Overrides.Where(one => one.On == day).ToList();
            var says = own.Find(one => one.Replace is not null)?.Replace ?? prepared;
            var at = own.Find(one => one.MoveTo is not null)?.MoveTo ?? (On(rhythm, day) is { } date ? date + rhythm.At : null);
            if (says is null || at is null || own.Exists(one => one.Cancel is true))
            {
                continue;
            }

            foreach (var post in Of(rhythm, $"{day:uuuu-MM-dd}", at.Value, says.Title))
            {
                yield return post;
            }
        }
    }

    private IEnumerable<ExpectedPost> Of(Feed feed, DateTimeOffset end)
    {
        var last = Instant.FromDateTimeOffset(end).InZone(zone).Date;
        for (var day = feed.From ?? campaign.Settings.Start; day <= last && !(feed.Until < day); day = day.PlusDays(1))
        {
            foreach (var post in hours.IsWorkingDay(day) ? Of(feed, $"{day:uuuu-MM-dd}", day + feed.At, feed.Title) : [])
            {
                yield return post with { IsCertain = false };
            }
        }
    }

    private bool IsOn(Rhythm rhythm, LocalDate day)
    {
        if (rhythm.Recurs.Weekly is { } weekly)
        {
            var weeks = Period.Between(MondayOf(rhythm.From ?? campaign.Settings.Start), MondayOf(day), PeriodUnits.Weeks).Weeks;
            return weekly.On.Contains(day.DayOfWeek) && weeks % weekly.Every == 0;
        }

        var monthly = rhythm.Recurs.Monthly!;
        var days = CalendarSystem.Iso.GetDaysInMonth(day.Year, day.Month);
        if (monthly.Day is { } number)
        {
            return day.Day == number || (day.Day == days && number > days);
        }

        var others = Enumerable.Range(1, days).Select(one => new LocalDate(day.Year, day.Month, one)).Where(hours.IsWorkingDay);
        return hours.IsWorkingDay(day) && monthly.WorkingDay == (monthly.WorkingDay > 0 ? others.Count(one => one <= day) : -others.Count(one => one >= day));
    }

    /// <summary>The day on which a slot comes in the end; null: it is left out.</summary>
    private LocalDate? On(Rhythm rhythm, LocalDate slot)
    {
        if (!hours.IsHoliday(slot))
        {
            return slot;
        }

        var step = (rhythm.OnHolidays ?? Calendar.OnHolidays) switch { HolidayRule.DayBefore => -1, HolidayRule.DayAfter => 1, _ => 0 };
        var day = slot;
        while (step != 0 && !hours.IsWorkingDay(day))
        {
            day = day.PlusDays(step);
        }

        return step == 0 ? null : day;
    }

    private IEnumerable<ExpectedPost> Of(Publication publication, string slot, LocalDateTime at, LocalText title)
    {
        if (publication.Status != PostStatus.Approved)
        {
            yield break;
        }

        var instant = at.InZoneLeniently(zone).ToDateTimeOffset().ToUniversalTime();
        foreach (var channel in publication.Channels)
        {
            IReadOnlyList<ExpectedGroup?> places = channel == PostChannel.Mail ? [null] : [.. groups.Where(group => IsMeant(publication.To, group))];
            foreach (var group in places)
            {
                yield return new(publication.Id, slot, channel, group, instant, title.In(campaign.FirstLanguage), publication.IfLate);
            }
        }
    }

    private static bool IsMeant(PostTargets to, ExpectedGroup group) =>
        (group.Id is { } id && to.Groups.Contains(id))
        || (group.Kind is { } kind && to.Kinds.Contains(kind))
        || group.Tags.Any(tag => to.Tags.Contains(tag, StringComparer.OrdinalIgnoreCase));

    private static LocalDate MondayOf(LocalDate day) => day.With(DateAdjusters.PreviousOrSame(IsoDayOfWeek.Monday));
}
