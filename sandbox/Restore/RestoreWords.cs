using AdoptionAutomation.Operations.Backups;
using AdoptionAutomation.Storage;

namespace AdoptionAutomation.Sandbox.Restore;

/// <summary>What whoever restored must know before they resume (pure).</summary>
internal static class RestoreWords
{
    public static string Of(BackupManifest manifest, IReadOnlyList<RestoredTable> restored, int erased)
    {
        var (since, lines) = ($"{manifest.TakenAt.UtcDateTime:yyyy-MM-dd HH:mm} UTC", new List<string> { "", "Before you resume:" });
        if (Find(TableNames.Effects) is { Written: > 0 } effects)
        {
            lines.Add($"- The ledger knows what was done up to {since}, and nothing after: a mail or post that went out between then and the loss may go out again, where nothing "
                + "but the ledger knew of it. Compare SendGrid's Activity and the groups since then; what must not go out again, take out of the calendar or the wave first.");
            lines.Add("- Adding people to groups, and making groups, is safe: that is looked for or repeats without harm.");
            if (effects.Claimed > 0)
            {
                lines.Add($"- {effects.Claimed} effects were under way when the backup was taken. Once resumed, those that repeat without harm are done again, groups are looked for, "
                    + "and mails and posts become uncertain: SendGrid's events settle them, or GET /api/waves and the calendar ask you.");
            }
        }

        if (Find(TableNames.People) is { Written: > 0 })
        {
            lines.Add($"- People are as they were at {since}, and counted anew: who joined since is looked at again, and added and welcomed at most once, as the ledger knows.");
        }

        if (Find(TableNames.Surveys) is { Written: > 0 })
        {
            lines.Add("- Answers to surveys that were not sealed are in no backup, for anonymity: those that waited are lost, and their links stay spent. "
                + $"Links that were spent after {since} can be used once more: close rounds that are open in surveys.json, if that matters.");
        }

        if (Find(TableNames.Due) is { Written: > 0 })
        {
            lines.Add("- Work that was done since is put on its queues once more; the ledger lets none of it happen twice.");
        }

        if (erased > 0)
        {
            lines.Add($"- {erased} people had been erased since: they are erased again.");
        }

        lines.Add("- Then look at GET /api/health and GET /api/stuck, and resume: POST /api/resume?campaign=ID.");
        return string.Join(Environment.NewLine, lines);

        RestoredTable? Find(string name) => restored.FirstOrDefault(table => table.Name == name);
    }
}
