using System.Buffers.Text;
using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace AdoptionAutomation.Sandbox.Tenant;

/// <summary>
/// The managed identity endpoint that App Service gives its apps: `GET ?resource=…&amp;api-version=2019-08-01`. The real
/// ManagedIdentityCredential finds it in the environment, which is the process's: so the process has one, and every tenant takes its tokens. What an
/// identity was given stands in its token, as Entra writes it; which one asks is known by its client id, and that says what it was not given.
/// </summary>
internal static class IdentityEndpoint
{
    /// <summary>Before the number that says, bit by bit, which of <see cref="GraphPermissions.All"/> are missing.</summary>
    private const string ClientPrefix = "5a4db0c5-0000-4000-8000-";

    public static readonly string TokenPrefix = $"{Encode("""{"typ":"JWT","alg":"none"}""")}.";

    private const string ApiVersion = "2019-08-01";
    private const string AddressVariable = "IDENTITY_ENDPOINT";
    private const string SecretVariable = "IDENTITY_HEADER";

    private static readonly Lazy<Task> Started = new(StartAsync);

    /// <summary>From here on, and until the process ends, its credentials find it.</summary>
    public static Task UseAsync() => Started.Value;

    /// <summary>The identity of an app that was given all but these.</summary>
    public static string ClientIdOf(IReadOnlyCollection<string> missing) =>
        $"{ClientPrefix}{GraphPermissions.All.Select((permission, bit) => missing.Contains(permission) ? 1L << bit : 0).Sum():x12}";

    private static string TokenOf(string resource, string client)
    {
        var missing = client.StartsWith(ClientPrefix, StringComparison.Ordinal) ? Convert.ToInt64(client[ClientPrefix.Length..], 16) : 0;
        var claims = new JsonObject
        {
            ["aud"] = resource,
            ["appid"] = client,
            ["roles"] = new JsonArray([.. GraphPermissions.All.Where((_, bit) => (missing & (1L << bit)) == 0).Select(role => (JsonNode)role)]),
        };
        return $"{TokenPrefix}{Encode(claims.ToJsonString())}.sandbox";
    }

    private static string Encode(string json) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(json));

    private static async Task StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var server = builder.Build();
        var secret = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
        server.Run(http => FaultGate.WriteAsync(http, Answer(http.Request, secret)));
        await server.StartAsync();
        Environment.SetEnvironmentVariable(AddressVariable, new Uri(new(server.Urls.First()), "/msi/token").ToString());
        Environment.SetEnvironmentVariable(SecretVariable, secret);
    }

    /// <param name="secret">What the header X-IDENTITY-HEADER has to say.</param>
    private static Reply Answer(HttpRequest request, string secret)
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
            ["access_token"] = TokenOf(resource, request.Query["client_id"].ToString()),
            ["expires_on"] = expires.ToString(CultureInfo.InvariantCulture),
            ["resource"] = resource,
            ["token_type"] = "Bearer",
        });
    }

    private static Reply Refuse(int status, string message) =>
        new(status, new JsonObject { ["statusCode"] = status, ["message"] = message });
}
