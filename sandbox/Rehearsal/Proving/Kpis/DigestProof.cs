using AdoptionAutomation.Sandbox.Tenant;

namespace AdoptionAutomation.Sandbox.Rehearsal.Proving.Kpis;

/// <summary>Holds the digests that the tenant delivered against those that the file asks for: each edition once an address, not before its time.</summary>
internal sealed class DigestProof
{
    private const string Family = "digest-";

    /// <summary>A digest that fell due so shortly before the end may be waiting for its figures still.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromHours(12);

    /// <param name="mails">What the tenant took.</param>
    /// <param name="expected">What is asked for.</param>
    /// <param name="end">When the rehearsal ended.</param>
    /// <param name="mayMiss">Whether a fault excuses that one did not come.</param>
    public DigestProof(IReadOnlyList<AcceptedMail> mails, IReadOnlyList<ExpectedDigest> expected, DateTimeOffset end, Func<ExpectedDigest, bool> mayMiss)
    {
        var digests = mails.Where(mail => mail.Categories is [var kind, ..] && kind.StartsWith(Family, StringComparison.Ordinal))
            .ToLookup(mail => (mail.Categories[0], mail.To.ToLowerInvariant()));
        var asked = expected.ToDictionary(digest => (digest.Category, digest.To.ToLowerInvariant()));
        var (sent, unsure, lost, doubled, due) = (0, 0, 0, 0, 0);
        foreach (var (key, digest) in asked)
        {
            var got = digests[key].ToList();
            if (got.Count == 0 && digest.At + Grace >= end)
            {
                continue;
            }

            due++;
            sent += got.Count > 0 ? 1 : 0;
            doubled += Math.Max(0, got.Count - 1);
            var isUnsure = got.Count == 0 && mayMiss(digest);
            (unsure, lost) = (unsure + (isUnsure ? 1 : 0), lost + (got.Count == 0 && !isUnsure ? 1 : 0));
            Add(got.Count == 0 && !isUnsure, $"Lost: {digest.Category}, due at {digest.At.UtcDateTime:yyyy-MM-dd HH:mm}Z.");
            Add(got.Count > 1, $"Doubled: {digest.Category} came {got.Count} times.");
            Add(got.Exists(mail => mail.At < digest.At), $"Early: {digest.Category} came before {digest.At.UtcDateTime:yyyy-MM-dd HH:mm}Z.");
        }

        Findings.AddRange(digests.Where(got => !asked.ContainsKey(got.Key)).Select(got => $"Nobody asked for {got.Key.Item1} to one of its recipients."));
        (Figures, Mails) = (new(sent, due), new(0, 0, unsure, lost, doubled));
    }

    public DigestFigures Figures { get; }

    public MailFigures Mails { get; }

    public List<string> Findings { get; } = [];

    private void Add(bool isWrong, string finding)
    {
        if (isWrong)
        {
            Findings.Add(finding);
        }
    }
}
