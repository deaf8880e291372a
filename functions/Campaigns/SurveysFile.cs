using System.ComponentModel;
using AdoptionAutomation.Campaigns.Reading;
using NodaTime;

namespace AdoptionAutomation.Campaigns;

[Description("What people are asked, when, and how long their answers are kept.")]
internal sealed record SurveysFile
{
    public const int MostSurveys = 50;

    [Description("The surveys.")]
    [Count(0, MostSurveys)]
    public IReadOnlyList<Survey> Surveys { get; init; } = [];
}

[Description("A survey: each time it is asked is a round of its own, and a round that has opened stays as it was then.")]
internal sealed record Survey
{
    public const int UsualOpenDays = 14;

    private const int ShortestId = 2;
    private const int LongestId = 24;

    [Description("Short name; never change it once the survey has been asked.")]
    [Id(ShortestId, LongestId)]
    public required string Id { get; init; }

    [Description("temperature: before the launch, who looks forward to it and who would help; vote: the platform's name; feedback: after the launch; pulse: a few questions, again and again.")]
    public required SurveyKind Kind { get; init; }

    [Description("Its title, which mail and page begin with.")]
    public required LocalText Title { get; init; }

    [Description("A sentence or two that make people want to answer.")]
    public LocalText? Intro { get; init; }

    [Description("What the answers are used for; the page says it.")]
    public required LocalText Purpose { get; init; }

    [Description("Whom to ask about the survey; leave it out for the first community manager.")]
    public Contact? Contact { get; init; }

    [Description("draft: shown to its author only; approved: sent.")]
    public PostStatus Status { get; init; } = PostStatus.Approved;

    [Description("Who is asked.")]
    public required SurveyAudience To { get; init; }

    [Description("When they are asked.")]
    public required SurveyCadence When { get; init; }

    [Description("Days that a round is open; it closes at the end of the last.")]
    [Whole(2, 60)]
    public int OpenDays { get; init; } = UsualOpenDays;

    [Description("Days after the mail on which those who have not answered are reminded; moved to the next working day.")]
    [Count(0, 3)]
    [Whole(1, 59)]
    public IReadOnlyList<int> Reminders { get; init; } = [];

    [Description("Days that answers and figures are kept after a round closes.")]
    [Whole(30, 1095)]
    public int KeepDays { get; init; } = 365;

    [Description("What is asked, in this order.")]
    [Count(1, 30)]
    public required IReadOnlyList<SurveyQuestion> Questions { get; init; }

    /// <summary>Whether a text can be a survey's id.</summary>
    public static bool IsId(string text) => IdAttribute.Fits(text, ShortestId, LongestId);
}

internal enum SurveyKind
{
    Temperature,
    Vote,
    Feedback,
    Pulse,
}

[Description("Who is asked: exactly one of the four.")]
[ExactlyOne("directory", "everybody", "waves", "groups")]
internal sealed record SurveyAudience
{
    [Description("true: everybody whom the campaign's waves mean, invited yet or not; for what is asked before the launch.")]
    public bool? Directory { get; init; }

    [Description("true: everybody who has been welcomed by then.")]
    public bool? Everybody { get; init; }

    [Description("Ids of waves: their welcomed people.")]
    [Count(1)]
    [RefersTo(typeof(WaveDefinition))]
    public IReadOnlyList<string>? Waves { get; init; }

    [Description("Ids of groups: the welcomed people whom the campaign has put in them.")]
    [Count(1)]
    [RefersTo(typeof(GroupDefinition))]
    public IReadOnlyList<string>? Groups { get; init; }
}

[Description("When a survey is asked: exactly one of the three. What would fall on a day without work, or in quiet hours, comes after.")]
[ExactlyOne("once", "afterWave", "monthly")]
internal sealed record SurveyCadence
{
    [Description("Once, in the campaign's time zone, such as 2026-09-08T10:00.")]
    public LocalDateTime? Once { get; init; }

    [Description("Once for each wave of the audience, some days after the wave opened.")]
    public AfterWave? AfterWave { get; init; }

    [Description("Monthly at first, then quarterly.")]
    public MonthlyThenQuarterly? Monthly { get; init; }
}

[Description("Some days after a wave opened; only the people of that wave are asked.")]
internal sealed record AfterWave
{
    [Description("Days after the wave opened.")]
    [Whole(1, 180)]
    public required int Days { get; init; }

    [Description("Time of day, such as 10:00.")]
    public required LocalTime At { get; init; }
}

[Description("Monthly, then quarterly.")]
internal sealed record MonthlyThenQuarterly
{
    [Description("The first day; the others are the same day of later months, or the last of a month that is too short.")]
    public required LocalDate From { get; init; }

    [Description("Time of day, such as 10:00.")]
    public required LocalTime At { get; init; }

    [Description("How many times a month apart.")]
    [Whole(1, 24)]
    public int Months { get; init; } = 3;

    [Description("How many more times, three months apart.")]
    [Whole(0, 20)]
    public int ThenQuarters { get; init; } = 4;
}

[Description("A question.")]
internal sealed record SurveyQuestion
{
    [Description("Short name within the survey; never change it once the survey has been asked.")]
    [Written(24)]
    public required string Id { get; init; }

    [Description("single: one of the choices; multiple: any of them; scale: 1 to 5; nps: 0 to 10; text: in their own words.")]
    public required QuestionKind Kind { get; init; }

    [Description("What is asked.")]
    public required LocalText Text { get; init; }

    [Description("A word of help below it.")]
    public LocalText? Help { get; init; }

    [Description("Whether it must be answered.")]
    public bool Required { get; init; }

    [Description("What can be chosen; for single and multiple.")]
    [Count(2, 20)]
    public IReadOnlyList<SurveyChoice>? Choices { get; init; }

    [Description("What the lowest number means; for scale and nps.")]
    public LocalText? Lowest { get; init; }

    [Description("What the highest number means; for scale and nps.")]
    public LocalText? Highest { get; init; }

    [Description("Asked only after a certain answer to an earlier question.")]
    public OnlyIf? OnlyIf { get; init; }

    [Description("true: how people feel about the platform; the waves' gates and the figures read it. One scale of a survey.")]
    public bool Mood { get; init; }

    [Description("Makes this the only answer that is kept with the person's name, for a survey of kind temperature; the text tells them so. Leave it out: anonymous.")]
    public LocalText? Named { get; init; }
}

internal enum QuestionKind
{
    Single,
    Multiple,
    Scale,
    Nps,
    Text,
}

[Description("An answer to choose.")]
internal sealed record SurveyChoice
{
    [Description("Short name within the question; never change it once the survey has been asked.")]
    [Written(24)]
    public required string Id { get; init; }

    [Description("What it says.")]
    public required LocalText Text { get; init; }
}

[Description("An answer to an earlier question: exactly one of anyOf, atLeast and atMost.")]
[ExactlyOne("anyOf", "atLeast", "atMost")]
internal sealed record OnlyIf
{
    [Description("Id of the earlier question.")]
    [Written(24)]
    public required string Question { get; init; }

    [Description("One of these choices was chosen; for single and multiple.")]
    [Count(1)]
    public IReadOnlyList<string>? AnyOf { get; init; }

    [Description("At least this number; for scale and nps.")]
    [Whole(0, 10)]
    public int? AtLeast { get; init; }

    [Description("At most this number; for scale and nps.")]
    [Whole(0, 10)]
    public int? AtMost { get; init; }
}
