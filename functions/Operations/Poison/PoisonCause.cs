using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Effects;
using AdoptionAutomation.Graph;
using AdoptionAutomation.Operations.Failures;
using AdoptionAutomation.Storage;
using Azure;

namespace AdoptionAutomation.Operations.Poison;

/// <summary>
/// Why messages are on a poison queue, and what mends it (pure). In English whatever the campaign speaks: it must be told even if no campaign
/// can be read.
/// </summary>
/// <param name="Code">To ask for these messages with: <c>?cause=</c>.</param>
/// <param name="Why">What happened.</param>
/// <param name="Mend">What to do before they are put back.</param>
internal sealed record PoisonCause(string Code, string Why, string Mend)
{
    public const string Unreadable = "unreadable";
    public const string UnknownVersion = "unknownVersion";
    public const string UnknownCampaign = "unknownCampaign";
    public const string Unknown = "unknown";

    private const string Again = "Put them back: what is done already is not done again.";

    /// <summary>Nothing of it can be worked off, whatever is mended.</summary>
    public bool Stays => Code == Unreadable;

    /// <param name="work">What the message is about; null: it cannot be read.</param>
    /// <param name="failure">What was written down when it failed; null: nothing.</param>
    /// <param name="campaignExists">Whether its campaign has a folder.</param>
    public static PoisonCause Of(QueuedWork? work, FailureRow? failure, bool campaignExists) => (work, failure) switch
    {
        (null, _) => new(
            Unreadable,
            "No message that this app could have written.",
            "It stays, for nothing can be done with it: look at it in the storage account, find who wrote it, and delete it there."),
        ({ Version: not QueuedWork.KnownVersion }, _) => new(
            UnknownVersion,
            $"A message of version {work.Version}; this app knows version {QueuedWork.KnownVersion}.",
            "Deploy the version of the app that wrote it, then put it back."),
        _ when !campaignExists || IsA<CampaignNotFoundException>(failure) => new(
            UnknownCampaign,
            failure?.Message ?? $"There is no campaign '{work.Campaign}'.",
            "Put the campaign's files in place (GET /api/campaign or sandbox -- check says what is wrong with them), then put the messages back."),
        (_, null) => new(
            Unknown,
            "Nothing was written down: the app was ended each time before it could, or could not reach its tables.",
            $"See whether the app runs and reaches its storage. {Again}"),
        _ => new(failure.Cause, failure.Message, MendOf(failure)),
    };

    private static string MendOf(FailureRow failure) =>
        IsA<RequestFailedException>(failure, ".401", ".403") ? "Give the app's identity its roles on the storage account, then put them back."
        : IsA<RequestFailedException>(failure) ? $"The storage account did not answer as it should; if it does now: {Lower(Again)}"
        : IsA<ContentionException>(failure) ? $"Too many wrote the same row at once. {Again}"
        : IsA<GraphFailure>(failure) ? $"Mend what Graph refuses (the message names it), in the tenant or in the campaign's files. {Again}"
        : $"This is ours to mend: report it with its cause. After an update of the app: {Lower(Again)}";

    private static bool IsA<T>(FailureRow? failure, params ReadOnlySpan<string> details)
    {
        if (failure is null || failure.Cause.Split('.')[0] != typeof(T).Name)
        {
            return false;
        }

        var hit = details.IsEmpty;
        foreach (var detail in details)
        {
            hit |= failure.Cause.StartsWith(typeof(T).Name + detail, StringComparison.Ordinal);
        }

        return hit;
    }

    private static string Lower(string text) => char.ToLowerInvariant(text[0]) + text[1..];
}
