namespace AdoptionAutomation.Surveys.Answering.Page;

/// <summary>What the survey page says and asks. (Public because Razor's parameters are.)</summary>
/// <param name="Language">fr or en.</param>
/// <param name="Platform">Stands above the title.</param>
/// <param name="Title">The survey's.</param>
/// <param name="Questions">In order.</param>
public sealed record SurveyPageContent(string Language, string Platform, string Title, IReadOnlyList<SurveyPageQuestion> Questions)
{
    /// <summary>Its one style sheet.</summary>
    public required string Css { get; init; }

    public string? Intro { get; init; }

    /// <summary>Anonymous, once, until when: each in a few words.</summary>
    public required IReadOnlyList<string> Facts { get; init; }

    /// <summary>Purpose, anonymity, retention: a word and a sentence each.</summary>
    public required IReadOnlyList<(string Word, string Sentence)> Notice { get; init; }

    public required string NoticeTitle { get; init; }

    public required string ContactName { get; init; }

    public required string ContactMail { get; init; }

    public required string Button { get; init; }

    /// <summary>What the form sends back; null: the page is a preview and sends nothing.</summary>
    public string? Token { get; init; }

    /// <summary>Said above everything of a preview.</summary>
    public string? PreviewWords { get; init; }

    /// <summary>The page in the campaign's other languages.</summary>
    public IReadOnlyList<SurveyPageLink> Others { get; init; } = [];

    /// <summary>Heads the list of what is wrong.</summary>
    public string? ProblemsTitle { get; init; }

    /// <summary>What is wrong, each with the question's number; null: with none of them.</summary>
    public IReadOnlyList<(int? Question, string Text)> Problems { get; init; } = [];
}

/// <param name="Language">Of the page that it leads to.</param>
/// <param name="Address">Relative.</param>
/// <param name="Words">In that language.</param>
public sealed record SurveyPageLink(string Language, string Address, string Words);

/// <param name="Number">From 0; its fields are called by it.</param>
/// <param name="Field">Name of the form's field.</param>
/// <param name="Form">How it is answered.</param>
/// <param name="Text">What is asked.</param>
public sealed record SurveyPageQuestion(int Number, string Field, QuestionForm Form, string Text)
{
    public string? Help { get; init; }

    /// <summary>Said if it need not be answered.</summary>
    public string? OptionalWords { get; init; }

    public bool IsRequired { get; init; }

    /// <summary>Said if the answer is kept with the name.</summary>
    public string? NamedWords { get; init; }

    /// <summary>Said of a branch, where the browser shows all of them.</summary>
    public string? IfWords { get; init; }

    public IReadOnlyList<SurveyPageOption> Options { get; init; } = [];

    /// <summary>What the ends of a row of numbers mean.</summary>
    public string? LowestWords { get; init; }

    public string? HighestWords { get; init; }

    /// <summary>What was typed.</summary>
    public string? Typed { get; init; }

    public string? Problem { get; init; }

    public string FirstField => Form == QuestionForm.Text ? $"q{Number}" : BranchStyle.FieldOf(Number, 0);

    /// <summary>Ids of what a screen reader says with it.</summary>
    public string? DescribedBy => string.Join(' ', Parts()) is { Length: > 0 } ids ? ids : null;

    private IEnumerable<string> Parts() => new (string Id, string? Words)[]
    {
        ($"e{Number}", Problem), ($"n{Number}", NamedWords), ($"h{Number}", Help), ($"s{Number}", LowestWords ?? HighestWords),
    }.Where(part => part.Words is not null).Select(part => part.Id);
}

public enum QuestionForm
{
    One,
    Multiple,
    Numbers,
    Text,
}

/// <param name="Value">What the form sends.</param>
/// <param name="Text">What it says.</param>
/// <param name="IsChosen">As it was sent.</param>
/// <param name="More">What a screen reader says after it.</param>
public sealed record SurveyPageOption(string Value, string Text, bool IsChosen, string? More = null);
