using AdoptionAutomation.Sandbox.Faults;

namespace AdoptionAutomation.Sandbox.Rehearsal.Proving;

/// <summary>Of a campaign file that cannot be read the community managers are told, each of them. That the last good version goes on, the other proofs tell.</summary>
internal static class EditProof
{
    private const string Notice = "notice";

    /// <summary>Files are looked at every hour, and a mail may meet a fault; that is waited out by the end.</summary>
    private static readonly TimeSpan Look = TimeSpan.FromHours(1);

    public static IEnumerable<string> FindingsOf(Evidence evidence) =>
        from edit in evidence.Tenant.Log.Happenings.Where(one => one.Kind == HappeningKind.FileBroken)
        let last = edit.Until < evidence.End ? edit.Until : evidence.End
        where last - edit.At > Look
        from manager in evidence.Campaign.Settings.CommunityManagers.Index()
        where !evidence.Tenant.Log.MailsTo(manager.Item.Mail, Notice).Any(mail => mail.At >= edit.At && mail.Subject.Contains(edit.Subject, StringComparison.Ordinal))
        select $"Not told: communityManagers[{manager.Index}] got no mail about {edit.Subject}, which could not be read from {edit.At:yyyy-MM-dd HH:mm}Z on.";
}
