namespace AdoptionAutomation.Calendar.Contests.Page;

/// <summary>What a contest's page says. (Public because Razor's parameters are.)</summary>
/// <param name="Language">fr or en.</param>
/// <param name="Platform">The platform's name.</param>
/// <param name="Title">Its one heading.</param>
public sealed record ContestPageContent(string Language, string Platform, string Title)
{
    /// <summary>The question as safe HTML.</summary>
    public string QuestionHtml { get; init; } = "";

    /// <summary>Something that went wrong, or that must not be missed.</summary>
    public string? Alert { get; init; }

    /// <summary>Paragraphs under the question.</summary>
    public IReadOnlyList<string> Text { get; init; } = [];

    /// <summary>The person's, once they answered.</summary>
    public string? Ticket { get; init; }

    /// <summary>The form, if it can be answered.</summary>
    public ContestPageForm? Form { get; init; }

    /// <summary>The choices, where there is no form.</summary>
    public IReadOnlyList<string> Choices { get; init; } = [];

    /// <summary>Where to go on; null: nowhere.</summary>
    public string? LinkUrl { get; init; }

    public string? LinkWords { get; init; }

    public required string HelpName { get; init; }

    public required string HelpMail { get; init; }
}

/// <param name="Token">Names contest and person.</param>
/// <param name="Legend">Over the choices.</param>
/// <param name="Choices">To choose from.</param>
/// <param name="MayNameWords">What the box of consent says.</param>
/// <param name="MayName">Whether it is ticked.</param>
/// <param name="Button">What the button says.</param>
public sealed record ContestPageForm(
    string Token, string Legend, IReadOnlyList<ContestPageChoice> Choices, string MayNameWords, bool MayName, string Button);

public sealed record ContestPageChoice(string Id, string Text, bool IsChosen);
