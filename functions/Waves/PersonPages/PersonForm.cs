using System.Text;
using AdoptionAutomation.Operations;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace AdoptionAutomation.Waves.PersonPages;

/// <summary>What a page's form sends.</summary>
/// <param name="Token">Null: the body has none, as when a mail program unsubscribes.</param>
/// <param name="CharterVersion">The version that the page showed.</param>
internal sealed record PersonForm(string? Token, string? CharterVersion)
{
    private const int LargestBody = 4 * 1024;

    /// <returns>Null if the body is larger than any of ours.</returns>
    public static async Task<PersonForm?> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (await CappedBody.ReadAsync(request, LargestBody, cancellationToken) is not { } body)
        {
            return null;
        }

        // A body of another type (multipart, by some mail programs) holds nothing that is needed.
        var fields = request.ContentType?.StartsWith("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase) is true
            ? QueryHelpers.ParseQuery(Encoding.UTF8.GetString(body))
            : [];
        return new(Field("t"), Field("version"));

        string? Field(string name) => fields.TryGetValue(name, out var values) && values is [{ Length: > 0 } value] ? value : null;
    }
}
