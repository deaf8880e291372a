using System.Text;
using System.Text.Json;
using AdoptionAutomation.Sandbox.App;

namespace AdoptionAutomation.Tests.Functions.Waves;

internal static class PeopleCalls
{
    public static async Task<(int Status, JsonElement Body)> PostAsync(this AppTest app, string path, string body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(new("http://sandbox"), path));
        request.Headers.Add("x-functions-key", SandboxApp.FunctionKey);
        request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        using var answer = await app.World.Host.SendAsync(request, default);
        var text = await answer.Content.ReadAsStringAsync();
        return ((int)answer.StatusCode, text.Length > 0 ? JsonDocument.Parse(text).RootElement : default);
    }

    /// <summary>The story of somebody whom the directory or a wave knows.</summary>
    public static async Task<JsonElement> StoryAsync(this AppTest app, Guid person)
    {
        var (status, body) = await app.CallAsync(HttpMethod.Get, $"/api/people/{person}");
        Assert.Equal(200, status);
        return body;
    }

    public static string CodeOf(JsonElement story) => story.GetProperty("next").GetProperty("code").GetString()!;
}
