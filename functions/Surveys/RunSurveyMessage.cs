using System.Text.Json;
using AdoptionAutomation.Storage;

namespace AdoptionAutomation.Surveys;

/// <param name="Campaign">The campaign's scope.</param>
/// <param name="Survey">The survey's id.</param>
/// <param name="Round">Which round of it.</param>
/// <param name="Step">What is to be done.</param>
/// <param name="Due">The due row that brings this message back, if one does.</param>
/// <param name="V">Version of the message.</param>
internal sealed record RunSurveyMessage(string Campaign, string Survey, string Round, SurveyStep Step, DateTimeOffset? Due = null, int V = 1)
    : WorkMessage
{
    /// <summary>The due row that names this message; null if it is not from one.</summary>
    public DueWork? ToDue() => Due is { } at
        ? new(at, Campaign, QueueNames.RunSurvey, $"{Step}.{Survey}.{Round}", JsonSerializer.Serialize((RunSurveyMessage)Untraced(), JsonSerializerOptions.Web))
        : null;
}

internal enum SurveyStep
{
    /// <summary>Freezes the round, gives everybody of its audience a link, and has the mails sent.</summary>
    Open,

    /// <summary>Seals what waits in the spool as far as it may be, and releases the figures.</summary>
    Seal,

    /// <summary>Seals whatever is left.</summary>
    Close,
}
