using AdoptionAutomation.Sandbox.Faults;
using AdoptionAutomation.Sandbox.Storage;
using AdoptionAutomation.Sandbox.Tenant;

namespace AdoptionAutomation.Sandbox.Rehearsal.Reporting;

/// <summary>What can only be known while a rehearsal runs, written down once a day: a few counters, however much happened.</summary>
internal sealed class Diary(SimulatedTenant tenant, RequestCounts counts, Func<long> executions)
{
    private readonly List<DiaryDay> days = [];

    public IReadOnlyList<DiaryDay> Days => days;

    /// <summary>To be called at least once a day; the first call of a day writes down the one before.</summary>
    public void Note(DateTimeOffset now)
    {
        var day = DateOnly.FromDateTime(now.UtcDateTime).AddDays(-1);
        if (days.Count == 0 || days[^1].Day < day)
        {
            days.Add(new(day, Totals(), tenant.TakeQuotaPeaks()));
        }
    }

    /// <summary>Writes down what came after the last whole day.</summary>
    public void Close(DateTimeOffset now) => days.Add(new(DateOnly.FromDateTime(now.UtcDateTime), Totals(), tenant.TakeQuotaPeaks()));

    private RequestTotals Totals() => new(
        tenant.Log.Requests(RemoteService.Graph),
        tenant.Log.Requests(RemoteService.SendGrid),
        tenant.Log.Requests(RemoteService.Workflows),
        counts.Tables,
        counts.Queues,
        counts.Blobs,
        executions());
}

/// <param name="Day">The day that was over.</param>
/// <param name="Requests">Since the start.</param>
/// <param name="Quotas">The largest share of each quota that was in use on the day.</param>
internal sealed record DiaryDay(DateOnly Day, RequestTotals Requests, IReadOnlyList<(string Quota, double Share)> Quotas);

internal sealed record RequestTotals(long Graph, long SendGrid, long Workflows, long Tables, long Queues, long Blobs, long Executions)
{
    public static readonly RequestTotals None = new(0, 0, 0, 0, 0, 0, 0);

    public long Storage => Tables + Queues + Blobs;

    public RequestTotals Since(RequestTotals before) => new(
        Graph - before.Graph,
        SendGrid - before.SendGrid,
        Workflows - before.Workflows,
        Tables - before.Tables,
        Queues - before.Queues,
        Blobs - before.Blobs,
        Executions - before.Executions);
}
