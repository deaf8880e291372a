using System.Text;
using AdoptionAutomation.Operations;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace AdoptionAutomation.Surveys.Answering;

/// <summary>What the survey page's form sends.</summary>
/// <param name="Token">Names the person's link.</param>
/// <param name="Language">In which the page was.</param>
/// <param name="Given">By question, as it was typed.</param>
internal sealed record SurveyForm(string? Token, string? Language, IReadOnlyDictionary<string, IReadOnlyList<string>> Given)
{
    public const string TokenField = "t";
    public const string LanguageField = "lang";

    /// <summary>Fields of questions begin with it.</summary>
    public const string Prefix = "q.";

    public const int LargestBody = 64 * 1024;

    /// <returns>The form; or the HTTP status that says why it is none.</returns>
    public static async Task<(SurveyForm? Form, int Refusal)> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
            || !type.MediaType.Equals("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase))
        {
            return (null, StatusCodes.Status415UnsupportedMediaType);
        }

        if (await CappedBody.ReadAsync(request, LargestBody, cancellationToken) is not { } body)
        {
            return (null, StatusCodes.Status413PayloadTooLarge);
        }

        var fields = QueryHelpers.ParseQuery(Encoding.UTF8.GetString(body));
        var given = fields
            .Where(field => field.Key.StartsWith(Prefix, StringComparison.Ordinal))
            .ToDictionary(field => field.Key[Prefix.Length..], field => (IReadOnlyList<string>)[.. field.Value.Select(value => value ?? "")], StringComparer.Ordinal);
        return (new(Field(TokenField), Field(LanguageField), given), 0);

        string? Field(string name) => fields.TryGetValue(name, out var values) && values is [{ Length: > 0 } value] ? value : null;
    }

    /// <summary>All its fields, so that a page can send them again.</summary>
    public IEnumerable<(string Name, string Value)> Fields() =>
    [
        (TokenField, Token ?? ""),
        (LanguageField, Language ?? ""),
        .. Given.SelectMany(question => question.Value, (question, value) => (Prefix + question.Key, value)),
    ];
}
