using System.Net;
using System.Net.Sockets;

namespace AdoptionAutomation.Calendar.Feeds;

/// <summary>
/// Connects to the internet only. The check is of the address that is connected to, so a name that answers differently the second time
/// gains nothing.
/// </summary>
internal static class PublicConnection
{
    public static void Prepare(SocketsHttpHandler handler, FeedsOptions options)
    {
        (handler.AllowAutoRedirect, handler.UseCookies, handler.UseProxy) = (false, false, false);
        (handler.PooledConnectionLifetime, handler.AutomaticDecompression) = (TimeSpan.FromMinutes(5), DecompressionMethods.All);
        handler.ConnectCallback = (context, cancellationToken) => ConnectAsync(context.DnsEndPoint, options.AllowLoopback, cancellationToken);
    }

    private static async ValueTask<Stream> ConnectAsync(DnsEndPoint to, bool allowLoopback, CancellationToken cancellationToken)
    {
        var known = await Dns.GetHostAddressesAsync(to.Host, cancellationToken);
        var allowed = Array.FindAll(known, address => PublicAddress.IsPublic(address) || (allowLoopback && IPAddress.IsLoopback(address)));
        if (allowed.Length == 0)
        {
            throw new NotPublicException();
        }

        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(allowed, to.Port, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}

/// <summary>The host's address is none of the internet.</summary>
internal sealed class NotPublicException() : Exception("The host has no public address.");
