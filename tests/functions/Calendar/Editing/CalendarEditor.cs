using System.Text.Json;
using AdoptionAutomation.Sandbox.App;
using AdoptionAutomation.Sandbox.Storage;

namespace AdoptionAutomation.Tests.Functions.Calendar.Editing;

/// <summary>A community manager's script that edits the small campaign's calendar over HTTP.</summary>
internal sealed class CalendarEditor(AppTest app)
{
    public const string Path = "/api/campaign/content-calendar.json";

    public static Task<AppTest> StartAsync(StorageAccount account, string? calendar = null) =>
        AppTest.StartAsync(account, campaign: new SmallCampaign { Calendar = calendar });

    /// <summary>A sound calendar with a single post.</summary>
    public static string With(string title, string at = "2026-09-14T09:00") => $$"""
        {
          "posts": [
            { "id": "hello", "to": { "groups": ["everybody"] }, "channels": ["teams"], "at": "{{at}}",
              "post": { "title": { "fr": "{{title}}", "en": "Hello" }, "text": { "fr": "Nous y sommes.", "en": "Here we are." } } }
          ]
        }
        """;

    public Task<Answer> GetAsync(string path = Path) => SendAsync(new(HttpMethod.Get, path));

    public Task<Answer> CreateAsync(string text) => PutAsync(text, null, "*");

    public async Task<Answer> PutAsync(string text, string? ifMatch, string? ifNoneMatch = null, string campaign = "")
    {
        var request = new HttpRequestMessage(HttpMethod.Put, Path + campaign) { Content = new StringContent(text) };
        foreach (var (name, value) in new[] { ("If-Match", ifMatch), ("If-None-Match", ifNoneMatch) })
        {
            if (value is not null)
            {
                request.Headers.TryAddWithoutValidation(name, value);
            }
        }

        return await SendAsync(request);
    }

    public async Task<IReadOnlyList<string>> VersionsAsync() =>
        [.. (await GetAsync(Path + "/versions")).Body.GetProperty("versions").EnumerateArray().Select(one => one.GetProperty("url").GetString()!)];

    private async Task<Answer> SendAsync(HttpRequestMessage request)
    {
        using var _ = request;
        request.RequestUri = new(new("http://sandbox"), request.RequestUri!);
        request.Headers.Add("x-functions-key", SandboxApp.FunctionKey);
        using var answer = await app.World.Host.SendAsync(request, default);
        return new((int)answer.StatusCode, answer.Headers.TryGetValues("ETag", out var tags) ? tags.Single() : null, await answer.Content.ReadAsStringAsync());
    }
}

internal sealed record Answer(int Status, string? ETag, string Text)
{
    public JsonElement Body => JsonDocument.Parse(Text).RootElement;

    public string Detail => Body.GetProperty("detail").GetString()!;
}
