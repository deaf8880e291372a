using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace AdoptionAutomation.Sandbox.Tenant;

/// <summary>The managed identity endpoint that App Service gives its apps: `GET ?resource=…&amp;api-version=2019-08-01`.</summary>
internal static class IdentityRoutes
{
    public const string Path = "/msi/token";
    public const string TokenPrefix = "sandbox-";
    public const string ApiVersion = "2019-08-01";

    /// <param name="secret">What the header X-IDENTITY-HEADER has to say.</param>
    public static Reply Answer(HttpRequest request, string secret)
    {
        if (!CryptographicOperations.FixedTimeEquals(
            Encoding.UTF8.GetBytes(request.Headers["X-IDENTITY-HEADER"].ToString()), Encoding.UTF8.GetBytes(secret)))
        {
            return Refuse(StatusCodes.Status401Unauthorized, "The header X-IDENTITY-HEADER is missing or wrong.");
        }

        var resource = request.Query["resource"].ToString();
        if (request.Method is not "GET" || resource.Length == 0 || request.Query["api-version"] != ApiVersion)
        {
            return Refuse(StatusCodes.Status400BadRequest, $"Send GET with resource and api-version={ApiVersion}.");
        }

        // Azure.Identity compares with the machine's clock, not with the simulated one.
        var expires = TimeProvider.System.GetUtcNow().AddDays(1).ToUnixTimeSeconds();
        return new(StatusCodes.Status200OK, new JsonObject
        {
            ["access_token"] = $"{TokenPrefix}{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(resource)))}",
            ["expires_on"] = expires.ToString(CultureInfo.InvariantCulture),
            ["resource"] = resource,
            ["token_type"] = "Bearer",
        });
    }

    private static Reply Refuse(int status, string message) =>
        new(status, new JsonObject { ["statusCode"] = status, ["message"] = message });
}
