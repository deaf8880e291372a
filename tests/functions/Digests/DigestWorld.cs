using AdoptionAutomation.Kpis.Snapshots;
using AdoptionAutomation.Sandbox.Storage;
using AdoptionAutomation.Sandbox.Tenant;
using AdoptionAutomation.Tests.Sandbox.Tenant;
using AdoptionAutomation.Waves.Life;

namespace AdoptionAutomation.Tests.Functions.Digests;

/// <summary>
/// A running campaign whose first wave opened in the week to 11 October, with figures of three weeks; from Monday 2026-10-12, 20:00 in Paris, on. The digest of 2026-W41
/// (to 11 October) goes out on Wednesday 14 at 08:30.
/// </summary>
internal static class DigestWorld
{
    public const string Recipients = """
        , "digestRecipients": [ { "name": "Thomas Petit", "mail": "thomas.petit@lumen.example" } ]
        """;

    public static readonly DateTimeOffset Start = new(2026, 10, 12, 18, 0, 0, TimeSpan.Zero);

    public static async Task<AppTest> StartAsync(StorageAccount account, string settings = Recipients, bool opened = true, DateOnly? last = null)
    {
        var app = await AppTest.StartAsync(account, TenantHost.Calm, campaign: new() { HasDigests = true, SettingsMore = settings }, start: Start);
        if (opened)
        {
            await OpenAsync(app, Start.AddDays(-7));
        }

        await KeepAsync(app, last ?? new(2026, 10, 11));
        return app;
    }

    /// <summary>As if the first wave had been started then.</summary>
    public static Task OpenAsync(AppTest app, DateTimeOffset at) =>
        app.Get<WavesTable>().TryWriteAsync("small", new("first") { State = WaveState.Cancelled, StartedAt = at }, null, default);

    /// <summary>The Sundays up to a day.</summary>
    public static async Task KeepAsync(AppTest app, DateOnly last)
    {
        for (var day = last.AddDays(-14); day <= last; day = day.AddDays(7))
        {
            if (await app.Get<SnapshotStore>().FindAsync("small", day, default) is null)
            {
                await app.Get<SnapshotStore>().TryKeepAsync("small", DigestScene.SnapshotOf(day), null, default);
            }
        }
    }

    public static IReadOnlyList<AcceptedMail> DigestsOf(AppTest app) =>
        [.. app.Tenant.Log.Mails.Where(mail => mail.CustomArgs["effect"].Contains("|digest-", StringComparison.Ordinal))];
}
