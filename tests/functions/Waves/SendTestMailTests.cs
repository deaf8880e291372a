using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Sandbox.App;
using AdoptionAutomation.Tests.Functions.Waves.Mails;
using AdoptionAutomation.Tests.Sandbox.Storage;

namespace AdoptionAutomation.Tests.Functions.Waves;

public sealed class SendTestMailTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    private const string It = "paul.lefevre@lumen.example";
    private static readonly string[] Mails = ["welcome", "reminder", "kit-ambassador", "kit-manager"];

    [Fact]
    public async Task A_script_sends_each_mail_to_a_contact_as_often_as_it_calls()
    {
        await using var app = await StartAsync();
        foreach (var mail in Mails)
        {
            Assert.Equal(202, (await AskAsync(app, new { wave = "first", mail, language = "fr", to = It })).Status);
            Assert.Equal(202, (await AskAsync(app, new { wave = "first", mail, language = "en", to = It.ToUpperInvariant() })).Status);
            Assert.Equal(202, (await AskAsync(app, new { wave = "first", mail, language = "en", to = It })).Status);
        }

        await app.PassAsync(TimeSpan.FromHours(1));
        Assert.Equal(12, app.Tenant.Log.Mails.Count);
        Assert.All(app.Tenant.Log.Mails, mail => Assert.Equal(["test"], mail.Categories));
        Assert.All(app.Tenant.Log.Mails, mail => Assert.Matches("^\\[(Essai|Test)\\] ", mail.Subject));
        Assert.All(app.Tenant.Log.Mails, mail => Assert.Contains("Paul", mail.Html!, StringComparison.Ordinal));
        Assert.Equal("planned", (await app.CallAsync(HttpMethod.Get, "/api/waves/first")).Body.GetProperty("state").GetString());
    }

    [Fact]
    public async Task Who_signs_in_gets_it_at_the_address_that_the_directory_has()
    {
        await using var app = await StartAsync(("Access:TrustClientPrincipal", "true"));
        var me = app.Tenant.Directory.User("hugo.marchand@lumen.example")!.Id.ToString();

        Assert.Equal(202, (await AskAsync(app, new { wave = "first", mail = "reminder", language = "fr" }, Principal(me, "community"))).Status);
        Assert.Equal(("hugo.marchand@lumen.example", true), (Assert.Single(app.Tenant.Log.Mails).To, app.Tenant.Log.Mails[0].Html!.Contains("Hugo", StringComparison.Ordinal)));
        Assert.Equal(400, (await AskAsync(app, new { wave = "first", mail = "reminder", language = "fr", to = It }, Principal(me, "community"))).Status);
        Assert.Equal(409, (await AskAsync(app, new { wave = "first", mail = "reminder", language = "fr" }, Principal(Guid.Empty.ToString(), "it"))).Status);
        Assert.Equal(403, (await AskAsync(app, new { wave = "first", mail = "reminder", language = "fr" }, Principal(me, "leadership"))).Status);
        Assert.Single(app.Tenant.Log.Mails);
    }

    [Theory]
    [InlineData("""{ "wave": "frist", "mail": "welcome", "language": "fr", "to": "paul.lefevre@lumen.example" }""", "first, second")]
    [InlineData("""{ "wave": "first", "mail": "invoice", "language": "fr", "to": "paul.lefevre@lumen.example" }""", "kit-manager")]
    [InlineData("""{ "wave": "first", "mail": "welcome", "language": "de", "to": "paul.lefevre@lumen.example" }""", "fr, en")]
    [InlineData("""{ "wave": "first", "mail": "welcome", "language": "fr", "to": "boss@elsewhere.example" }""", "itContacts")]
    [InlineData("""{ "wave": "first", "mail": "welcome", "language": "fr" }""", "itContacts")]
    [InlineData("{}", "first, second")]
    [InlineData("null", "JSON object")]
    [InlineData("[", "JSON object")]
    [InlineData("", "JSON object")]
    [InlineData("""{ "wave": 7 }""", "JSON object")]
    public async Task What_cannot_be_sent_is_said(string body, string hint)
    {
        await using var app = await StartAsync();
        var (status, text) = await app.PostAsync("/api/mails/test", new StringContent(body, Encoding.UTF8, "application/json"), SandboxApp.FunctionKey);

        Assert.Equal(400, status);
        Assert.Contains(hint, JsonDocument.Parse(text).RootElement.GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.Empty(app.Tenant.Log.Mails);
    }

    [Fact]
    public async Task What_SendGrid_says_is_passed_on()
    {
        await using var app = await AppTest.StartAsync(
            azurite.NewAccount(), Sandbox.Tenant.TenantHost.Calm with { Employees = 10, SendGridApiKey = "SG.another" }, campaign: MailScene.WithReminders);
        var (status, text) = await AskAsync(app, new { wave = "first", mail = "welcome", language = "fr", to = It });

        Assert.Equal(502, status);
        Assert.Contains("Mail:SendGridApiKey", text, StringComparison.Ordinal);
    }

    private async Task<AppTest> StartAsync(params (string Name, string? Value)[] settings) => await AppTest.StartAsync(
        azurite.NewAccount(),
        Sandbox.Tenant.TenantHost.Calm with { Employees = 10 },
        campaign: MailScene.WithReminders,
        settings: settings.ToDictionary(setting => setting.Name, setting => setting.Value));

    private static async Task<(int Status, string Text)> AskAsync(AppTest app, object body, string? principal = null)
    {
        using var content = JsonContent.Create(body);
        await content.LoadIntoBufferAsync();
        if (principal is not null)
        {
            content.Headers.TryAddWithoutValidation("X-MS-CLIENT-PRINCIPAL", principal);
        }

        return await app.PostAsync("/api/mails/test", content, principal is null ? SandboxApp.FunctionKey : null);
    }

    private static string Principal(string id, string role) => Convert.ToBase64String(Encoding.UTF8.GetBytes(
        $$"""{ "claims": [ { "typ": "oid", "val": "{{id}}" }, { "typ": "roles", "val": "{{role}}" } ] }"""));
}
