using System.Text.Json.Serialization;
using AdoptionAutomation.Campaigns;
using Azure;

namespace AdoptionAutomation.Surveys.Rounds;

/// <summary>One time that a survey is asked, frozen when it opened: an edit of surveys.json holds for later rounds.</summary>
/// <param name="Survey">The definition as it was then.</param>
/// <param name="Round"><c>once</c>, the wave's id, or the month as in <c>2026-10</c>.</param>
/// <param name="OpensAt">When its mails go out.</param>
/// <param name="ClosesAt">From then on its page takes nothing.</param>
/// <param name="KeepUntil">When its answers and figures go.</param>
internal sealed record SurveyRound(
    Survey Survey, string Round, DateTimeOffset OpensAt, DateTimeOffset ClosesAt, DateTimeOffset KeepUntil)
{
    /// <summary>Links go a while after the round has closed: by then they tell nothing but who answered.</summary>
    public static readonly TimeSpan LinksStay = TimeSpan.FromDays(30);

    /// <summary>Default: not in the table yet.</summary>
    [JsonIgnore]
    public ETag ETag { get; init; }

    public string Id => IdOf(Survey.Id, Round);

    public RoundState State { get; init; }

    /// <summary>Its links went in their time: nobody need look for them any more.</summary>
    public bool LinksGone { get; init; }

    /// <summary>How far the audience has been read; null at the beginning and at the end.</summary>
    public string? Cursor { get; init; }

    /// <summary>When those who have not answered are reminded.</summary>
    public IReadOnlyList<DateTimeOffset> RemindAt { get; init; } = [];

    /// <summary>How the sites are called, by the ids of their groups: whichever spelling was met first, so that a site has one name in a round.</summary>
    public IReadOnlyDictionary<string, string> Sites { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>The languages of the campaign when it opened.</summary>
    public IReadOnlyList<string> Languages { get; init; } = [];

    /// <summary>The zone in which its times are told.</summary>
    public required string TimeZone { get; init; }

    public required string Platform { get; init; }

    /// <summary>Whom to ask.</summary>
    public required Contact Contact { get; init; }

    /// <summary>Links and spent links when it was last sealed, by cell: <c>""</c> the whole, <c>SITE</c>, or <c>SITE|WAVE</c>.</summary>
    public IReadOnlyDictionary<string, Turnout> Turnout { get; init; } = new Dictionary<string, Turnout>(StringComparer.Ordinal);

    /// <summary>Ids of the questions whose answers are kept with a name.</summary>
    public IEnumerable<string> NamedQuestions => Survey.Questions.Where(question => question.Named is not null).Select(question => question.Id);

    /// <summary>As it is when it opens.</summary>
    public static SurveyRound Of(Campaign campaign, Survey survey, PlannedRound planned) =>
        new(survey, planned.Round, planned.OpensAt, planned.ClosesAt, planned.KeepUntil)
        {
            State = RoundState.Opening,
            RemindAt = planned.RemindAt,
            Languages = campaign.Settings.Languages,
            TimeZone = campaign.Settings.TimeZone,
            Platform = campaign.Settings.Platform,
            Contact = survey.Contact ?? campaign.Settings.CommunityManagers[0],
        };

    public static string IdOf(string survey, string round) => $"{survey}.{round}";
}

/// <param name="Asked">People who got a link.</param>
/// <param name="Answered">People whose link is spent.</param>
internal sealed record Turnout(int Asked, int Answered);

internal enum RoundState
{
    /// <summary>Its audience is being read; links that exist work.</summary>
    Opening,

    Open,

    /// <summary>Everything is sealed.</summary>
    Closed,
}
