using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace AdoptionAutomation.Surveys.Answering;

/// <summary>How often the survey page may be asked for, by link and by address; each instance counts for itself.</summary>
internal sealed class SurveyLimits(IOptions<SurveysOptions> options, TimeProvider time)
{
    private const int BytesOfNetwork = 8;

    private readonly FixedWindow links = new(time, options.Value.MostPerLink);
    private readonly FixedWindow addresses = new(time, options.Value.MostPerAddress);

    /// <param name="request">The call.</param>
    /// <param name="token">Whatever it has for a link.</param>
    /// <returns>How long to wait; null: it may pass.</returns>
    public TimeSpan? Enter(HttpRequest request, string? token) =>
        (AddressOf(request) is { } address ? addresses.Enter(address) : null)
        ?? (token is { Length: > 0 } ? links.Enter(Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(token)), 0, 16)) : null);

    /// <summary>The last entry is the one that App Service wrote; what stands before it, anybody may have made up.</summary>
    public static string? AddressOf(HttpRequest request)
    {
        var last = request.Headers["X-Forwarded-For"].ToString().Split(',')[^1].Trim();
        var address = IPEndPoint.TryParse(last, out var end) ? end.Address : request.HttpContext.Connection.RemoteIpAddress;
        return address switch
        {
            null => null,
            { AddressFamily: AddressFamily.InterNetworkV6, IsIPv4MappedToIPv6: false } => Convert.ToHexString(address.GetAddressBytes(), 0, BytesOfNetwork),
            _ => address.MapToIPv4().ToString(),
        };
    }
}
