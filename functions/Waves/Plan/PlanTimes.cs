using AdoptionAutomation.Campaigns;

namespace AdoptionAutomation.Waves.Plan;

/// <summary>When the first and the last of so many people are written to (pure), by the campaign's clock.</summary>
internal sealed class PlanTimes(OpenHours hours)
{
    /// <summary>Some twenty years of working hours; nobody waits so long.</summary>
    private const int MostHours = 40_000;

    /// <param name="people">To be invited.</param>
    /// <param name="start">When the wave opens.</param>
    /// <param name="pacePerHour">Null: as fast as the directory takes them.</param>
    /// <param name="byQuota">How long the directory's quota makes it.</param>
    /// <returns>Null for nobody, and for a pace that never ends.</returns>
    public (DateTimeOffset First, DateTimeOffset Last)? Of(int people, DateTimeOffset start, int? pacePerHour, TimeSpan byQuota)
    {
        if (people == 0)
        {
            return null;
        }

        var first = hours.NextOpen(start, null);
        if (pacePerHour is not { } pace)
        {
            return (first, hours.NextOpen(start + byQuota, null));
        }

        var slots = (people + pace - 1) / pace;
        if (slots > MostHours)
        {
            return null;
        }

        var at = first;
        for (var slot = 1; slot < slots; slot++)
        {
            at = hours.NextOpen(at + TimeSpan.FromHours(1), null);
        }

        // Within its hour, the last one's turn comes in proportion.
        return (first, at + (TimeSpan.FromHours(1) * ((double)(people - ((slots - 1) * pace)) / pace)));
    }
}
