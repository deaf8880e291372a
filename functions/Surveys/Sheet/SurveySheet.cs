namespace AdoptionAutomation.Surveys.Sheet;

/// <summary>
/// All that a works council needs to judge a campaign's surveys, in one language; made from the files alone. (Public because Razor's parameters are.)
/// </summary>
/// <param name="Language">fr or en.</param>
/// <param name="Title">What the sheet is about.</param>
/// <param name="Intro">In three sentences.</param>
/// <param name="Surveys">In the file's order.</param>
/// <param name="Stored">What is kept of every survey.</param>
/// <param name="Sections">What holds for all of them.</param>
public sealed record SurveySheet(
    string Language,
    string Title,
    IReadOnlyList<string> Intro,
    IReadOnlyList<SheetSurvey> Surveys,
    IReadOnlyList<SheetStored> Stored,
    IReadOnlyList<SheetSection> Sections);

/// <param name="Id">As in surveys.json.</param>
/// <param name="Title">As people read it.</param>
/// <param name="Facts">Purpose, audience, times and so on: what, and its answer.</param>
/// <param name="Questions">In their order.</param>
/// <param name="IsDraft">Whether it is not sent as it stands.</param>
public sealed record SheetSurvey(string Id, string Title, IReadOnlyList<SheetFact> Facts, IReadOnlyList<SheetQuestion> Questions, bool IsDraft);

public sealed record SheetFact(string What, string Answer);

/// <param name="Number">From 1.</param>
/// <param name="Text">What is asked.</param>
/// <param name="Help">What stands below it; null: nothing.</param>
/// <param name="Kind">How it is answered, and whether it must be.</param>
/// <param name="Choices">What can be chosen.</param>
/// <param name="Condition">When it is asked; null: always.</param>
/// <param name="Named">The text that is shown with a question whose answer is kept with the name; null: anonymous.</param>
public sealed record SheetQuestion(int Number, string Text, string? Help, string Kind, IReadOnlyList<string> Choices, string? Condition, string? Named);

/// <param name="What">Which data.</param>
/// <param name="Where">In which part of the storage account.</param>
/// <param name="HowLong">Until when.</param>
/// <param name="Who">Who can read it.</param>
public sealed record SheetStored(string What, string Where, string HowLong, string Who);

public sealed record SheetSection(string Title, IReadOnlyList<string> Points);
