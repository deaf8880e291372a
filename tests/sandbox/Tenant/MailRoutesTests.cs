using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace AdoptionAutomation.Tests.Sandbox.Tenant;

public sealed class MailRoutesTests : IAsyncLifetime
{
    private TenantHost host = null!;

    public async Task InitializeAsync() => host = await TenantHost.StartAsync();

    public async Task DisposeAsync() => await host.DisposeAsync();

    public static JsonObject Mail(params string[] recipients) => new()
    {
        ["from"] = new JsonObject { ["email"] = "no-reply@lumen.example", ["name"] = "Équipe" },
        ["subject"] = "Bonjour -name-",
        ["content"] = new JsonArray(
            new JsonObject { ["type"] = "text/plain", ["value"] = "Salut -name-" },
            new JsonObject { ["type"] = "text/html", ["value"] = "<p>Salut -name-</p>" }),
        ["categories"] = new JsonArray("welcome", "wave-1"),
        ["custom_args"] = new JsonObject { ["campaign"] = "lumen", ["ledger"] = "shared" },
        ["personalizations"] = new JsonArray([.. recipients.Select(Personalization)]),
    };

    [Fact]
    public async Task Every_recipient_is_one_logged_mail_with_its_own_words()
    {
        using var response = await PostAsync(Mail("claire.fontaine@lumen.example", "hugo.marchand@lumen.example"));

        Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
        Assert.Equal(2, host.Tenant.Log.Mails.Count);
        var mail = Assert.Single(host.Tenant.Log.MailsTo("HUGO.marchand@lumen.example", "welcome"));
        Assert.Equal(("Bonjour hugo", "Salut hugo", "<p>Salut hugo</p>"), (mail.Subject, mail.Text, mail.Html));
        Assert.Equal(("lumen", "key-hugo"), (mail.CustomArgs["campaign"], mail.CustomArgs["ledger"]));
        Assert.Equal(["welcome", "wave-1"], mail.Categories);
        Assert.StartsWith(response.Headers.GetValues("X-Message-Id").Single(), mail.Id, StringComparison.Ordinal);
    }

    public static TheoryData<string, Action<JsonObject>, string> Refusals => new()
    {
        { "personalizations", m => m.Remove("personalizations"), "must have at least one personalization" },
        { "personalizations", m => m["personalizations"] = People(1001), "limited to 1000 personalizations per API request. You have provided 1001" },
        { "personalizations", m => m["personalizations"]![0]!["to"] = Addresses(1001), "must not exceed 1000" },
        { "personalizations.0.to", m => m["personalizations"]![0]!["to"] = new JsonArray(), "must have at least one email object" },
        { "personalizations.0.to", m => m["personalizations"]![0]!["to"]![0]!["email"] = "nobody", "Does not contain a valid address." },
        { "personalizations.0.to", m => m["personalizations"]![0]!["cc"] = new JsonArray(new JsonObject { ["email"] = "A.B@lumen.example" }), "first duplicate instance of [A.B@lumen.example]" },
        { "personalizations.0.to.name", m => m["personalizations"]![0]!["to"]![0]!["name"] = "Fontaine, Claire", "semicolon or a comma" },
        { "from", m => m.Remove("from"), "must be provided for every email send" },
        { "from.email", m => m["from"]!["email"] = "équipe@lumen.example", "does not contain a valid address" },
        { "subject", m => m["subject"] = "", "The subject is required" },
        { "content", m => m.Remove("content"), "at least one defined content block" },
        { "content.0.value", m => m["content"]![0]!["value"] = "", "at least one character" },
        { "content", m => m["content"] = new JsonArray(m["content"]![1]!.DeepClone(), m["content"]![0]!.DeepClone()), "text/plain first" },
        { "content", m => m["content"]![1]!["type"] = "text/plain", "provided once" },
        { "categories", m => m["categories"] = new JsonArray([.. Enumerable.Range(0, 11).Select(i => JsonValue.Create($"c{i}"))]), "Up to 10 unique categories" },
        { "personalizations.0.custom_args", m => m["custom_args"]!["long"] = new string('é', 5_000), "10000 bytes" },
        { "personalizations.0.custom_args", m => m["custom_args"]!["number"] = 1, "must be strings" },
        { "personalizations.0.substitutions", m => m["personalizations"]![0]!["substitutions"]!["-x-"] = new string('x', 10_000), "10000 bytes" },
        { "send_at", m => m["send_at"] = TenantHost.Start.AddHours(73).ToUnixTimeSeconds(), "72 hours" },
    };

    [Theory]
    [MemberData(nameof(Refusals))]
    public async Task A_mail_against_the_rules_is_refused_by_field_and_logged(string field, object spoil, string error)
    {
        var mail = Mail("a.b@lumen.example");
        ((Action<JsonObject>)spoil)(mail);
        using var response = await PostAsync(mail);
        var body = (await TenantHost.JsonAsync(response))["errors"]![0]!;

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal(field, body["field"]!.ToString());
        Assert.Contains(error, body["message"]!.ToString(), StringComparison.Ordinal);
        Assert.Contains(error, Assert.Single(host.Tenant.Log.Refusals).Reason, StringComparison.Ordinal);
        Assert.Empty(host.Tenant.Log.Mails);
    }

    [Fact]
    public async Task A_thousand_people_in_one_request_are_taken()
    {
        var mail = Mail();
        mail["personalizations"] = People(1000);
        using var response = await PostAsync(mail);

        Assert.Equal(1000, host.Tenant.Log.Mails.Count);
    }

    [Fact]
    public async Task A_wrong_key_is_refused_and_names_whom_it_concerned()
    {
        host.SendGrid.DefaultRequestHeaders.Authorization = new("Bearer", "SG.other");
        using var response = await PostAsync(Mail("Claire.Fontaine@lumen.example"));

        Assert.Equal("401 The provided authorization grant is invalid, expired, or revoked", await TenantHost.ErrorAsync(response));
        Assert.Single(host.Tenant.Log.RefusalsOf("mail:claire.fontaine@lumen.example"));
    }

    [Fact]
    public async Task More_than_30_MB_are_too_large()
    {
        var mail = Mail("claire.fontaine@lumen.example");
        mail["attachments"] = new JsonArray(new JsonObject { ["content"] = new string('A', 31 * 1024 * 1024) });
        using var response = await PostAsync(mail);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
    }

    private Task<HttpResponseMessage> PostAsync(JsonObject mail) => host.SendGrid.PostAsJsonAsync("v3/mail/send", mail);

    private static JsonObject Personalization(string address)
    {
        var name = address.Split('.')[0];
        return new()
        {
            ["to"] = new JsonArray(new JsonObject { ["email"] = address }),
            ["substitutions"] = new JsonObject { ["-name-"] = name },
            ["custom_args"] = new JsonObject { ["ledger"] = $"key-{name}" },
        };
    }

    private static JsonArray People(int count) => [.. Enumerable.Range(0, count).Select(i => Personalization($"p{i}.x@lumen.example"))];

    private static JsonArray Addresses(int count) =>
        [.. Enumerable.Range(0, count).Select(i => new JsonObject { ["email"] = $"p{i}@lumen.example" })];
}
