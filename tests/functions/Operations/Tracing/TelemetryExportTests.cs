using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text;
using AdoptionAutomation.Operations.Tracing;
using Azure.Core;
using Azure.Monitor.OpenTelemetry.Exporter;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace AdoptionAutomation.Tests.Functions.Operations.Tracing;

/// <summary>Alone: an exporter hears the spans of the whole process.</summary>
[CollectionDefinition(nameof(HearsTheProcess), DisableParallelization = true)]
public sealed class HearsTheProcess;

[Collection(nameof(HearsTheProcess))]
public sealed class TelemetryExportTests : IAsyncLifetime
{
    private const string Insights = "InstrumentationKey=00000000-0000-0000-0000-000000000001;IngestionEndpoint=https://127.0.0.1:1/";

    private readonly ConcurrentQueue<(string Path, string Body)> received = new();
    private WebApplication receiver = null!;

    public async Task InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        receiver = builder.Build();
        receiver.Urls.Add("http://127.0.0.1:0");
        receiver.Run(async http =>
        {
            using var body = new MemoryStream();
            await http.Request.Body.CopyToAsync(body);
            received.Enqueue((http.Request.Path, Encoding.UTF8.GetString(body.ToArray())));
        });
        await receiver.StartAsync();
    }

    public async Task DisposeAsync() => await receiver.DisposeAsync();

    [Fact]
    public async Task A_span_a_measurement_and_a_line_of_the_log_reach_the_OTLP_endpoint_that_is_set()
    {
        await using var app = Build((TelemetryExport.OtlpEndpoint, receiver.Urls.First()), ("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf"));

        Work(app);

        Assert.Contains("span-of-this-test", Body("/v1/traces"), StringComparison.Ordinal);
        Assert.Contains("adoption.failures", Body("/v1/metrics"), StringComparison.Ordinal);
        Assert.Contains("queue-of-this-test", Body("/v1/metrics"), StringComparison.Ordinal);
        Assert.Contains("line-of-this-test", Body("/v1/logs"), StringComparison.Ordinal);
    }

    /// <summary>An HTTP client's span or line would tell its URL, which may be a key.</summary>
    [Fact]
    public async Task What_HTTP_clients_say_of_themselves_is_not_sent()
    {
        await using var app = Build((TelemetryExport.OtlpEndpoint, receiver.Urls.First()), ("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf"));
        using (var client = app.GetRequiredService<IHttpClientFactory>().CreateClient("any"))
        {
            await client.GetAsync(new Uri($"{receiver.Urls.First()}/secret-of-this-test?sig=key-of-this-test"));
        }

        Work(app);

        Assert.All(received.Where(one => one.Path.StartsWith("/v1/", StringComparison.Ordinal)), one =>
        {
            Assert.DoesNotContain("secret-of-this-test", one.Body, StringComparison.Ordinal);
            Assert.DoesNotContain("key-of-this-test", one.Body, StringComparison.Ordinal);
        });
    }

    [Fact]
    public async Task Without_an_endpoint_nothing_is_registered_and_nothing_sent()
    {
        await using var app = Build(("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf"), (TelemetryExport.OtlpEndpoint, ""));

        Work(app);

        Assert.Null(Telemetry.StartRequest("nobody listens"));
        Assert.Empty(app.GetServices<TracerProvider>());
        Assert.Empty(app.GetServices<MeterProvider>());
        Assert.Empty(app.GetServices<LoggerProvider>());
        Assert.Empty(received);
    }

    [Fact]
    public async Task To_Application_Insights_the_app_goes_with_its_own_identity_and_leaves_nothing_out()
    {
        await using var app = Build((TelemetryExport.ConnectionString, Insights), (TelemetryExport.OtlpEndpoint, receiver.Urls.First()));

        var options = app.GetRequiredService<IOptionsMonitor<AzureMonitorExporterOptions>>().CurrentValue;

        Assert.Same(app.GetRequiredService<TokenCredential>(), options.Credential);
        Assert.Equal((Insights, 1f, null, false), (options.ConnectionString, options.SamplingRatio, options.TracesPerSecond, options.EnableTraceBasedLogsSampler));
        Assert.NotNull(app.GetRequiredService<MeterProvider>());
        Assert.Single(app.GetServices<ILoggerProvider>().OfType<OpenTelemetryLoggerProvider>());
        Assert.NotNull(app.GetRequiredService<TracerProvider>());
        using var unrecorded = new Activity("the host's").Start();
        using var span = Telemetry.StartRequest("ours");
        Assert.Equal((false, true), (unrecorded.Recorded, span!.Recorded));
    }

    private static ServiceProvider Build(params (string Name, string Value)[] settings)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(settings.ToDictionary(one => one.Name, string? (one) => one.Value)).Build();
        return new ServiceCollection()
            .AddLogging()
            .AddHttpClient()
            .AddSingleton<IConfiguration>(configuration)
            .AddSingleton<TokenCredential>(new Azure.Identity.ManagedIdentityCredential(Azure.Identity.ManagedIdentityId.SystemAssigned))
            .AddTelemetry(configuration)
            .BuildServiceProvider();
    }

    /// <summary>As a function would, and then as the host when it stops.</summary>
    private static void Work(IServiceProvider app)
    {
        var (traces, metrics) = (app.GetService<TracerProvider>(), app.GetService<MeterProvider>());
        using (Telemetry.StartRequest("span-of-this-test"))
        {
            Telemetry.Failed("queue-of-this-test");
            app.GetRequiredService<ILogger<TelemetryExportTests>>().Log(LogLevel.Warning, default, "line-of-this-test", null, (line, _) => line);
        }

        traces?.ForceFlush();
        metrics?.ForceFlush();
        app.GetService<LoggerProvider>()?.ForceFlush();
    }

    private string Body(string path) => string.Concat(received.Where(one => one.Path == path).Select(one => one.Body));
}
