using AdoptionAutomation.Kpis.Snapshots;
using AdoptionAutomation.Sandbox.Faults;
using AdoptionAutomation.Sandbox.People;
using AdoptionAutomation.Sandbox.People.Life;
using AdoptionAutomation.Sandbox.Tenant;
using NodaTime;

namespace AdoptionAutomation.Sandbox.Rehearsal.Proving.Kpis;

/// <summary>What became of the figures in a rehearsal.</summary>
/// <param name="Life">What people did on the platform and by mail.</param>
/// <param name="Profiles">Who completed their profile.</param>
/// <param name="Kept">The snapshots that the app keeps.</param>
/// <param name="Launch">When the first wave opened; null: none did.</param>
/// <param name="Now">When everything was over.</param>
internal sealed record KpiEvidence(LifeBooks Life, ProfileCompleting Profiles, IReadOnlyList<DaySnapshot> Kept, DateTimeOffset? Launch, DateTimeOffset Now)
{
    /// <summary>When the app's timer goes off.</summary>
    private static readonly TimeSpan Morning = new(6, 40, 0);

    private static readonly TimeSpan Afternoon = new(13, 40, 0);

    /// <param name="evidence">What happened besides.</param>
    /// <param name="expectation">What was asked for.</param>
    /// <param name="find">The tenant's group of a name.</param>
    /// <param name="published">When posts of the calendar arrived.</param>
    /// <param name="uncertainPosts">Deliveries of which nobody knows whether they came.</param>
    public KpiProof Prove(Evidence evidence, Expectation expectation, Func<string, Group?> find, IReadOnlyList<DateTimeOffset> published, int uncertainPosts)
    {
        var (tenant, ids) = (evidence.Tenant, evidence.Uncertain.GroupIds);
        var groups = (from asked in expectation.Groups
                      let id = asked.Id ?? ids.GetValueOrDefault(asked.Name)
                      let made = find(asked.Name)
                      where id is not null && made is not null
                      select (id, made)).ToDictionary(one => one.id!, one => one.made, StringComparer.Ordinal);
        var sites = expectation.Groups.Where(group => group.Kind == Campaigns.GroupKind.Place).Select(group => group.Name).ToHashSet(StringComparer.Ordinal);
        var books = new KpiBooks(
            evidence.Campaign,
            new(evidence, expectation.Targets.Values, Life, name => sites.Contains(name) ? ids.GetValueOrDefault(name) : null),
            new(tenant, groups, Life, published),
            new(tenant.Directory.Employees, Profiles.Completed, Life, evidence.Campaign.Settings.Start.ToDateOnly(), LeftIn(tenant.Log)));
        return new(Kept, [.. Timers(evidence.End)], books, tenant.Log.Faults, uncertainPosts, tenant.Log.Happenings);
    }

    private static Dictionary<Guid, DateTimeOffset> LeftIn(TenantLog log) =>
        log.Happenings.Where(one => one.Kind == HappeningKind.SomebodyLeft).ToDictionary(one => Guid.Parse(one.Subject), one => one.At);

    public DigestProof ProveDigests(Evidence evidence)
    {
        var log = evidence.Tenant.Log;
        var expected = Launch is { } launch ? new ExpectedDigests(evidence.Campaign.Settings).Between(launch, evidence.End) : [];
        return new(log.Mails, expected, evidence.End, digest => log.FaultsTouching(RequestSubjects.Mail(digest.To))
            .Any(fault => fault.Kind is not (FaultKind.Throttled or FaultKind.ConnectionRefused) && fault.At >= digest.At));
    }

    /// <summary>Each day since the first wave opened, by its first timer. What is due after the end may be there or not.</summary>
    private IEnumerable<(DateTimeOffset At, bool IsCertain)> Timers(DateTimeOffset end)
    {
        if (Launch is not { } launch)
        {
            yield break;
        }

        for (var day = new DateTimeOffset(launch.UtcDateTime.Date, TimeSpan.Zero); day + Morning < Now; day = day.AddDays(1))
        {
            yield return (day + Morning, day + Afternoon > launch && day + Afternoon < end);
        }
    }
}
