using System.Net.Sockets;
using AdoptionAutomation.Sandbox.Runtime;

namespace AdoptionAutomation.Sandbox.Faults;

/// <summary>
/// Goes around the outgoing requests of one instance to one service. Plays what happens on the caller's side: refused connections and
/// the death of the process. Put around storage requests too, as deaths also strike at the record of an effect.
/// </summary>
internal sealed class FaultyHandler(InstanceFaults instance, RemoteService service) : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        instance.Life.ThrowIfDead();
        var target = await TargetAsync(request, cancellationToken);
        var fault = instance.Next(target);
        if (fault is { Kind: FaultKind.ConnectionRefused })
        {
            throw Refused(request);
        }

        if (fault is { Point: DeathPoint.Before })
        {
            throw Death("before", target);
        }

        var response = await SendOnAsync(request, fault, target, cancellationToken);
        if (fault is null && !instance.Life.IsDead)
        {
            return response;
        }

        response.Dispose();
        throw Death("after", target);
    }

    private async Task<HttpResponseMessage> SendOnAsync(
        HttpRequestMessage request, Fault? fault, FaultTarget target, CancellationToken cancellationToken)
    {
        try
        {
            return await base.SendAsync(request, cancellationToken);
        }
        catch (HttpRequestException) when (fault is not null)
        {
            throw Death("after", target);
        }
    }

    protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken) =>
        throw new NotSupportedException($"Call {service} asynchronously: faults are only played on asynchronous requests.");

    private ProcessDeathException Death(string when, FaultTarget target) =>
        instance.Life.Die($"{when} {target.Method} {target.Path} of {target.Service}");

    private async Task<FaultTarget> TargetAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var (method, path) = (request.Method.Method, request.RequestUri?.AbsolutePath ?? "");
        if (request.Content is null || !service.IsFaulty())
        {
            return new(service, method, path, () => RequestSubjects.Of(service, method, path, default));
        }

        await request.Content.LoadIntoBufferAsync(cancellationToken);
        var body = await request.Content.ReadAsByteArrayAsync(cancellationToken);
        return new(service, method, path, () => RequestSubjects.Of(service, method, path, body));
    }

    private static HttpRequestException Refused(HttpRequestMessage request)
    {
        var socket = new SocketException((int)SocketError.ConnectionRefused);
        return new(HttpRequestError.ConnectionError, $"{socket.Message} ({request.RequestUri?.Authority})", socket);
    }
}
