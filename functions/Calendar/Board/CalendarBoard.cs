namespace AdoptionAutomation.Calendar.Board;

/// <summary>A stretch of the calendar as people look at it, day by day. (Public because Razor's parameters are.)</summary>
/// <param name="Campaign">The campaign's id.</param>
/// <param name="Name">Its name.</param>
/// <param name="Scope">Where its posts are recorded: the campaign, or its dress rehearsal.</param>
/// <param name="Zone">IANA name of the campaign's zone.</param>
/// <param name="Days">Each day of the stretch.</param>
public sealed record CalendarBoard(string Campaign, string Name, string Scope, string Zone, IReadOnlyList<BoardDay> Days)
{
    public IEnumerable<BoardPost> Posts => Days.SelectMany(day => day.Posts);
}

/// <param name="Date">By the campaign's calendar.</param>
/// <param name="IsToday">By the campaign's clock.</param>
/// <param name="IsWorkingDay">Whether people work on it.</param>
/// <param name="IsHoliday">Whether it is a public holiday, or one of campaign.json.</param>
/// <param name="Phase">teasing, launch, reassurance or routine; null: none.</param>
/// <param name="StartsPhase">Whether the phase begins on it.</param>
/// <param name="Posts">By time.</param>
public sealed record BoardDay(DateOnly Date, bool IsToday, bool IsWorkingDay, bool IsHoliday, string? Phase, bool StartsPhase, IReadOnlyList<BoardPost> Posts);

/// <param name="Occurrence">Its key.</param>
/// <param name="Publication">Id of the rhythm, post, contest or feed.</param>
/// <param name="About">What that is about, such as a rhythm's theme.</param>
/// <param name="Title">Of the post; of an empty slot, of what is missing.</param>
/// <param name="Kind">post, question, result or news.</param>
/// <param name="Date">By the clock that the publication names.</param>
/// <param name="Time">HH:mm, by the same clock.</param>
/// <param name="IsByGroupClock">Whether each group has its own.</param>
/// <param name="State">One word for all its deliveries: what wants a person comes first. See <see cref="PostStanding"/>.</param>
/// <param name="Author">Who signs.</param>
/// <param name="Channels">teams, conversation, news or mail.</param>
/// <param name="Groups">Names of the groups that are meant, by id.</param>
/// <param name="Deliveries">One for each channel and group.</param>
public sealed record BoardPost(
    string Occurrence,
    string Publication,
    string About,
    string Title,
    string Kind,
    DateOnly Date,
    string Time,
    bool IsByGroupClock,
    string State,
    string Author,
    IReadOnlyList<string> Channels,
    IReadOnlyDictionary<string, string> Groups,
    IReadOnlyList<BoardDelivery> Deliveries)
{
    /// <summary>Why, of the delivery that says most; null: nothing to say.</summary>
    public string? Why => Deliveries.FirstOrDefault(delivery => delivery.State == State)?.Why;

    /// <summary>When the first of it went out.</summary>
    public DateTimeOffset? PublishedAt => Deliveries.Where(delivery => delivery.State == nameof(PostStanding.Published).ToLowerInvariant()).Min(delivery => delivery.Since);
}

/// <param name="Channel">teams, conversation, news or mail.</param>
/// <param name="Group">The group's id; <c>-</c>: of all groups together.</param>
/// <param name="At">When it is due.</param>
/// <param name="State">See <see cref="PostStanding"/>.</param>
/// <param name="Since">When it came to that; null: nothing has happened yet.</param>
/// <param name="Link">Where it can be read; null: nobody told.</param>
/// <param name="Why">Of what was skipped, asked, refused or is unknown.</param>
public sealed record BoardDelivery(string Channel, string Group, DateTimeOffset At, string State, DateTimeOffset? Since, string? Link, string? Why);
