using System.Text;
using AdoptionAutomation.Operations;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace AdoptionAutomation.Calendar.Contests.Page;

/// <summary>What the answer page's form sends.</summary>
/// <param name="Token">Names contest and person.</param>
/// <param name="Choice">Id of the choice; null: none was chosen.</param>
/// <param name="MayName">Whether the winner's name may be published.</param>
internal sealed record ContestForm(string? Token, string? Choice, bool MayName)
{
    private const int LargestBody = 4 * 1024;

    /// <returns>Null if the body is larger than any of ours.</returns>
    public static async Task<ContestForm?> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (await CappedBody.ReadAsync(request, LargestBody, cancellationToken) is not { } body)
        {
            return null;
        }

        var fields = request.ContentType?.StartsWith("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase) is true
            ? QueryHelpers.ParseQuery(Encoding.UTF8.GetString(body))
            : [];
        return new(Field("t"), Field("choice"), Field("name") is not null);

        string? Field(string name) => fields.TryGetValue(name, out var values) && values is [{ Length: > 0 } value] ? value : null;
    }
}
