using System.Globalization;
using AdoptionAutomation.Sandbox.Faults;
using Microsoft.AspNetCore.Http;

namespace AdoptionAutomation.Sandbox.Tenant;

/// <summary>The way in and out of the tenant: reads a request, plays its fault, and has it answered under the one lock.</summary>
internal sealed class FaultGate(Lock gate, FaultPlan faults, TenantLog log, TenantOptions options, TimeProvider clock)
{
    public async Task ServeAsync(HttpContext http, RemoteService service, string path, Func<ReadOnlyMemory<byte>, Reply> answer)
    {
        var body = await ReadAsync(http);
        var (fault, reply) = Decide(http.Request.Method, service, path, body, answer);
        if (fault?.Kind is FaultKind.AnswerLost)
        {
            http.Abort();
            return;
        }

        if (fault?.Kind is FaultKind.Slow)
        {
            await options.PassTime(faults.Script.SlowAnswer, http.RequestAborted);
        }

        await WriteAsync(http, reply);
    }

    /// <summary>The answer of a request that a fault turned away without effect.</summary>
    public static Reply Refuse(RemoteService service, Fault fault, long request, DateTimeOffset now)
    {
        var throttled = fault.Kind is FaultKind.Throttled;
        var (status, code) = throttled ? (429, "TooManyRequests") : (503, "ServiceUnavailable");
        var message = throttled ? "Too many requests." : "The service is temporarily unavailable. Please try again later.";
        var reply = service is RemoteService.SendGrid ? Reply.MailError(status, message) : Reply.GraphError(status, code, message, request, now);
        return fault.RetryAfter is { } seconds ? reply.With("Retry-After", seconds.ToString(CultureInfo.InvariantCulture)) : reply;
    }

    public static async Task WriteAsync(HttpContext http, Reply reply)
    {
        http.Response.StatusCode = reply.Status;
        foreach (var (name, value) in reply.Headers)
        {
            http.Response.Headers[name] = value;
        }

        if (reply.Write is { } write)
        {
            await WriteAsync(http, write);
        }
        else if (reply.Text is { } text)
        {
            http.Response.ContentType = "text/plain";
            await http.Response.WriteAsync(text);
        }
        else if (reply.Body is { } json)
        {
            http.Response.ContentType = "application/json";
            await http.Response.WriteAsync(json.ToJsonString());
        }
    }

    /// <summary>Who has read enough hangs up: that is no fault of the tenant's.</summary>
    private static async Task WriteAsync(HttpContext http, Func<HttpContext, Task> write)
    {
        try
        {
            await write(http);
        }
        catch (Exception gone) when (gone is IOException or OperationCanceledException && http.RequestAborted.IsCancellationRequested)
        {
            http.Abort();
        }
    }

    private (Fault? Fault, Reply Reply) Decide(
        string method, RemoteService service, string path, ReadOnlyMemory<byte> body, Func<ReadOnlyMemory<byte>, Reply> answer)
    {
        lock (gate)
        {
            var number = log.Count(service);
            var fault = faults.AtServer(new(service, method, path, () => RequestSubjects.Of(service, method, path, body)));
            return fault?.Kind is FaultKind.Throttled or FaultKind.Unavailable or FaultKind.Outage
                ? (fault, Refuse(service, fault, number, clock.GetUtcNow()))
                : (fault, answer(body));
        }
    }

    private static async Task<ReadOnlyMemory<byte>> ReadAsync(HttpContext http)
    {
        using var buffer = new MemoryStream();
        await http.Request.Body.CopyToAsync(buffer, http.RequestAborted);
        return buffer.ToArray();
    }
}
