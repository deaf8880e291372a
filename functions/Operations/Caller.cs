using System.Text;
using System.Text.Json;

namespace AdoptionAutomation.Operations;

internal enum Role
{
    It,
    Community,
    Leadership,
}

/// <summary>Who calls: a signed-in person by object id, or a script by key.</summary>
/// <param name="Id">The person's object id, or <c>key</c>.</param>
/// <param name="Roles">The app roles that App Service authentication vouches for; a key stands for all.</param>
internal sealed record Caller(string Id, IReadOnlySet<Role> Roles)
{
    public static readonly Caller Key = new("key", Enum.GetValues<Role>().ToHashSet());

    private const string ObjectIdClaim = "http://schemas.microsoft.com/identity/claims/objectidentifier";

    /// <summary>Reads <c>X-MS-CLIENT-PRINCIPAL</c> (base64 JSON with claims); null if it is not one or names nobody.</summary>
    public static Caller? FromPrincipal(string header)
    {
        try
        {
            var principal = JsonSerializer.Deserialize<Principal>(Encoding.UTF8.GetString(Convert.FromBase64String(header)), JsonSerializerOptions.Web);
            var claims = principal?.Claims?.OfType<Claim>().ToList() ?? [];
            var id = claims.FirstOrDefault(claim => claim.Typ is ObjectIdClaim or "oid")?.Val;
            var roles = claims.Where(claim => claim.Typ == (principal?.Role_typ ?? "roles") || claim.Typ == "roles")
                .SelectMany(claim => Enum.GetValues<Role>().Where(role => role.ToString().Equals(claim.Val, StringComparison.OrdinalIgnoreCase)))
                .ToHashSet();
            return id is null ? null : new(id, roles);
        }
        catch (Exception unreadable) when (unreadable is FormatException or JsonException)
        {
            return null;
        }
    }

    private sealed record Principal(string? Role_typ, IReadOnlyList<Claim?>? Claims);

    private sealed record Claim(string? Typ, string? Val);
}
