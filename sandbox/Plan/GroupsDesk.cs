using System.Net;
using System.Text.Json;
using AdoptionAutomation.Sandbox.App;
using AdoptionAutomation.Sandbox.Runtime;

namespace AdoptionAutomation.Sandbox.Plan;

/// <summary>IT's two calls about groups: look at the plan, then apply the plan that was seen.</summary>
internal sealed class GroupsDesk(VirtualHost host)
{
    /// <summary>The plan moves under the hands of whoever applies it only so often.</summary>
    private const int MostLooks = 3;

    private static readonly Uri Plan = new("http://sandbox/api/groups/plan");

    /// <param name="mediaType">application/json, text/plain or text/html.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <exception cref="HttpRequestException">The app died while it answered, or could not make a plan.</exception>
    public async Task<string> PlanAsync(string mediaType, CancellationToken cancellationToken)
    {
        using var request = Request(HttpMethod.Get, Plan);
        request.Headers.Accept.ParseAdd(mediaType);
        using var answer = await host.SendAsync(request, cancellationToken);
        var text = await answer.Content.ReadAsStringAsync(cancellationToken);
        return answer.IsSuccessStatusCode ? text : throw new HttpRequestException($"GET {Plan.AbsolutePath} answered {(int)answer.StatusCode}: {text}");
    }

    /// <returns>False if the plan cannot be made or applied now: call again later.</returns>
    public async Task<bool> ApplyAsync(CancellationToken cancellationToken)
    {
        try
        {
            using var seen = JsonDocument.Parse(await PlanAsync("application/json", cancellationToken));
            var hash = seen.RootElement.GetProperty("hash").GetString();
            for (var look = 0; look < MostLooks; look++)
            {
                using var request = Request(HttpMethod.Post, new($"http://sandbox/api/groups/apply?plan={hash}"));
                using var answer = await host.SendAsync(request, cancellationToken);
                if (answer.StatusCode != HttpStatusCode.Conflict)
                {
                    return answer.StatusCode == HttpStatusCode.Accepted;
                }

                using var moved = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(cancellationToken));
                hash = moved.RootElement.GetProperty("plan").GetProperty("hash").GetString();
            }

            return false;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private static HttpRequestMessage Request(HttpMethod method, Uri uri) => new(method, uri) { Headers = { { "x-functions-key", SandboxApp.FunctionKey } } };
}
