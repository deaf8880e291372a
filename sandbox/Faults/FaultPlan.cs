using System.Globalization;

namespace AdoptionAutomation.Sandbox.Faults;

/// <summary>
/// Which request meets which fault: drawn from the seed by service and request number, or scripted by a test. Keeps the record of
/// every fault that struck.
/// </summary>
internal sealed class FaultPlan(FaultScript script, int seed, TimeProvider clock)
{
    private readonly Lock gate = new();
    private readonly Dice dice = new(seed);
    private readonly Dictionary<string, long> numbers = [];
    private readonly List<InjectedFault> injected = [];
    private readonly List<Scripted> scripted = [];
    private readonly List<Happening> happenings = [];
    private readonly Dictionary<int, int> struckBySpan = [];
    private (int Request, DeathPoint Point)? death;

    public FaultScript Script => script;

    public int Seed => seed;

    public IReadOnlyList<InjectedFault> Injected
    {
        get
        {
            lock (gate)
            {
                return [.. injected];
            }
        }
    }

    public int Count
    {
        get
        {
            lock (gate)
            {
                return injected.Count;
            }
        }
    }

    /// <summary>What a script did besides the faults that struck requests.</summary>
    public IReadOnlyList<Happening> Happenings
    {
        get
        {
            lock (gate)
            {
                return [.. happenings];
            }
        }
    }

    public void Note(Happening happening)
    {
        lock (gate)
        {
            happenings.Add(happening);
        }
    }

    /// <summary>The <paramref name="nth"/> request (from 1) that matches gets this fault, whatever the dice say.</summary>
    public void Strike(Func<FaultTarget, bool> matches, int nth, Fault fault)
    {
        lock (gate)
        {
            scripted.Add(new(matches, nth, fault));
        }
    }

    /// <summary>
    /// The first instance to send its <paramref name="nthRequest"/> request (from 1, all services together) dies there, once.
    /// </summary>
    public void DieAt(int nthRequest, DeathPoint point)
    {
        if (point is not (DeathPoint.Before or DeathPoint.After))
        {
            throw new ArgumentException($"A death by request number is Before or After it, not {point}.", nameof(point));
        }

        lock (gate)
        {
            death = (nthRequest, point);
        }
    }

    /// <summary>True once for the request that <see cref="DieAt"/> named.</summary>
    public DeathPoint? TakeDeath(int request)
    {
        lock (gate)
        {
            if (death is not { } due || due.Request != request)
            {
                return null;
            }

            death = null;
            return due.Point;
        }
    }

    /// <summary>The fault of the next request as it reaches the tenant. Steps of a batch are only ever throttled or unavailable.</summary>
    public Fault? AtServer(FaultTarget target, bool batchStep = false)
    {
        lock (gate)
        {
            var number = Next(target.Service, "server");
            var fault = TakeScripted(target, atCaller: false)
                ?? (batchStep ? null : Outage(target.Service))
                ?? InSpan(target, number, batchStep)
                ?? DrawAtServer(target.Service, number);
            fault = batchStep && fault?.Kind is not (FaultKind.Throttled or FaultKind.Unavailable) ? null : fault;
            return Record(target, number, fault);
        }
    }

    /// <summary>
    /// The fault of the next request as it leaves the app; null for storage, which is never faulty by itself.
    /// A death at a table write is recorded when it comes (<see cref="RecordDeath"/>).
    /// </summary>
    public Fault? AtCaller(FaultTarget target)
    {
        lock (gate)
        {
            var number = Next(target.Service, "caller");
            var fault = TakeScripted(target, atCaller: true)
                ?? (target.Service.IsFaulty() ? DrawAtCaller(target, number) : null);
            return fault is { IsAtTableWrite: true } ? fault : Record(target, number, fault);
        }
    }

    /// <summary>Records a death that was set up by an earlier request or by its number.</summary>
    public void RecordDeath(FaultTarget target, DeathPoint point)
    {
        lock (gate)
        {
            Record(target, numbers.GetValueOrDefault($"caller {target.Service}"), new(FaultKind.ProcessDeath, Point: point));
        }
    }

    public bool IsDown(RemoteService service, DateTimeOffset at) =>
        (OutageOf(service, at) is { } outage && outage.From <= at && at < outage.To)
        || script.Spans.Any(span => span.Kind is FaultKind.Outage && span.Service == service && span.IsOn(at));

    /// <summary>The outages of a service that overlap the span, in order.</summary>
    public IEnumerable<(DateTimeOffset From, DateTimeOffset To)> Outages(RemoteService service, DateTimeOffset from, DateTimeOffset to)
    {
        for (var month = StartOfMonth(from); month < to; month = month.AddMonths(1))
        {
            if (OutageOf(service, month) is { } outage && outage.To > from && outage.From < to)
            {
                yield return outage;
            }
        }
    }

    /// <summary>Whether SendGrid posts this batch of events twice.</summary>
    public bool EventsTwice(long batch) => dice.Chance(script.EventsTwice, "events twice", batch);

    private Fault? InSpan(FaultTarget target, long number, bool batchStep)
    {
        var now = clock.GetUtcNow();
        foreach (var (index, span) in script.Spans.Index())
        {
            var strikes = span.Service == target.Service && span.IsOn(now)
                && (span.Kind is FaultKind.Throttled || (span.Kind is FaultKind.AnswerLost && target.ChangesSomething && !batchStep))
                && struckBySpan.GetValueOrDefault(index) < span.Most
                && dice.Chance(span.Share, $"span {index}", number);
            if (strikes)
            {
                struckBySpan[index] = struckBySpan.GetValueOrDefault(index) + 1;
                return new(span.Kind, span.RetryAfter);
            }
        }

        return null;
    }

    private Fault? DrawAtServer(RemoteService service, long number)
    {
        var draw = dice.Unit($"server {service}", number);
        if ((draw -= script.Throttled) < 0)
        {
            return new(FaultKind.Throttled, RetryAfter(service, number));
        }

        if ((draw -= script.Unavailable) < 0)
        {
            var says = dice.Chance(script.UnavailableWithRetryAfter, $"503 {service}", number);
            return new(FaultKind.Unavailable, says ? dice.Below(20, $"wait {service}", number) + 1 : null);
        }

        return (draw -= script.AnswerLost) < 0 ? new(FaultKind.AnswerLost)
            : draw - script.Slow < 0 ? new(FaultKind.Slow)
            : null;
    }

    private Fault? DrawAtCaller(FaultTarget target, long number)
    {
        var refused = Outage(target.Service) is null ? script.ConnectionRefused : 0.5;
        if (dice.Chance(refused, $"caller {target.Service}", number))
        {
            return new(FaultKind.ConnectionRefused);
        }

        return script.Deaths > 0 && target.ChangesSomething && dice.Chance(DeathWithin(target), $"death {target.Service}", number)
            ? new(FaultKind.ProcessDeath, Point: (DeathPoint)dice.Below(4, $"point {target.Service}", number))
            : null;
    }

    /// <summary>A call with many effects (20 members, 100 mails) is as deadly as that many calls with one.</summary>
    private double DeathWithin(FaultTarget target) => 1 - Math.Pow(1 - script.Deaths, Math.Max(1, target.Subjects().Count));

    private double RetryAfter(RemoteService service, long number)
    {
        var seconds = dice.Below(20, $"wait {service}", number) + 1;
        return dice.Chance(script.FractionalRetryAfter, $"fraction {service}", number)
            ? seconds + ((dice.Below(998, $"thousandths {service}", number) + 1) / 1000.0)
            : seconds;
    }

    private Fault? Outage(RemoteService service) => IsDown(service, clock.GetUtcNow()) ? new(FaultKind.Outage) : null;

    private (DateTimeOffset From, DateTimeOffset To)? OutageOf(RemoteService service, DateTimeOffset at)
    {
        if (script.MonthlyOutage == TimeSpan.Zero || !service.IsFaulty())
        {
            return null;
        }

        var month = StartOfMonth(at);
        var room = month.AddMonths(1) - month - script.MonthlyOutage;
        var from = month + dice.Between(TimeSpan.Zero, room, $"outage {service}", (month.Year * 12) + month.Month);
        return (from, from + script.MonthlyOutage);
    }

    private static DateTimeOffset StartOfMonth(DateTimeOffset at) =>
        new(at.UtcDateTime.Year, at.UtcDateTime.Month, 1, 0, 0, 0, TimeSpan.Zero);

    private long Next(RemoteService service, string side) =>
        numbers[$"{side} {service}"] = numbers.GetValueOrDefault($"{side} {service}") + 1;

    private Fault? TakeScripted(FaultTarget target, bool atCaller)
    {
        var struck = scripted.Where(s => s.Fault.IsAtCaller == atCaller && s.Matches(target) && --s.Left == 0).ToList();
        scripted.RemoveAll(s => s.Left == 0);
        return struck.Count > 0 ? struck[0].Fault : null;
    }

    private Fault? Record(FaultTarget target, long number, Fault? fault)
    {
        if (fault is not null)
        {
            var detail = fault.Kind is FaultKind.ProcessDeath
                ? fault.Point.ToString()
                : fault.RetryAfter?.ToString(CultureInfo.InvariantCulture) ?? "";
            injected.Add(new(clock.GetUtcNow(), target.Service, number, target.Method, target.Path, fault.Kind, detail, target.Subjects()));
        }

        return fault;
    }

    private sealed class Scripted(Func<FaultTarget, bool> matches, int nth, Fault fault)
    {
        public Func<FaultTarget, bool> Matches => matches;

        public Fault Fault => fault;

        public int Left { get; set; } = nth;
    }
}
