namespace AdoptionAutomation.Mail;

/// <summary>One mail for many people: the same text, with what differs filled in for each by SendGrid.</summary>
/// <param name="Campaign">The campaign's id.</param>
/// <param name="Purpose">What the mail is for, such as <c>welcome</c>; its category at SendGrid.</param>
/// <param name="Subject">Subject line.</param>
/// <param name="Html">HTML body; <c>-name-</c> marks are filled in per recipient.</param>
/// <param name="Text">The same as plain text.</param>
/// <param name="Recipients">Who gets it.</param>
internal sealed record MailBatch(
    string Campaign, string Purpose, string Subject, string Html, string Text, IReadOnlyList<MailRecipient> Recipients);

/// <param name="Id">Object id: the ledger's subject.</param>
/// <param name="Address">Where it goes.</param>
/// <param name="Fill">What each mark becomes: encoded for HTML if the mark stands in HTML.</param>
internal sealed record MailRecipient(string Id, string Address, IReadOnlyDictionary<string, string> Fill)
{
    /// <summary>Mail headers of their own, such as the way to unsubscribe.</summary>
    public IReadOnlyDictionary<string, string>? Headers { get; init; }
}
