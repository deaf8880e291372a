using System.Globalization;
using System.Net;
using System.Text.Json;
using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Sandbox.App;
using AdoptionAutomation.Sandbox.Plan;
using AdoptionAutomation.Sandbox.Runtime;
using AdoptionAutomation.Sandbox.Time;
using NodaTime;

namespace AdoptionAutomation.Sandbox.Rehearsal;

/// <summary>
/// The simulated IT department: plans and applies the groups on the first morning; waves with a date open by themselves, the others it opens a
/// week apart; every morning it looks at the waves, and lets one through that its gate has held for some days. When a call fails, it calls again.
/// </summary>
internal sealed class ItDesk(Campaign campaign, VirtualHost host, VirtualClock clock, IAgenda agenda)
{
    private static readonly LocalTime Morning = new(8, 0);
    private static readonly TimeSpan CallAgain = TimeSpan.FromMinutes(15);

    /// <summary>How long a wave that is due may be held before IT decides.</summary>
    private static readonly Period Patience = Period.FromDays(4);

    private readonly DateTimeZone zone = DateTimeZoneProviders.Tzdb[campaign.Settings.TimeZone];
    private readonly HashSet<string> overridden = new(StringComparer.Ordinal);
    private readonly HashSet<string> watched = new(StringComparer.Ordinal);
    private bool closed;

    private readonly Dictionary<string, string> held = new(StringComparer.Ordinal);
    private readonly List<string> events = [];

    /// <summary>When each wave was opened, by id.</summary>
    public Dictionary<string, DateTimeOffset> Opened { get; } = new(StringComparer.Ordinal);

    /// <summary>Whether the groups have been asked for: before that, nothing was.</summary>
    public bool HasApplied { get; private set; }

    /// <summary>Waves that paused by themselves and were not resumed.</summary>
    public HashSet<string> Paused { get; } = new(StringComparer.Ordinal);

    /// <summary>What held or paused waves, and what IT did about it, in words.</summary>
    public IReadOnlyList<string> Events =>
    [
        .. events,
        .. held.Where(wave => !Opened.ContainsKey(wave.Key)).Select(wave => $"Wave {wave.Key} was still held when it ended: {wave.Value}"),
    ];

    /// <summary>What held a wave that was due, as IT found it, the first look first.</summary>
    public List<WaveHold> Holds { get; } = [];

    public void Plan()
    {
        At(campaign.Settings.Start + Morning, "apply the groups", ApplyAsync);
        for (var i = 0; i < campaign.Waves.Count; i++)
        {
            var wave = campaign.Waves[i];
            if (wave.Opens is { } opens)
            {
                At(opens.PlusMinutes(30), $"look at wave {wave.Id}", token => LookAsync(wave.Id, opens, token));
            }
            else
            {
                At(campaign.Settings.Start.PlusWeeks(i + 1) + Morning.PlusHours(1), $"open wave {wave.Id}", token => OpenAsync(wave.Id, token));
            }
        }
    }

    private void At(LocalDateTime local, string what, Func<CancellationToken, Task> act) =>
        agenda.At(local.InZoneLeniently(zone).ToDateTimeOffset(), what, act);

    private async Task ApplyAsync(CancellationToken cancellationToken)
    {
        HasApplied = await new GroupsDesk(host).ApplyAsync(cancellationToken);
        if (!HasApplied)
        {
            agenda.At(clock.GetUtcNow() + CallAgain, "apply the groups again", ApplyAsync);
        }
    }

    /// <summary>The rehearsal is over: no further wave opens, and those whose date is still to come are cancelled.</summary>
    public async Task CloseAsync(CancellationToken cancellationToken)
    {
        closed = true;
        foreach (var wave in Opened.Keys.ToList())
        {
            if ((await ShowAsync(wave, cancellationToken)).State is "paused" or "pausing")
            {
                Paused.Add(wave);
            }
        }

        foreach (var wave in campaign.Waves)
        {
            for (var tries = 0; tries < 20 && !await IsStartedAsync(wave.Id, cancellationToken); tries++)
            {
                if (await PostAsync($"/api/waves/{wave.Id}/cancel?why=The%20rehearsal%20is%20over", cancellationToken) is HttpStatusCode.OK or HttpStatusCode.Accepted)
                {
                    break;
                }
            }
        }
    }

    /// <summary>A wave that is due: if it did not open by itself, wait a while, then open it all the same.</summary>
    private async Task LookAsync(string wave, LocalDateTime due, CancellationToken cancellationToken)
    {
        if (closed)
        {
            return;
        }

        if (await IsStartedAsync(wave, cancellationToken))
        {
            Watch(wave);
            if (held.TryGetValue(wave, out var why))
            {
                var days = (Opened[wave] - due.InZoneLeniently(zone).ToDateTimeOffset()).TotalDays;
                var span = days > 1 ? $"{Math.Ceiling(days):0} days" : "a day";
                events.Add($"Wave {wave} was held for {span}, then opened {(overridden.Contains(wave) ? "by IT, over its gate" : "by itself")}: {why}");
            }

            return;
        }

        if ((await ShowAsync(wave, cancellationToken)).Held is { } reason)
        {
            held[wave] = reason;
            Holds.Add(new(wave, clock.GetUtcNow(), reason));
        }

        var now = Instant.FromDateTimeOffset(clock.GetUtcNow()).InZone(zone).LocalDateTime;
        if (now > due + Patience)
        {
            overridden.Add(wave);
            await OpenAsync(wave, cancellationToken);
            At(now.PlusHours(1), $"look at wave {wave} again", token => LookAsync(wave, due, token));
        }
        else
        {
            At(now.Date.PlusDays(1) + Morning.PlusHours(2), $"look at wave {wave} again", token => LookAsync(wave, due, token));
        }
    }

    private async Task OpenAsync(string wave, CancellationToken cancellationToken)
    {
        if (closed)
        {
            return;
        }

        await PostAsync($"/api/waves/{wave}/start?override=Decided%20in%20the%20steering%20committee", cancellationToken);
        if (await IsStartedAsync(wave, cancellationToken))
        {
            Watch(wave);
        }
        else
        {
            agenda.At(clock.GetUtcNow() + CallAgain, $"open wave {wave} again", token => OpenAsync(wave, token));
        }
    }

    /// <summary>Each morning, until it is through: a wave that paused by itself is looked into, and goes on.</summary>
    private async Task WatchAsync(string wave, CancellationToken cancellationToken)
    {
        var (state, why) = closed ? ("completed", null) : await ShowAsync(wave, cancellationToken);
        if (state is "paused" && await PostAsync($"/api/waves/{wave}/resume?why=Looked%20into", cancellationToken) is HttpStatusCode.OK or HttpStatusCode.Accepted)
        {
            events.Add($"Wave {wave} paused by itself, and IT resumed it on {clock.GetUtcNow():yyyy-MM-dd}: {why}");
        }

        if (state is not ("completed" or "cancelled"))
        {
            PlanWatch(wave);
        }
    }

    private void Watch(string wave)
    {
        if (watched.Add(wave))
        {
            PlanWatch(wave);
        }
    }

    private void PlanWatch(string wave) =>
        At(Instant.FromDateTimeOffset(clock.GetUtcNow()).InZone(zone).Date.PlusDays(1) + Morning.PlusHours(2), $"look at wave {wave}", token => WatchAsync(wave, token));

    /// <summary>Asks rather than trusts an answer: one that never came may have opened the wave all the same.</summary>
    private async Task<bool> IsStartedAsync(string wave, CancellationToken cancellationToken)
    {
        await ShowAsync(wave, cancellationToken);
        return Opened.ContainsKey(wave);
    }

    private async Task<(string? State, string? Held)> ShowAsync(string wave, CancellationToken cancellationToken)
    {
        try
        {
            using var answer = await host.SendAsync(Request(HttpMethod.Get, $"/api/waves/{wave}"), cancellationToken);
            using var json = JsonDocument.Parse(answer.IsSuccessStatusCode ? await answer.Content.ReadAsStringAsync(cancellationToken) : "{}");
            if (TextOf(json, "startedAt") is { } at)
            {
                Opened.TryAdd(wave, DateTimeOffset.Parse(at, CultureInfo.InvariantCulture));
            }

            return (TextOf(json, "state"), TextOf(json, "held"));
        }
        catch (HttpRequestException)
        {
            // It is looked at again.
            return default;
        }
    }

    private static string? TextOf(JsonDocument json, string field) =>
        json.RootElement.TryGetProperty(field, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private async Task<HttpStatusCode?> PostAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            using var answer = await host.SendAsync(Request(HttpMethod.Post, path), cancellationToken);
            return answer.StatusCode;
        }
        catch (HttpRequestException)
        {
            return null;
        }
    }

    private static HttpRequestMessage Request(HttpMethod method, string path) =>
        new(method, new Uri(new("http://sandbox"), path)) { Headers = { { "x-functions-key", SandboxApp.FunctionKey } } };
}

/// <summary>A wave was due and did not open.</summary>
/// <param name="Wave">Its id.</param>
/// <param name="At">When IT looked.</param>
/// <param name="Why">In the app's words, with the condition of the gate that held it, as in <c>(gate.activation)</c>.</param>
internal sealed record WaveHold(string Wave, DateTimeOffset At, string Why);
