using System.Net;
using System.Text;
using AdoptionAutomation.Sandbox.Faults;
using AdoptionAutomation.Sandbox.Time;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace AdoptionAutomation.Sandbox.Tenant;

/// <summary>
/// A Microsoft 365 tenant and a SendGrid account on one port of 127.0.0.1, as far as the app uses them and true to their documented limits.
/// All state is in memory behind one lock. The same seed and the same requests, one after another, give the same answers.
/// </summary>
internal sealed class SimulatedTenant : IAsyncDisposable
{
    private const long MostRequestBytes = 64 * 1024 * 1024;
    private const string GraphPath = "/v1.0";

    private readonly Lock oneLock = new();
    private readonly WebApplication server;
    private readonly FaultGate gate;
    private readonly GraphService graph;
    private readonly MailRoutes mail;
    private readonly WorkflowRoutes workflows;
    private readonly EventWebhook webhook;
    private readonly NewsSite news;
    private readonly TimeProvider clock;
    private readonly TenantOptions options;
    private Uri address = new("http://127.0.0.1");

    private SimulatedTenant(WebApplication server, TenantOptions options, TimeProvider clock, IAgenda agenda, FaultPlan faults)
    {
        this.server = server;
        this.options = options;
        this.clock = clock;
        Log = new(oneLock, faults);
        Directory = new(options, clock.GetUtcNow());
        Hands = new(oneLock, Directory, clock);
        Reports = new(options, Directory, Log);
        webhook = new(options, faults, agenda, clock);
        Mailroom = new(oneLock, options, Directory, agenda, clock, webhook);
        graph = new(options, Directory, Reports, Log, faults, clock);
        mail = new(options, Log, Mailroom, clock);
        workflows = new(options, Log, clock);
        (Hands.Workflows, Hands.Log) = (workflows, Log);
        gate = new(oneLock, faults, Log, options, clock);
        news = new(options.Seed, clock);
    }

    public TenantLog Log { get; }

    /// <summary>The state behind the answers. Read it when no request is under way.</summary>
    public TenantDirectory Directory { get; }

    /// <summary>What people do by hand, for tests and rehearsals.</summary>
    public TenantHands Hands { get; }

    public Mailroom Mailroom { get; }

    /// <summary>What the usage reports tell. Change it when no request is under way.</summary>
    public TenantReports Reports { get; }

    /// <summary>`http://127.0.0.1:port/v1.0`.</summary>
    public Uri GraphUri => graph.Root;

    /// <summary>`http://127.0.0.1:port`.</summary>
    public Uri SendGridUri => address;

    /// <summary>Application permissions that the app was not given.</summary>
    public IReadOnlyCollection<string> MissingPermissions => options.MissingPermissions;

    /// <summary>Base64 of the SubjectPublicKeyInfo.</summary>
    public string EventWebhookPublicKey => webhook.PublicKey;

    /// <summary>How event batches are posted; null: they are not.</summary>
    public Func<HttpRequestMessage, CancellationToken, Task<HttpResponseMessage>>? WebhookSender
    {
        get => webhook.Sender;
        set => webhook.Sender = value;
    }

    /// <summary>The address of the app's event webhook, put on the requests that <see cref="WebhookSender"/> gets.</summary>
    public Uri? WebhookAddress
    {
        get => webhook.Address;
        set => webhook.Address = value;
    }

    /// <summary>Shares of Graph's quotas in use now, 1 when full.</summary>
    public IReadOnlyList<(string Quota, double Used)> QuotasUsed
    {
        get
        {
            lock (oneLock)
            {
                return [.. graph.QuotasUsedAt(clock.GetUtcNow())];
            }
        }
    }

    /// <summary>Event batches that could not be delivered for a day.</summary>
    public long WebhookGivenUp => webhook.GivenUp;

    /// <summary>The largest share of each of Graph's published quotas that was in use since this was asked before; over 1: requests were turned away.</summary>
    public IReadOnlyList<(string Quota, double Share)> TakeQuotaPeaks()
    {
        lock (oneLock)
        {
            return graph.TakeQuotaPeaks();
        }
    }

    public static async Task<SimulatedTenant> StartAsync(
        TenantOptions options, TimeProvider clock, IAgenda agenda, FaultPlan faults, CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(IPAddress.Loopback, 0);
            kestrel.Limits.MaxRequestBodySize = MostRequestBytes;
        });
        var app = builder.Build();
        var tenant = new SimulatedTenant(app, options, clock, agenda, faults);
        app.Run(tenant.ServeAsync);
        await app.StartAsync(cancellationToken);
        var bound = app.Services.GetRequiredService<IServer>().Features.GetRequiredFeature<IServerAddressesFeature>().Addresses;
        tenant.address = new(bound.First());
        tenant.graph.Root = new(tenant.address, GraphPath);
        return tenant;
    }

    public async ValueTask DisposeAsync()
    {
        await server.DisposeAsync();
        webhook.Dispose();
    }

    private async Task ServeAsync(HttpContext http)
    {
        // The raw target keeps %23 and %2F apart from # and /, as guests' names need.
        var target = http.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        var (method, headers) = (http.Request.Method, http.Request.Headers);
        var path = target.Split('?')[0];
        if (path.StartsWith($"{GraphPath}/", StringComparison.Ordinal))
        {
            await gate.ServeAsync(http, RemoteService.Graph, path, body => graph.Answer(method, target[GraphPath.Length..], headers, body));
        }
        else if (path.StartsWith(TenantReports.DownloadPath, StringComparison.Ordinal))
        {
            await gate.ServeAsync(http, RemoteService.Graph, path, _ => Download(method, path, headers.Authorization.Count > 0));
        }
        else if (path is MailRoutes.Path)
        {
            await gate.ServeAsync(http, RemoteService.SendGrid, path, body => mail.Answer(method, headers.Authorization.ToString(), body));
        }
        else if (path is MailRoutes.ScopesPath)
        {
            await gate.ServeAsync(http, RemoteService.SendGrid, path, _ => mail.Scopes(method, headers.Authorization.ToString()));
        }
        else if (path.StartsWith(WorkflowRoutes.Prefix, StringComparison.Ordinal))
        {
            await gate.ServeAsync(http, RemoteService.Workflows, path, body => workflows.Answer(method, target, body));
        }
        else if (path.StartsWith(NewsSite.Path, StringComparison.Ordinal))
        {
            await news.ServeAsync(http);
        }
        else
        {
            await FaultGate.WriteAsync(http, Unknown(method, path));
        }
    }

    private Reply Download(string method, string path, bool isSignedIn)
    {
        var reply = Reports.Fetch(path, isSignedIn, clock.GetUtcNow());
        if (reply.Status >= StatusCodes.Status400BadRequest)
        {
            Log.Add(new Refusal(clock.GetUtcNow(), RemoteService.Graph, 0, method, path, reply.Status, reply.Reason ?? "", []));
        }

        return reply;
    }

    private Reply Unknown(string method, string path)
    {
        Log.Add(new NotSimulated(clock.GetUtcNow(), method, path));
        return new(StatusCodes.Status501NotImplemented) { Text = $"The sandbox does not simulate {method} {path}." };
    }
}
