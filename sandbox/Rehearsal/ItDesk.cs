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
/// The simulated IT department: plans and applies the groups on the first morning, opens each wave on its day once its groups stand, and calls again
/// when a call fails, as people do.
/// </summary>
internal sealed class ItDesk(Campaign campaign, VirtualHost host, VirtualClock clock, IAgenda agenda)
{
    private static readonly LocalTime Morning = new(8, 0);
    private static readonly TimeSpan CallAgain = TimeSpan.FromMinutes(15);

    private bool closed;

    /// <summary>When each wave was opened, by id.</summary>
    public Dictionary<string, DateTimeOffset> Opened { get; } = new(StringComparer.Ordinal);

    public void Plan()
    {
        At(campaign.Settings.Start + Morning, "apply the groups", ApplyAsync);
        for (var i = 0; i < campaign.Waves.Count; i++)
        {
            var wave = campaign.Waves[i];
            var byHand = campaign.Settings.Start.PlusWeeks(i + 1) + Morning.PlusHours(1);
            At(wave.Opens ?? byHand, $"open wave {wave.Id}", cancellationToken => OpenAsync(wave.Id, cancellationToken));
        }
    }

    private void At(LocalDateTime local, string what, Func<CancellationToken, Task> act) =>
        agenda.At(local.InZoneLeniently(DateTimeZoneProviders.Tzdb[campaign.Settings.TimeZone]).ToDateTimeOffset(), what, act);

    private async Task ApplyAsync(CancellationToken cancellationToken)
    {
        if (!await new GroupsDesk(host).ApplyAsync(cancellationToken))
        {
            agenda.At(clock.GetUtcNow() + CallAgain, "apply the groups again", ApplyAsync);
        }
    }

    /// <summary>The rehearsal is over: no further wave opens.</summary>
    public void Close() => closed = true;

    private async Task OpenAsync(string wave, CancellationToken cancellationToken)
    {
        if (closed)
        {
            return;
        }

        var status = await PostAsync($"/api/waves/{wave}/start", cancellationToken);
        if (status == HttpStatusCode.Accepted || await IsStartedAsync(wave, cancellationToken))
        {
            Opened.TryAdd(wave, clock.GetUtcNow());
            return;
        }

        agenda.At(clock.GetUtcNow() + CallAgain, $"open wave {wave} again", token => OpenAsync(wave, token));
    }

    /// <summary>A call whose answer never came may have opened the wave all the same.</summary>
    private async Task<bool> IsStartedAsync(string wave, CancellationToken cancellationToken)
    {
        try
        {
            using var answer = await host.SendAsync(Request(HttpMethod.Get, $"/api/waves/{wave}"), cancellationToken);
            using var json = JsonDocument.Parse(answer.IsSuccessStatusCode ? await answer.Content.ReadAsStringAsync(cancellationToken) : "{}");
            return json.RootElement.TryGetProperty("state", out var state) && state.GetString() != "planned";
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

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
