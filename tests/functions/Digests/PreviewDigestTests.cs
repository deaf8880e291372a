using AdoptionAutomation.Sandbox.App;
using AdoptionAutomation.Tests.Sandbox.Storage;

namespace AdoptionAutomation.Tests.Functions.Digests;

public sealed class PreviewDigestTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    private static readonly (string Query, int Status, string Text)[] Wrong =
    [
        ("?audience=nobody", 400, "leadership, sponsor, community"),
        ("?lang=de", 400, "fr, en"),
        ("?format=pdf", 400, "html, text"),
        ("?period=2026-W42", 400, "2026-W41"),
        ("?period=nonsense", 400, "2026-09"),
        ("?period=2026-W32", 404, "No figures"),
        ("?campaign=other", 404, "other"),
    ];

    [Fact]
    public async Task A_digest_can_be_looked_at_before_it_goes_and_nothing_is_sent()
    {
        await using var app = await DigestWorld.StartAsync(azurite.NewAccount());

        var (html, page) = await GetAsync(app, "?audience=sponsor&lang=en");
        var (text, plain) = await GetAsync(app, "?audience=community&period=2026-W41&format=text");

        Assert.Equal((200, 200), (html, text));
        Assert.Contains("The week of 5 to 11 October 2026", page, StringComparison.Ordinal);
        Assert.Contains("La semaine du 5 au 11 octobre 2026", plain, StringComparison.Ordinal);
        Assert.DoesNotContain('<', plain);
        Assert.Empty(app.Tenant.Log.Mails);
    }

    [Fact]
    public async Task What_cannot_be_shown_is_said()
    {
        await using var app = await DigestWorld.StartAsync(azurite.NewAccount());

        foreach (var (query, status, text) in Wrong)
        {
            Assert.Equal((query, status), (query, (await GetAsync(app, query)).Status));
            Assert.Contains(text, (await GetAsync(app, query)).Text, StringComparison.Ordinal);
        }
    }

    private static async Task<(int Status, string Text)> GetAsync(AppTest app, string query)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri($"http://sandbox/api/digest{query}"));
        request.Headers.Add("x-functions-key", SandboxApp.FunctionKey);
        using var answer = await app.World.Host.SendAsync(request, default);
        return ((int)answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }
}
