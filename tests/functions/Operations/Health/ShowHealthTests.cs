using System.Text.Json;
using AdoptionAutomation.Operations.Health;
using AdoptionAutomation.Sandbox.App;
using AdoptionAutomation.Sandbox.Faults;
using AdoptionAutomation.Sandbox.Tenant;
using AdoptionAutomation.Storage;
using AdoptionAutomation.Tests.Sandbox.Storage;
using AdoptionAutomation.Tests.Sandbox.Tenant;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Azure.Storage.Queues;

namespace AdoptionAutomation.Tests.Functions.Operations.Health;

public sealed class ShowHealthTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    [Fact]
    public async Task Where_all_is_well_nothing_is_broken_and_no_address_or_secret_is_told()
    {
        await using var app = await AppTest.StartAsync(azurite.NewAccount(), TenantHost.Calm);

        var (status, body) = await app.CallAsync(HttpMethod.Get, "/api/health");

        // Its first hour: no timer has run, no event came, and the sandbox makes no backups.
        Assert.Equal((200, "warning"), (status, body.GetProperty("state").GetString()));
        Assert.Equal(
            ["backup warning", "campaigns ok", "clock ok", "containers ok", "graph ok", "mail-events warning", "queues ok", "sendgrid ok", "settings ok", "tables ok", "timers warning"],
            body.GetProperty("checks").EnumerateArray().Select(check => $"{check.GetProperty("id")} {check.GetProperty("state")}").Order(StringComparer.Ordinal));
        var text = body.ToString();
        Assert.All([SandboxApp.FunctionKey, SandboxApp.SigningKey, "SG.", "@"], secret => Assert.DoesNotContain(secret, text, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Only_IT_sees_it()
    {
        await using var app = await AppTest.StartAsync(azurite.NewAccount(), TenantHost.Calm);

        Assert.Equal(401, (await app.CallAsync(HttpMethod.Get, "/api/health", key: null)).Status);
    }

    [Fact]
    public async Task A_permission_that_the_files_need_is_named_with_what_breaks_without_it()
    {
        await using var app = await AppTest.StartAsync(
            azurite.NewAccount(), TenantHost.Calm with { MissingPermissions = ["Reports.Read.All", "Sites.ReadWrite.All", "User.Read.All"] });

        var (status, graph) = await CheckAsync(app, "graph");

        // No post of this campaign is a news page: that permission is not asked for.
        Assert.Equal(503, status);
        Assert.Equal(
            ["Reports.Read.All is missing; without it figures of usage are gaps; only our own signs tell who is active.", "User.Read.All is missing; without it nobody is found: no owners, no audiences, no newcomers."],
            graph.Select(finding => finding.GetProperty("saw").GetString()!).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData(true, "refuses the key")]
    [InlineData(false, "lacks the scope mail.send")]
    public async Task A_key_of_SendGrid_that_is_revoked_or_may_not_send_is_told(bool isRevoked, string words)
    {
        await using var app = await AppTest.StartAsync(
            azurite.NewAccount(), isRevoked ? TenantHost.Calm with { CredentialRefusedBy = [RemoteService.SendGrid] } : TenantHost.Calm with { SendGridScopes = ["stats.read"] });

        var (status, findings) = await CheckAsync(app, "sendgrid");

        Assert.Equal(503, status);
        Assert.Contains(words, findings[0].GetProperty("saw").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_missing_in_storage_is_named()
    {
        await using var app = await AppTest.StartAsync(azurite.NewAccount(), TenantHost.Calm);
        await app.Get<TableServiceClient>().DeleteTableAsync(TableNames.Feeds);
        await app.Get<QueueServiceClient>().DeleteQueueAsync(QueueNames.SendMail);
        await app.Get<BlobServiceClient>().DeleteBlobContainerAsync(ContainerNames.Draws);

        var (status, body) = await app.CallAsync(HttpMethod.Get, "/api/health");

        Assert.Equal(503, status);
        var text = body.ToString();
        Assert.All(["Missing: feeds.", "Missing: send-mail.", "Missing: draws."], words => Assert.Contains(words, text, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_campaign_whose_newest_files_are_wrong_goes_on_and_is_told()
    {
        await using var app = await AppTest.StartAsync(azurite.NewAccount(), TenantHost.Calm);
        await app.CallAsync(HttpMethod.Get, "/api/groups/plan");
        await app.Get<BlobServiceClient>().GetBlobContainerClient(ContainerNames.Campaign).GetBlobClient("small/waves.json")
            .UploadAsync(BinaryData.FromString("{}"), overwrite: true);

        var (status, findings) = await CheckAsync(app, "campaigns");

        Assert.Equal(200, status);
        Assert.Contains("small: the newest version has", findings[0].GetProperty("saw").GetString(), StringComparison.Ordinal);
        await app.Get<BlobServiceClient>().GetBlobContainerClient(ContainerNames.Campaign).DeleteAsync();
        Assert.Equal(503, (await app.CallAsync(HttpMethod.Get, "/api/health")).Status);
    }

    [Fact]
    public async Task A_reference_to_the_vault_that_came_to_nothing_is_named_and_nothing_of_it()
    {
        await using var app = await AppTest.StartAsync(
            azurite.NewAccount(), TenantHost.Calm, settings: new Dictionary<string, string?> { ["APPLICATIONINSIGHTS_CONNECTION_STRING"] = "@Microsoft.KeyVault(SecretUri=https://v.example/x)" });

        var (status, findings) = await CheckAsync(app, "settings");

        Assert.Equal(503, status);
        Assert.Contains("APPLICATIONINSIGHTS_CONNECTION_STRING", findings[0].GetProperty("saw").GetString(), StringComparison.Ordinal);
        Assert.DoesNotContain("v.example", findings[0].ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("fr", "Cela marche, mais il faut regarder", "Files d’attente")]
    [InlineData("en", "It works, but somebody should look", "Queues")]
    public async Task A_browser_is_shown_a_page_that_needs_nothing_but_itself(string language, params string[] words)
    {
        await using var app = await AppTest.StartAsync(azurite.NewAccount(), TenantHost.Calm);
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri("http://sandbox/api/health"));
        request.Headers.Add("x-functions-key", SandboxApp.FunctionKey);
        request.Headers.Add("Accept", "text/html");
        request.Headers.Add("Accept-Language", $"{language}-XX, de;q=0.5");

        using var answer = await app.World.Host.SendAsync(request, default);

        var html = System.Net.WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());
        Assert.Contains("default-src 'none'", answer.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        Assert.All([$"<html lang=\"{language}\">", .. words], text => Assert.Contains(text, html, StringComparison.Ordinal));
        if (Environment.GetEnvironmentVariable("HEALTH_PAGE") is { } path)
        {
            await File.WriteAllTextAsync($"{path}.{language}.html", html);
        }
    }

    [Fact]
    public async Task A_check_that_fails_or_takes_too_long_is_told_beside_the_others()
    {
        var reader = new HealthReader([new Slow(), new Failing(), new Well()], TimeProvider.System) { Limit = TimeSpan.FromMilliseconds(50) };

        var report = await reader.ReadAsync(default);

        Assert.Equal([HealthState.Broken, HealthState.Broken, HealthState.Ok], report.Checks.Select(check => check.State));
        Assert.Contains("No answer within", report.Checks[0].Findings[0].Saw.En, StringComparison.Ordinal);
        Assert.DoesNotContain("claire", report.Checks[1].Findings[0].Saw.En, StringComparison.Ordinal);
        Assert.Equal(HealthState.Broken, report.State);
    }

    private static async Task<(int Status, IReadOnlyList<JsonElement> Findings)> CheckAsync(AppTest app, string id)
    {
        var (status, body) = await app.CallAsync(HttpMethod.Get, "/api/health");
        var check = body.GetProperty("checks").EnumerateArray().Single(check => check.GetProperty("id").GetString() == id);
        return (status, [.. check.GetProperty("findings").EnumerateArray()]);
    }

    private abstract class Check : IHealthCheck
    {
        public string Id => GetType().Name;

        public Said Name => new(Id, Id);

        public abstract Task<IReadOnlyList<HealthFinding>> LookAsync(CancellationToken cancellationToken);
    }

    private sealed class Slow : Check
    {
        public override Task<IReadOnlyList<HealthFinding>> LookAsync(CancellationToken cancellationToken) =>
            new TaskCompletionSource<IReadOnlyList<HealthFinding>>().Task;
    }

    private sealed class Failing : Check
    {
        public override Task<IReadOnlyList<HealthFinding>> LookAsync(CancellationToken cancellationToken) => throw new InvalidOperationException("claire@lumen.example");
    }

    private sealed class Well : Check
    {
        public override Task<IReadOnlyList<HealthFinding>> LookAsync(CancellationToken cancellationToken) =>
            Task.FromResult<IReadOnlyList<HealthFinding>>([HealthFinding.Ok("bien", "well")]);
    }
}
