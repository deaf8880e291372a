using System.Globalization;
using AdoptionAutomation.Campaigns;

namespace AdoptionAutomation.Waves.Mails;

/// <summary>Purposes of the mails of waves: their names in the ledger, in events and at SendGrid.</summary>
internal static class MailPurposes
{
    public const string Welcome = "welcome";

    /// <summary>Of the messages that bring about whatever follows the welcome.</summary>
    public const string FollowUp = "follow-up";

    /// <summary>A mail to whoever tries it: outside the ledger.</summary>
    public const string Test = "test";

    private const int MostReminders = 3;

    public static readonly IReadOnlyList<string> FollowUps =
        [.. Enum.GetValues<KitKind>().Select(OfKit), .. Enumerable.Range(0, MostReminders).Select(OfReminder)];

    public static string OfKit(KitKind kit) => $"kit-{kit.ToString().ToLowerInvariant()}";

    /// <param name="index">From 0 on.</param>
    public static string OfReminder(int index) => $"reminder-{(index + 1).ToString(CultureInfo.InvariantCulture)}";

    public static KitKind? KitOf(string purpose) => Enum.GetValues<KitKind>().Cast<KitKind?>().FirstOrDefault(kit => OfKit(kit!.Value) == purpose);

    /// <summary>From 0 on; null: no reminder.</summary>
    public static int? ReminderOf(string purpose) =>
        Enumerable.Range(0, MostReminders).Cast<int?>().FirstOrDefault(index => OfReminder(index!.Value) == purpose);
}
