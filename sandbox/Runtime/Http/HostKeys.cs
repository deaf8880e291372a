using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace AdoptionAutomation.Sandbox.Runtime.Http;

/// <summary>The keys of the host. A key comes in the header <c>x-functions-key</c>, else as <c>?code=</c>.</summary>
/// <param name="Master">Opens everything, <c>/admin</c> too.</param>
/// <param name="Function">Opens every function of level Function.</param>
internal sealed record HostKeys(string Master, string Function)
{
    public const string Header = "x-functions-key";

    public bool Allow(HttpRequest request, AuthorizationLevel level)
    {
        if (level == AuthorizationLevel.Anonymous)
        {
            return true;
        }

        var key = request.Headers.TryGetValue(Header, out var header) ? header.ToString() : request.Query["code"].ToString();
        var isMaster = Same(key, Master);
        var isFunction = Same(key, Function);
        return isMaster || (isFunction && level == AuthorizationLevel.Function);
    }

    public override string ToString() => nameof(HostKeys);

    /// <summary>Takes the same time however much of the key is right.</summary>
    private static bool Same(string key, string expected) =>
        CryptographicOperations.FixedTimeEquals(SHA256.HashData(Encoding.UTF8.GetBytes(key)), SHA256.HashData(Encoding.UTF8.GetBytes(expected)));
}
