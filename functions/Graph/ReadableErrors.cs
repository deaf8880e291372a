using System.Text.Json;

namespace AdoptionAutomation.Graph;

/// <summary>
/// Empties refusals that are no JSON, such as a gateway's page: the SDK would throw over their content, and status and Retry-After be lost.
/// </summary>
internal sealed class ReadableErrors : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var response = await base.SendAsync(request, cancellationToken);
        if (!response.IsSuccessStatusCode && !IsJson(await response.Content.ReadAsByteArrayAsync(cancellationToken), response))
        {
            response.Content = new ByteArrayContent([]);
        }

        return response;
    }

    private static bool IsJson(byte[] body, HttpResponseMessage response)
    {
        if (response.Content.Headers.ContentType?.MediaType?.EndsWith("json", StringComparison.OrdinalIgnoreCase) is not true)
        {
            return false;
        }

        try
        {
            using var json = JsonDocument.Parse(body);
            return json.RootElement.ValueKind == JsonValueKind.Object;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
