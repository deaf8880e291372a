using AdoptionAutomation.Calendar.Season;
using AdoptionAutomation.Campaigns;

namespace AdoptionAutomation.Calendar.Publishing;

/// <summary>What becomes of a delivery whose time has passed (pure).</summary>
internal static class LateRuling
{
    /// <summary>What lanes' paces and a second try take is not late, however strict the rule.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromMinutes(10);

    public static LateAction Of(Delivery delivery, DateTimeOffset now) =>
        IsLate(delivery, now) ? delivery.Occurrence.Publication.IfLate.Then : LateAction.Publish;

    public static bool IsLate(Delivery delivery, DateTimeOffset now)
    {
        var allowed = TimeSpan.FromHours(delivery.Occurrence.Publication.IfLate.AfterHours);
        return now - delivery.At > (allowed > Grace ? allowed : Grace);
    }
}
