namespace AdoptionAutomation.Surveys.Answering.Page;

/// <summary>A survey page that asks nothing. (Public because Razor's parameters are.)</summary>
/// <param name="Language">fr or en.</param>
/// <param name="Title">Its heading.</param>
/// <param name="Text">Paragraphs.</param>
public sealed record SurveyNoteContent(string Language, string Title, params IReadOnlyList<string> Text)
{
    public string? Platform { get; init; }

    public string? LinkUrl { get; init; }

    public string? LinkWords { get; init; }

    /// <summary>The same in another language, for who is not known.</summary>
    public SurveyNoteContent? Also { get; init; }

    /// <summary>What its button sends once more; empty: there is no button.</summary>
    public IReadOnlyList<(string Name, string Value)> Again { get; init; } = [];

    public string? AgainWords { get; init; }
}
