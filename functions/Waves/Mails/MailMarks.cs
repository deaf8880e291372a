namespace AdoptionAutomation.Waves.Mails;

/// <summary>What stands in a mail's text for what differs from person to person; SendGrid fills it in.</summary>
internal static class MailMarks
{
    /// <summary>In HTML; filled with an encoded name.</summary>
    public const string FirstName = "-firstName-";

    /// <summary>In plain text; filled with the name as it is.</summary>
    public const string PlainFirstName = "-plainFirstName-";

    // Addresses of pages hold nothing that HTML would have encoded.
    public const string Charter = "-charterLink-";
    public const string Here = "-hereLink-";
    public const string Stop = "-stopLink-";
    public const string Announce = "-announceLink-";
}
