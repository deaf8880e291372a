using System.Text.Json;
using AdoptionAutomation.Operations;
using AdoptionAutomation.Operations.Failures;
using AdoptionAutomation.Operations.Health;
using AdoptionAutomation.Operations.Health.Checks;
using AdoptionAutomation.Operations.Poison;
using AdoptionAutomation.Sandbox.Runtime;
using AdoptionAutomation.Storage;
using AdoptionAutomation.Tests.Sandbox.Storage;
using Azure.Core;
using Azure.Data.Tables;
using Azure.Identity;
using Azure.Storage.Blobs;
using Azure.Storage.Queues;
using Microsoft.Extensions.DependencyInjection;

namespace AdoptionAutomation.Tests.Functions.Operations.Health;

public sealed class HealthChecksTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    private const string Refusal = """
        {
          "odata.error": { "code": "AuthorizationPermissionMismatch", "message": { "lang": "en-US", "value": "No." } },
          "error": { "code": "AuthorizationPermissionMismatch", "message": "No." }
        }
        """;

    [Theory]
    [InlineData("tables", "Storage Table Data Contributor")]
    [InlineData("queues", "Storage Queue Data Contributor")]
    [InlineData("containers", "Storage Blob Data Owner")]
    public async Task A_role_that_is_missing_is_named(string id, string role)
    {
        await using var storage = await FarSide.StartAsync(403, Refusal, ("x-ms-error-code", "AuthorizationPermissionMismatch"));
        await using var parts = await AppParts.StartAsync(azurite.NewAccount());
        var text = $"DefaultEndpointsProtocol=http;AccountName=one;AccountKey={Convert.ToBase64String(new byte[32])};TableEndpoint={storage.Address}/one;QueueEndpoint={storage.Address}/one;BlobEndpoint={storage.Address}/one";
        IHealthCheck check = id switch
        {
            "tables" => new TablesCheck(new TableServiceClient(text)),
            "queues" => ActivatorUtilities.CreateInstance<QueuesCheck>(parts.NewInstance(), ActivatorUtilities.CreateInstance<PoisonQueues>(parts.NewInstance(), new QueueServiceClient(text))),
            _ => new ContainersCheck(new BlobServiceClient(text)),
        };

        var finding = Assert.Single(await check.LookAsync(default));

        Assert.Equal(HealthState.Broken, finding.State);
        Assert.Contains(role, finding.Saw.En, StringComparison.Ordinal);
        Assert.Contains(role, finding.ToDo!.Fr, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_clock_that_goes_wrong_is_seen_by_what_storage_answers()
    {
        await using var parts = await AppParts.StartAsync(azurite.NewAccount());
        var blobs = parts.Get<BlobServiceClient>();

        Assert.Equal(HealthState.Ok, Assert.Single(await new ClockCheck(blobs, parts.Clock).LookAsync(default)).State);
        Assert.Equal(HealthState.Broken, Assert.Single(await new ClockCheck(blobs, new Ahead(parts.Clock, TimeSpan.FromMinutes(20))).LookAsync(default)).State);
        Assert.Equal(HealthState.Warning, Assert.Single(await new ClockCheck(blobs, new Ahead(parts.Clock, TimeSpan.FromMinutes(-3))).LookAsync(default)).State);
    }

    [Fact]
    public async Task An_identity_that_gives_no_token_says_why()
    {
        await using var parts = await AppParts.StartAsync(azurite.NewAccount());
        var check = ActivatorUtilities.CreateInstance<GraphCheck>(parts.NewInstance(), new NoIdentity());

        var finding = Assert.Single(await check.LookAsync(default));

        Assert.Equal(HealthState.Broken, finding.State);
        Assert.Contains("gives no token: no identity is attached", finding.Saw.En, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Timers_are_known_by_the_statuses_that_the_host_writes()
    {
        await using var parts = await AppParts.StartAsync(azurite.NewAccount());
        var container = parts.Get<BlobServiceClient>().GetBlobContainerClient(TimersCheck.HostContainer);
        await container.CreateAsync();
        var now = parts.Clock.GetUtcNow();
        foreach (var timer in TimersCheck.Timers)
        {
            await WriteAsync($"timers/the-host/Host.Functions.{timer}/status", now.AddHours(-1), now.AddHours(1));
        }

        // Of a former id of the host, or of another app.
        await WriteAsync("timers/another/Host.Functions.PlanHourly/status", now.AddDays(-9), now.AddDays(-8));
        var check = ActivatorUtilities.CreateInstance<TimersCheck>(parts.NewInstance());
        Assert.Equal(HealthState.Ok, Assert.Single(await check.LookAsync(default)).State);

        await parts.Get<FailuresTable>().TryRecordTimerAsync(nameof(ForgetFailures), FailureReason.Of(new ContentionException("rows")), default);
        await WriteAsync($"timers/the-host/Host.Functions.{nameof(PlanHour)}/status", now.AddHours(-2), now.AddHours(-1));

        var findings = await check.LookAsync(default);
        Assert.Equal(
            ["ForgetFailures failed", "PlanHour was to run"],
            findings.Select(finding => string.Join(' ', finding.Saw.En.Split(' ').Take(finding.State == HealthState.Broken ? 4 : 2))).Order(StringComparer.Ordinal));

        Task WriteAsync(string name, DateTimeOffset last, DateTimeOffset next) => container.GetBlobClient(name)
            .UploadAsync(BinaryData.FromString(JsonSerializer.Serialize(new { Last = last.UtcDateTime, Next = next.UtcDateTime, LastUpdated = last.UtcDateTime })), overwrite: true);
    }

    [Fact]
    public async Task A_message_that_was_put_ahead_of_its_time_waits_from_its_time_on()
    {
        await using var parts = await AppParts.StartAsync(azurite.NewAccount());
        var (due, queue) = (parts.Get<DueTable>(), parts.Get<WorkQueue>());
        var work = new DueWork(parts.Clock.GetUtcNow().AddHours(2), "small", QueueNames.SendMail, "one", """{"campaign":"small"}""");
        await due.AddAsync(work, default);
        await queue.PutTextAsync(work.Queue, work.Message, TimeSpan.FromHours(2), default);
        parts.Clock.Advance(TimeSpan.FromHours(2) + TimeSpan.FromMinutes(1));
        var check = ActivatorUtilities.CreateInstance<QueuesCheck>(parts.NewInstance());

        Assert.All(await check.LookAsync(default), finding => Assert.Equal(HealthState.Ok, finding.State));
        parts.Clock.Advance(TimeSpan.FromHours(2));

        Assert.Contains(await check.LookAsync(default), finding => finding.State == HealthState.Broken && finding.Saw.En.Contains("waiting for 121 minutes", StringComparison.Ordinal));
    }

    private sealed class Ahead(TimeProvider clock, TimeSpan by) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => clock.GetUtcNow() + by;
    }

    private sealed class NoIdentity : TokenCredential
    {
        public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken) => throw new NotSupportedException();

        public override ValueTask<AccessToken> GetTokenAsync(TokenRequestContext requestContext, CancellationToken cancellationToken) =>
            throw new CredentialUnavailableException("no identity is attached\nand more");
    }
}
