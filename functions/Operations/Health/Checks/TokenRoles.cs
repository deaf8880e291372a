using System.Buffers.Text;
using System.Text.Json;

namespace AdoptionAutomation.Operations.Health.Checks;

/// <summary>
/// The application permissions in an access token (pure). Tokens are not ours to read, as Microsoft says: whoever wrote it may write it otherwise
/// one day. So nothing but this page rests on it, and a token that says nothing is not taken for one without permissions.
/// </summary>
internal static class TokenRoles
{
    /// <returns>Null: it cannot be read.</returns>
    public static IReadOnlySet<string>? Of(string token)
    {
        try
        {
            using var claims = token.Split('.') is [_, var body, _] ? JsonDocument.Parse(Base64Url.DecodeFromChars(body)) : null;
            return claims is not { RootElement.ValueKind: JsonValueKind.Object } ? null
                : claims.RootElement.TryGetProperty("roles", out var roles)
                    ? roles.EnumerateArray().Select(role => role.GetString() ?? "").ToHashSet(StringComparer.OrdinalIgnoreCase)
                    : new HashSet<string>();
        }
        catch (Exception unreadable) when (unreadable is FormatException or JsonException or InvalidOperationException)
        {
            return null;
        }
    }
}
