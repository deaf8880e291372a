using System.Security.Cryptography;
using System.Text;
using AdoptionAutomation.Effects;
using AdoptionAutomation.Mail;
using AdoptionAutomation.Tests.Sandbox.Storage;
using AdoptionAutomation.Waves;
using AdoptionAutomation.Waves.Inviting;
using AdoptionAutomation.Waves.Life;
using AdoptionAutomation.Waves.Mails;
using AdoptionAutomation.Waves.People;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace AdoptionAutomation.Tests.Functions.Mail;

public sealed class ReceiveMailEventsTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>, IAsyncLifetime
{
    private const string Campaign = "small";
    private const string Wave = "first";
    private static readonly EffectScope Scope = LedgerReference.ScopeOf(Campaign, WelcomeMailing.Purpose);
    private static readonly string[] Ids = ["0a", "1b", "2c"];

    private readonly ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private AppParts parts = null!;

    public async Task InitializeAsync()
    {
        var publicKey = Convert.ToBase64String(key.ExportSubjectPublicKeyInfo());
        parts = await AppParts.StartAsync(azurite.NewAccount(), null, ("Mail:EventWebhookPublicKey", publicKey));
        var people = Ids.Select(id => new PersonRow(id, Wave, PersonState.Planned, $"{id}@lumen.example", "Zoé", "fr")).ToList();
        await parts.Get<PeopleTable>().AddAsync(Campaign, Wave, people, othersExist: false, default);
    }

    public async Task DisposeAsync()
    {
        key.Dispose();
        await parts.DisposeAsync();
    }

    [Fact]
    public async Task A_call_that_is_not_signed_is_turned_away_and_changes_nothing()
    {
        await UncertainAsync();
        var body = Encoding.UTF8.GetBytes(Event("delivered", "0a"));

        Assert.Equal(401, await PostAsync(body, signed: "something else"u8.ToArray()));
        Assert.Equal(PersonState.Uncertain, await StateAsync("0a"));
        Assert.Null(await parts.Get<MailEventsTable>().LastAsync(default));
    }

    [Theory]
    [InlineData("not json", 400)]
    [InlineData("{}", 400)]
    [InlineData("", 400)]
    [InlineData("[]", 204)]
    [InlineData("""[ { "event": "delivered", "effect": "small|no-such-purpose|0a" } ]""", 204)]
    [InlineData("""[ { "event": "bounce", "effect": "small|welcome|ghost" } ]""", 204)]
    [InlineData("""[ { "event": "delivered", "effect": "no-such-campaign|welcome|0a" } ]""", 204)]
    public async Task What_concerns_nobody_is_harmless(string body, int status)
    {
        Assert.Equal(status, await PostAsync(Encoding.UTF8.GetBytes(body)));
        Assert.All(Ids, id => Assert.Equal(PersonState.Planned, StateAsync(id).GetAwaiter().GetResult()));
    }

    [Fact]
    public async Task A_body_of_ten_megabytes_is_too_large()
    {
        Assert.Equal(413, await PostAsync(new byte[10 * 1024 * 1024]));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_body_that_is_too_large_is_not_read_to_its_end(bool saysSo)
    {
        using var body = new MemoryStream(new byte[10 * 1024 * 1024]);

        Assert.Equal(413, await PostAsync(parts, body, saysSo ? body.Length : null, [], parts.Clock.GetUtcNow()));
        Assert.InRange(body.Position, 0, saysSo ? 0 : 5 * 1024 * 1024);
    }

    [Fact]
    public async Task A_call_that_was_signed_long_ago_is_turned_away()
    {
        await UncertainAsync();
        var body = Encoding.UTF8.GetBytes(Event("delivered", "0a"));
        using var stream = new MemoryStream(body);

        Assert.Equal(401, await PostAsync(parts, stream, null, body, parts.Clock.GetUtcNow().AddHours(-26)));
        Assert.Equal(PersonState.Uncertain, await StateAsync("0a"));
    }

    [Theory]
    [InlineData("\"event\": \"bounce\", \"type\": \"blocked\", \"status\": \"4.7.1\"", "bounced 4.7.1 (blocked)")]
    [InlineData("\"event\": \"bounce\", \"type\": \"bounce\", \"status\": \"5.1.1\"", "bounced 5.1.1 (bounce)")]
    [InlineData("\"event\": \"bounce\", \"status\": \"5.1.1\"", "bounced 5.1.1 (bounce)")]
    [InlineData("\"event\": \"dropped\", \"reason\": \"Bounced Address\"", "dropped: the address is on SendGrid's suppression list")]
    public async Task Blocks_bounces_and_drops_are_kept_apart(string fields, string reason)
    {
        await UncertainAsync();
        await PostAsync(Encoding.UTF8.GetBytes($$"""[ { {{fields}}, "effect": "{{Campaign}}|welcome|0a", "email": "0a@lumen.example" } ]"""));

        var row = (await parts.Get<PeopleTable>().FindAsync(Campaign, "0a", default))!;
        Assert.Equal((PersonState.Failed, true, reason), (row.State, row.HasBounced, row.Reason));
    }

    [Fact]
    public async Task Without_a_key_no_events_are_taken_in()
    {
        await using var without = await AppParts.StartAsync(azurite.NewAccount(), null, ("Mail:EventWebhookPublicKey", ""));

        Assert.Equal(404, await PostAsync(without, "[]"u8.ToArray(), "[]"u8.ToArray()));
    }

    [Fact]
    public async Task Events_settle_uncertain_mails_and_a_bounce_fails_its_person()
    {
        await UncertainAsync();
        await PostAsync(Encoding.UTF8.GetBytes($"[{Item("processed", "0a")},{Item("delivered", "0a")},{Item("bounce", "1b")},{Item("processed", "1b")}]"));

        Assert.Equal([PersonState.Welcomed, PersonState.Failed, PersonState.Uncertain], [await StateAsync("0a"), await StateAsync("1b"), await StateAsync("2c")]);
        var rows = await parts.Get<Ledger>().ClaimAsync(Scope, Ids, Evidence.None, default);
        Assert.Equal([EffectState.Done, EffectState.Failed, EffectState.Uncertain], Ids.Select(id => rows.Settled[id].State));
        Assert.NotNull(await parts.Get<MailEventsTable>().LastAsync(default));
    }

    [Fact]
    public async Task A_batch_delivered_twice_has_one_effect()
    {
        await UncertainAsync();
        var body = Encoding.UTF8.GetBytes(Event("bounce", "0a"));
        await Task.WhenAll(PostAsync(body), PostAsync(body), PostAsync(body));
        var progress = await parts.Get<PeopleTable>().ProgressAsync(Campaign, Wave, default);

        Assert.Equal((1, 2), (progress[PersonState.Failed], progress[PersonState.Uncertain]));
    }

    [Fact]
    public async Task A_bounce_after_the_welcome_was_recorded_still_fails_the_person()
    {
        await UncertainAsync();
        await PostAsync(Encoding.UTF8.GetBytes(Event("delivered", "0a")));
        await PostAsync(Encoding.UTF8.GetBytes(Event("bounce", "0a")));
        await PostAsync(Encoding.UTF8.GetBytes(Event("delivered", "0a")));

        Assert.Equal(PersonState.Failed, await StateAsync("0a"));
    }

    [Fact]
    public async Task Events_of_what_is_settled_cost_two_requests()
    {
        await UncertainAsync();
        var body = Encoding.UTF8.GetBytes($"[{string.Join(',', Ids.Select(id => Item("delivered", id)))}]");
        await PostAsync(body);

        Assert.Equal(2, await parts.RequestsOfAsync(() => PostAsync(body)));
    }

    private static string Item(string name, string id) => $$"""{ "event": "{{name}}", "effect": "{{Campaign}}|welcome|{{id}}", "email": "{{id}}@lumen.example" }""";

    private static string Event(string name, string id) => $"[{Item(name, id)}]";

    /// <summary>Everyone joined; nobody knows of their mails.</summary>
    private async Task UncertainAsync()
    {
        var claims = await parts.Get<Ledger>().ClaimAsync(Scope, Ids, Evidence.None, default);
        await parts.Get<Ledger>().RecordAsync(claims, Ids.ToDictionary(id => id, _ => new Outcome(OutcomeKind.Unknown, "lost")), default);
        var rows = await parts.Get<PeopleTable>().RangeAsync(Campaign, Wave, PeopleTable.FirstKey, "f", default);
        await parts.Get<PeopleTable>().MoveAsync(Campaign, Wave, [.. rows.Select(row => new PersonMove(row, PersonState.Uncertain))], default);
    }

    private async Task<PersonState> StateAsync(string id) => (await parts.Get<PeopleTable>().FindAsync(Campaign, id, default))!.State;

    private Task<int> PostAsync(byte[] body, byte[]? signed = null) => PostAsync(parts, body, signed ?? body);

    private async Task<int> PostAsync(AppParts app, byte[] body, byte[] signed)
    {
        using var stream = new MemoryStream(body);
        return await PostAsync(app, stream, null, signed, app.Clock.GetUtcNow());
    }

    private async Task<int> PostAsync(AppParts app, Stream body, long? length, byte[] signed, DateTimeOffset at)
    {
        var timestamp = $"{at.ToUnixTimeSeconds()}";
        var request = new DefaultHttpContext().Request;
        (request.Body, request.ContentLength) = (body, length);
        request.Headers[EventSignature.TimestampHeader] = timestamp;
        request.Headers[EventSignature.SignatureHeader] = Convert.ToBase64String(key.SignData(
            (byte[])[.. Encoding.UTF8.GetBytes(timestamp), .. signed], HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence));
        var function = ActivatorUtilities.CreateInstance<ReceiveMailEvents>(app.Get<IServiceProvider>());
        return ((IStatusCodeHttpResult)await function.RunAsync(request, default)).StatusCode ?? 200;
    }
}
