namespace AdoptionAutomation.Sandbox.Tenant;

/// <summary>What all recipients of one request share; kept once.</summary>
internal sealed record MailContent(string From, string? Subject, string? Html, string? Text, IReadOnlyList<string> Categories);

/// <summary>
/// One mail to one recipient, as SendGrid took it. <paramref name="id"/> is the sg_message_id of its events. Subject, Html and Text are
/// after substitutions.
/// </summary>
internal sealed class AcceptedMail(
    string id,
    DateTimeOffset at,
    long request,
    string to,
    MailContent content,
    string? subject,
    IReadOnlyDictionary<string, string> substitutions,
    IReadOnlyDictionary<string, string> customArgs,
    IReadOnlyDictionary<string, string> headers)
{
    public string Id => id;

    public DateTimeOffset At => at;

    /// <summary>SendGrid's request number, by which mails of one request belong together.</summary>
    public long Request => request;

    public string To => to;

    /// <summary>What it has in common with the other mails of its request, before substitutions.</summary>
    public MailContent Content => content;

    /// <summary>Its own subject, before substitutions; null: the content's.</summary>
    public string? OwnSubject => subject;

    public IReadOnlyDictionary<string, string> Substitutions => substitutions;

    public string From => content.From;

    public IReadOnlyList<string> Categories => content.Categories;

    public IReadOnlyDictionary<string, string> CustomArgs => customArgs;

    public string Subject => Fill(subject ?? content.Subject) ?? "";

    public string? Html => Fill(content.Html);

    public string? Text => Fill(content.Text);

    public IReadOnlyDictionary<string, string> Headers => headers;

    public MailOutcome Outcome { get; set; }

    private string? Fill(string? text) =>
        text is null ? null : substitutions.Aggregate(text, (filled, s) => filled.Replace(s.Key, s.Value, StringComparison.Ordinal));
}
