using AdoptionAutomation.Calendar.Season;
using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Campaigns.Reading;
using NodaTime;

namespace AdoptionAutomation.Calendar.Lint;

/// <summary>What the rules look at: the campaign, how its calendar is written, and the season that comes of it.</summary>
internal sealed class LintScene
{
    /// <summary>How much of a season without an end is looked at.</summary>
    private const int UsualWeeks = 26;

    private const int MostWeeks = 104;

    private readonly Dictionary<string, WrittenPublication> byId;

    public LintScene(Campaign campaign, JsonPart text, Instant now)
    {
        (Campaign, Text) = (campaign, text);
        Zone = DateTimeZoneProviders.Tzdb[campaign.Settings.TimeZone];
        Now = now.InZone(Zone).LocalDateTime;
        Days = new(campaign.Settings);
        Plan = new(campaign.Settings, Calendar);
        Written =
        [
            .. Calendar.Rhythms.Select((one, i) => new WrittenPublication(one, PartOf("rhythms", i))),
            .. Calendar.Posts.Select((one, i) => new WrittenPublication(one, PartOf("posts", i))),
            .. Calendar.Contests.Select((one, i) => new WrittenPublication(one, PartOf("contests", i))),
            .. Calendar.Feeds.Select((one, i) => new WrittenPublication(one, PartOf("feeds", i))),
        ];
        byId = Written.ToDictionary(one => one.Publication.Id, StringComparer.Ordinal);
        First = Calendar.Phases.Count > 0 ? Calendar.Phases[0].From : campaign.Settings.Start;
        Last = LocalDate.Min(LastDay(), First.PlusWeeks(MostWeeks));
        Coming = [.. Plan.Between(Now, Last.PlusDays(1).AtMidnight())];
    }

    public Campaign Campaign { get; }

    public CalendarFile Calendar => Campaign.Calendar;

    /// <summary>The root of the file.</summary>
    public JsonPart Text { get; }

    public DateTimeZone Zone { get; }

    /// <summary>By the campaign's clock.</summary>
    public LocalDateTime Now { get; }

    public OpenHours Days { get; }

    public SeasonPlan Plan { get; }

    public IReadOnlyList<WrittenPublication> Written { get; }

    public LocalDate First { get; }

    public LocalDate Last { get; }

    /// <summary>From now to the season's end, in order; drafts and empty slots included.</summary>
    public IReadOnlyList<Occurrence> Coming { get; }

    public WrittenPublication Find(string id) => byId[id];

    private JsonPart PartOf(string list, int index) => Text.ItemsOf(list)[index];

    private LocalDate LastDay()
    {
        if (Calendar.Phases is [.., { Until: { } end }])
        {
            return end;
        }

        IEnumerable<LocalDate?> dated =
        [
            First.PlusWeeks(UsualWeeks), .. Calendar.Posts.Select(post => (LocalDate?)post.At.Date),
            .. Calendar.Contests.Select(contest => (LocalDate?)contest.Closes.Date), .. Calendar.Rhythms.Select(rhythm => rhythm.Until),
        ];
        return dated.Max()!.Value;
    }
}

/// <param name="Publication">As it is read.</param>
/// <param name="Part">As it is written.</param>
internal sealed record WrittenPublication(Publication Publication, JsonPart Part)
{
    public JsonPart At => Part.Find("at") ?? Part;
}
