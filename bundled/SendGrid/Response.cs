using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;

namespace SendGrid;

public class Response(HttpStatusCode statusCode, HttpContent responseBody, HttpResponseHeaders responseHeaders)
{
    public HttpStatusCode StatusCode { get; set; } = statusCode;

    /// <summary>Of a refusal: <c>{"errors":[{"message","field","help"}]}</c>. Read already; may be read again.</summary>
    public HttpContent Body { get; set; } = responseBody;

    public HttpResponseHeaders Headers { get; set; } = responseHeaders;

    public bool IsSuccessStatusCode => (int)StatusCode is >= 200 and <= 299;

    public virtual async Task<Dictionary<string, object>> DeserializeResponseBodyAsync(HttpContent? content = null)
    {
        content ??= Body;
        var text = content is null ? "" : await content.ReadAsStringAsync();
        return text.Length == 0 ? [] : JsonSerializer.Deserialize<Dictionary<string, object>>(text) ?? [];
    }

    public virtual Dictionary<string, string> DeserializeResponseHeaders(HttpResponseHeaders? headers = null) =>
        (headers ?? Headers).ToDictionary(static header => header.Key, static header => string.Join(',', header.Value));
}

public class MimeType
{
    public static readonly string Html = "text/html";

    public static readonly string Text = "text/plain";
}
