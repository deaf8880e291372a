using System.ComponentModel;
using AdoptionAutomation.Campaigns.Reading;
using NodaTime;

namespace AdoptionAutomation.Campaigns;

[Description("What is published, when, where and by whom.")]
internal sealed record CalendarFile
{
    public const int MostEntries = 500;

    [Description("Periods of the season, one after the other.")]
    [Count(0, 20)]
    public IReadOnlyList<SeasonPhase> Phases { get; init; } = [];

    [Description("What becomes of an occurrence of a rhythm that falls on a public holiday of campaign.json, unless the rhythm says otherwise.")]
    public HolidayRule OnHolidays { get; init; } = HolidayRule.Skip;

    [Description("What comes back: weekly or monthly.")]
    [Count(0, MostEntries)]
    public IReadOnlyList<Rhythm> Rhythms { get; init; } = [];

    [Description("Posts with a date of their own.")]
    [Count(0, MostEntries)]
    public IReadOnlyList<SinglePost> Posts { get; init; } = [];

    [Description("Questions with a draw among the right answers.")]
    [Count(0, MostEntries)]
    public IReadOnlyList<Contest> Contests { get; init; } = [];

    [Description("News of other sites, gathered into one post a day.")]
    [Count(0, 50)]
    public IReadOnlyList<Feed> Feeds { get; init; } = [];
}

[Description("A period of the season.")]
internal sealed record SeasonPhase
{
    [Description("teasing, launch, reassurance or routine.")]
    public required PhaseKind Kind { get; init; }

    [Description("Its first day.")]
    public required LocalDate From { get; init; }

    [Description("Its last day; leave it out for the last phase.")]
    public LocalDate? Until { get; init; }
}

internal enum PhaseKind
{
    Teasing,
    Launch,
    Reassurance,
    Routine,
}

internal enum HolidayRule
{
    /// <summary>It is left out.</summary>
    Skip,

    /// <summary>It comes on the last working day before.</summary>
    DayBefore,

    /// <summary>It comes on the first working day after.</summary>
    DayAfter,
}

/// <summary>What all that is published says of itself.</summary>
internal abstract record Publication
{
    [Description("Short name, unique in the file; never change it once something of it was published.")]
    [Id(2, 40)]
    public required string Id { get; init; }

    [Description("Who signs; leave it out for the first community manager.")]
    public Contact? Author { get; init; }

    [Description("draft: shown in the calendar, never published; approved: published.")]
    public PostStatus Status { get; init; } = PostStatus.Approved;

    [Description("In which groups.")]
    public required PostTargets To { get; init; }

    [Description("By which ways: teams (card in the team's channel), conversation (mail to the group's address), news (page of the group's site), mail (mail to the members).")]
    [Count(1, 4)]
    public required IReadOnlyList<PostChannel> Channels { get; init; }

    [Description("What to do when it comes late, as after an outage.")]
    public LateRule IfLate { get; init; } = new();

    [Description("Whose clock the times are of: the campaign's, or each group's own (timeZone in groups.json).")]
    public PostClock Clock { get; init; } = PostClock.Campaign;
}

internal enum PostStatus
{
    Draft,
    Approved,
}

internal enum PostChannel
{
    Teams,
    Conversation,
    News,
    Mail,
}

internal enum PostClock
{
    Campaign,
    Group,
}

[Description("Groups by id, by kind or by tag: those that any of the three means.")]
internal sealed record PostTargets
{
    [Description("Ids of groups.")]
    [RefersTo(typeof(GroupDefinition))]
    public IReadOnlyList<string> Groups { get; init; } = [];

    [Description("Kinds of groups: all groups of these kinds.")]
    public IReadOnlyList<GroupKind> Kinds { get; init; } = [];

    [Description("Tags of groups: all groups that have one of these.")]
    [Written(40)]
    public IReadOnlyList<string> Tags { get; init; } = [];
}

[Description("What to do when a post comes late.")]
internal sealed record LateRule
{
    [Description("publish: however late; skip: not at all; ask: a community manager decides.")]
    public LateAction Then { get; init; } = LateAction.Skip;

    [Description("Up to so many hours late it is published without asking.")]
    [Whole(0, 168)]
    public int AfterHours { get; init; } = 24;
}

internal enum LateAction
{
    Publish,
    Skip,
    Ask,
}

[Description("What a post says.")]
internal sealed record PostText
{
    [Description("Its title.")]
    public required LocalText Title { get; init; }

    [Description("Its text, in Markdown.")]
    public required LocalMarkdown Text { get; init; }

    [Description("A picture under the title.")]
    public PostPicture? Picture { get; init; }

    [Description("true: it shows people something that helps them in their own work at once; the first two weeks of the launch need one.")]
    public bool QuickWin { get; init; }

    [Description("Buttons under the text.")]
    [Count(0, 5)]
    public IReadOnlyList<PostLink> Links { get; init; } = [];

    [Description("People who are named and told: a mention in Teams, their names elsewhere.")]
    [Count(0, 10)]
    public IReadOnlyList<Contact> Mentions { get; init; } = [];
}

[Description("A button.")]
internal sealed record PostLink
{
    [Description("What it says.")]
    public required LocalText Label { get; init; }

    [Description("Where it leads.")]
    [Https]
    public required string Url { get; init; }
}

[Description("Posts that come back.")]
internal sealed record Rhythm : Publication
{
    [Description("What it is about, such as: interview of a member.")]
    public required LocalText Theme { get; init; }

    [Description("true: it honours people, such as an interview, a newcomer, a success; each week of the routine should have one.")]
    public bool Honours { get; init; }

    [Description("On which days.")]
    public required Recurrence Recurs { get; init; }

    [Description("At what time of the day; one that the clocks skip is moved by as much as they are, one that they repeat means the first.")]
    public required LocalTime At { get; init; }

    [Description("First day; leave it out for the campaign's first.")]
    public LocalDate? From { get; init; }

    [Description("Last day; leave it out for no end.")]
    public LocalDate? Until { get; init; }

    [Description("Instead of the calendar's onHolidays.")]
    public HolidayRule? OnHolidays { get; init; }

    [Description("once: each prepared post once, then nothing more; again: from the first on.")]
    public Rotation Rotation { get; init; } = Rotation.Once;

    [Description("The prepared posts, in their order.")]
    [Count(1, 200)]
    public required IReadOnlyList<PostText> Posts { get; init; }

    [Description("Single occurrences that are moved, replaced or cancelled; they stay when the rhythm is edited.")]
    [Count(0, 200)]
    public IReadOnlyList<Override> Overrides { get; init; } = [];
}

internal enum Rotation
{
    Once,
    Again,
}

[Description("Weekly or monthly: exactly one.")]
[ExactlyOne("weekly", "monthly")]
internal sealed record Recurrence
{
    [Description("On days of the week.")]
    public WeeklyRule? Weekly { get; init; }

    [Description("On a day of the month.")]
    public MonthlyRule? Monthly { get; init; }
}

[Description("On days of the week.")]
internal sealed record WeeklyRule
{
    [Description("Which days.")]
    [Count(1, 7)]
    public required IReadOnlyList<IsoDayOfWeek> On { get; init; }

    [Description("Every so many weeks, counted from the week of the first day.")]
    [Whole(1, 26)]
    public int Every { get; init; } = 1;
}

[Description("On a day of the month: exactly one of the two.")]
[ExactlyOne("day", "workingDay")]
internal sealed record MonthlyRule
{
    [Description("Day of the month; in a shorter month its last day.")]
    [Whole(1, 31)]
    public int? Day { get; init; }

    [Description("The first (1), second (2) ... working day of the month, or from its end: -1 is the last.")]
    [Whole(-10, 10)]
    public int? WorkingDay { get; init; }
}

[Description("One occurrence, otherwise than the rhythm has it: exactly one of the three.")]
[ExactlyOne("cancel", "moveTo", "replace")]
internal sealed record Override
{
    [Description("The day on which the rhythm has it, before any holiday rule. If the rhythm has since moved to another day: the occurrence of that week (or month).")]
    public required LocalDate On { get; init; }

    [Description("true: it is left out.")]
    public bool? Cancel { get; init; }

    [Description("Day and time at which it comes instead.")]
    public LocalDateTime? MoveTo { get; init; }

    [Description("What it says instead.")]
    public PostText? Replace { get; init; }
}

[Description("A post with a date of its own.")]
internal sealed record SinglePost : Publication
{
    [Description("true: it honours people, such as an interview, a newcomer, a success; each week of the routine should have one.")]
    public bool Honours { get; init; }

    [Description("Day and time, such as 2026-09-28T09:00.")]
    public required LocalDateTime At { get; init; }

    [Description("What it says.")]
    public required PostText Post { get; init; }
}

[Description("A question, with a draw among those who answered it rightly.")]
internal sealed record Contest : Publication
{
    [Description("When the question is published.")]
    public required LocalDateTime At { get; init; }

    [Description("When answers end, and the result is published.")]
    public required LocalDateTime Closes { get; init; }

    [Description("The post that asks; a link to the answer page is added.")]
    public required PostText Question { get; init; }

    [Description("The answers to choose from.")]
    [Count(2, 8)]
    public required IReadOnlyList<ContestChoice> Choices { get; init; }

    [Description("Id of the right one.")]
    [Written(20)]
    public required string Right { get; init; }

    [Description("What is won.")]
    public required LocalText Prize { get; init; }
}

[Description("An answer to choose.")]
internal sealed record ContestChoice
{
    [Description("Short name within the contest, such as a.")]
    [Written(20)]
    public required string Id { get; init; }

    [Description("What it says.")]
    public required LocalText Text { get; init; }
}

[Description("News of another site (RSS or Atom), as one post on each working day that has any.")]
internal sealed record Feed : Publication
{
    [Description("Address of the feed.")]
    [Https]
    public required string Url { get; init; }

    [Description("Title of the post.")]
    public required LocalText Title { get; init; }

    [Description("Time of the day.")]
    public required LocalTime At { get; init; }

    [Description("Items a day at most; the newest come first, the others wait for the next day.")]
    [Whole(1, 20)]
    public int MostADay { get; init; } = 5;

    [Description("First day; leave it out for the campaign's first.")]
    public LocalDate? From { get; init; }

    [Description("Last day; leave it out for no end.")]
    public LocalDate? Until { get; init; }
}
