namespace AdoptionAutomation.Sandbox.Serve.Pages;

// What the pages show. Public because Razor's parameters are.

/// <param name="Number">From 1, oldest first: it stays.</param>
/// <param name="IsLost">Whether it did not arrive.</param>
public sealed record MailRow(int Number, string At, string Subject, string To, string Kind, string Outcome, bool IsLost);

/// <param name="Total">Mails that match, on all pages.</param>
/// <param name="Kinds">To choose from, with how many there are.</param>
/// <param name="Link">Leads to a page, from 1.</param>
public sealed record MailboxShown(
    IReadOnlyList<MailRow> Rows, int Total, int Page, int LastPage, string? Search, string? Kind, IReadOnlyList<(string Kind, int Count)> Kinds, Func<int, string> Link);

/// <param name="View">desk, phone, text or headers.</param>
public sealed record MailShown(
    int Number, string View, string At, string From, string To, string Subject, string Outcome, string? Text, IReadOnlyList<(string Name, string Value)> Headers);

/// <param name="Kind">card, news or mail.</param>
/// <param name="Number">Of a mail: from 1, oldest first.</param>
/// <param name="Json">Of a card or page.</param>
/// <param name="Why">Why it did not arrive; null: it did.</param>
public sealed record ChannelItem(string Kind, int Number, string At, string Group, string Title, string Json, string? Why);

/// <param name="Picture">Where a picture is shown from; null: it is not.</param>
/// <param name="Link">Leads to a page, from 1.</param>
public sealed record ChannelsShown(
    IReadOnlyList<ChannelItem> Items, int Page, int LastPage, string? Group, IReadOnlyList<(string Group, int Count)> Groups, Func<string, string?> Picture, Func<int, string> Link);

/// <param name="Rows">The first cell of each names it.</param>
public sealed record Sheet(string Caption, IReadOnlyList<string> Columns, IReadOnlyList<IReadOnlyList<string>> Rows);

public sealed record WaveShown(string Id, string Name, string When);

/// <param name="Roles">Who may open it.</param>
public sealed record ConsoleLink(string Name, string Path, IReadOnlyList<string> Roles);

/// <param name="Call">What was asked.</param>
/// <param name="Text">What the app answered.</param>
public sealed record CallAnswer(string Call, string Text);
