using AdoptionAutomation.Effects;
using AdoptionAutomation.Operations;
using AdoptionAutomation.Tests.Functions.Digests;
using AdoptionAutomation.Tests.Sandbox.Runtime;
using AdoptionAutomation.Tests.Sandbox.Storage;
using AdoptionAutomation.Tests.Sandbox.Tenant;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace AdoptionAutomation.Tests.Functions.Operations;

public sealed class WatchWorkTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    [Fact]
    public async Task What_stands_still_is_said_in_the_log_and_where_nothing_does_little_is_asked()
    {
        await using var app = await AppTest.StartAsync(azurite.NewAccount(), TenantHost.Calm);
        Assert.Empty(await WatchAsync(app));
        var before = app.Requests;
        Assert.Empty(await WatchAsync(app));
        Assert.InRange(app.Requests - before, 1, 10);

        await app.Get<LanesTable>().TryWriteAsync(
            new(Lane.Mail.Name, default) { RestsUntil = app.World.Clock.GetUtcNow().AddHours(1), Stopped = "the key is wrong" }, default);

        Assert.Equal(["Stuck: small: laneStopped mail"], await WatchAsync(app));
        Assert.Empty(app.Tenant.Log.Mails);
    }

    /// <summary>Of Wednesday 14 October, 06:30 UTC; its figures never come.</summary>
    [Theory]
    [InlineData("2026-10-15T05:10:00Z", 0)]
    [InlineData("2026-10-15T11:10:00Z", 3)]
    [InlineData("2026-10-17T17:10:00Z", 3)]
    [InlineData("2026-10-20T11:10:00Z", 0)]
    public async Task A_digest_that_should_be_out_is_told_for_some_days(string at, int lines)
    {
        await using var app = await AppTest.StartAsync(
            azurite.NewAccount(),
            TenantHost.Calm,
            campaign: new() { HasDigests = true, SettingsMore = DigestWorld.Recipients },
            start: DateTimeOffset.Parse(at, System.Globalization.CultureInfo.InvariantCulture));
        await DigestWorld.OpenAsync(app, DigestWorld.Start.AddDays(-7));

        var said = await WatchAsync(app);

        Assert.Equal(lines, said.Count);
        Assert.All(said, line => Assert.StartsWith("Digest not sent: small: ", line, StringComparison.Ordinal));
        Assert.Equal(lines > 0, said.Contains("Digest not sent: small: sponsor 2026-W41"));
    }

    [Fact]
    public async Task A_digest_that_went_out_is_not_told()
    {
        await using var app = await DigestWorld.StartAsync(azurite.NewAccount());
        await app.PassAsync(TimeSpan.FromDays(3));

        Assert.NotEmpty(DigestWorld.DigestsOf(app));
        Assert.Empty(await WatchAsync(app));
    }

    private static async Task<IReadOnlyList<string>> WatchAsync(AppTest app)
    {
        var lines = new LogLines();
        using var loggers = LoggerFactory.Create(logging => logging.AddProvider(lines));
        await ActivatorUtilities.CreateInstance<WatchWork>(app.World.Host.Services, new Logger<WatchWork>(loggers)).RunAsync(new TimerInfo(), default);
        return [.. lines.Lines];
    }
}
