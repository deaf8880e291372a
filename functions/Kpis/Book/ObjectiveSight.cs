using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Kpis.Snapshots;
using NodaTime;

namespace AdoptionAutomation.Kpis.Book;

/// <summary>How far an objective is (pure): from where its figure started, on a straight path to what is to be reached and when.</summary>
/// <param name="Objective">As campaign.json has it.</param>
/// <param name="Kpi">Its figure; null: it is not measured.</param>
internal sealed record ObjectiveSight(Objective Objective, Kpi? Kpi)
{
    /// <summary>What the figure was at the start; null: not known.</summary>
    public double? From { get; init; }

    /// <summary>What is to be reached; null: not known, or not measured.</summary>
    public double? Target { get; init; }

    public double? Now { get; init; }

    /// <summary>Where it should be by now.</summary>
    public double? Expected { get; init; }

    public LocalDate? By => Objective.By;

    /// <summary>From 0 (where it started) to 1 (reached); null: not known.</summary>
    public double? Progress => ShareOf(Now);

    /// <summary>The same of where it should be by now.</summary>
    public double? ExpectedProgress => ShareOf(Expected);

    /// <summary>Null: not known.</summary>
    public ObjectiveState? State => (Progress, ExpectedProgress) switch
    {
        ( >= 1, _) => ObjectiveState.Reached,
        ({ } now, { } expected) => expected < 1 && now >= expected - Tolerance ? ObjectiveState.OnPath : ObjectiveState.Behind,
        _ => null,
    };

    private const double Tolerance = 0.1;

    public static IReadOnlyList<ObjectiveSight> Of(KpiPicture picture) =>
        [.. picture.Campaign.Settings.Objectives.Select(objective => Of(objective, picture))];

    private static ObjectiveSight Of(Objective objective, KpiPicture picture)
    {
        var settings = picture.Campaign.Settings;
        if (objective.Kpi is null || KpiBook.Find(settings, objective.Kpi) is not { } kpi)
        {
            return new(objective, null);
        }

        var before = KpiBook.Before(kpi, picture.Now.Organisation);
        var first = picture.Organisation.Days.Select(day => kpi.Value(day.Counts)).FirstOrDefault(value => value is not null);
        var from = before ?? (objective.Change is null && kpi is { UnitName: null, Better: not false } ? 0 : first);
        var target = (double?)objective.Target ?? (from * (100 + (double?)objective.Change) / 100);
        return new(objective, kpi)
        {
            From = from,
            Target = target,
            Now = kpi.Value(picture.Now.Organisation),
            Expected = objective.By is { } by && from is { } start && target is { } end
                ? start + ((end - start) * Passed(settings.Start, by, LocalDate.FromDateOnly(picture.Now.Day)))
                : null,
        };
    }

    private static double Passed(LocalDate start, LocalDate end, LocalDate now) =>
        end <= start ? 1 : Math.Clamp((double)Period.DaysBetween(start, now) / Period.DaysBetween(start, end), 0, 1);

    private double? ShareOf(double? value) => value is { } at && From is { } from && Target is { } target && Math.Abs(target - from) > 1e-9
        ? Math.Clamp((at - from) / (target - from), 0, 1)
        : null;
}

internal enum ObjectiveState
{
    Reached,
    OnPath,
    Behind,
}
