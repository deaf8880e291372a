namespace AdoptionAutomation.Waves.PersonPages;

/// <summary>What a person's page says. (Public because Razor's parameters are.)</summary>
/// <param name="Language">fr or en.</param>
/// <param name="Title">Its one heading.</param>
/// <param name="Text">Paragraphs.</param>
public sealed record PersonPageContent(string Language, string Title, params IReadOnlyList<string> Text)
{
    public string? Platform { get; init; }

    /// <summary>What the button says; null: there is none.</summary>
    public string? Button { get; init; }

    /// <summary>What the form sends back.</summary>
    public string? Token { get; init; }

    /// <summary>The version that the page shows, if it is the charter's.</summary>
    public string? CharterVersion { get; init; }

    /// <summary>Where to read or go on; null: nowhere.</summary>
    public string? LinkUrl { get; init; }

    public string? LinkWords { get; init; }

    /// <summary>Whom to write to.</summary>
    public string? HelpName { get; init; }

    public string? HelpMail { get; init; }

    /// <summary>The same in another language, for who is not known.</summary>
    public PersonPageContent? Also { get; init; }
}
