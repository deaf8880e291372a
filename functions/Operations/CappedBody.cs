using Microsoft.AspNetCore.Http;

namespace AdoptionAutomation.Operations;

/// <summary>A request's body that is not read further than it may be long, whatever its headers say.</summary>
internal static class CappedBody
{
    /// <returns>Null: it is larger.</returns>
    public static async Task<byte[]?> ReadAsync(HttpRequest request, int largest, CancellationToken cancellationToken)
    {
        if (request.ContentLength > largest)
        {
            return null;
        }

        var body = new byte[largest + 1];
        var length = await request.Body.ReadAtLeastAsync(body, body.Length, throwOnEndOfStream: false, cancellationToken);
        return length > largest ? null : body[..length];
    }
}
