using Azure.Core;
using Azure.Monitor.OpenTelemetry.Exporter;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OpenTelemetry;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace AdoptionAutomation.Operations.Tracing;

/// <summary>
/// Sends the app's spans, measurements and log to Application Insights and to an OTLP endpoint, whichever is configured. If none is, nothing is
/// registered. Spans of HTTP clients and of storage are not sent: their URLs are keys (workflows, signed links) or hold them.
/// </summary>
internal static class TelemetryExport
{
    /// <summary>The host's own settings, and OpenTelemetry's.</summary>
    public const string ConnectionString = "APPLICATIONINSIGHTS_CONNECTION_STRING";

    public const string OtlpEndpoint = "OTEL_EXPORTER_OTLP_ENDPOINT";

    /// <summary>
    /// The worker's capability that tells the host not to write the worker's log to Application Insights a second time: it comes from here, under
    /// the trace of the work.
    /// </summary>
    public const string LogsBySelf = "WorkerApplicationInsightsLoggingEnabled";

    /// <summary>One span an invocation: the beginning of a trace that a timer or a call starts.</summary>
    private const string WorkerSource = "Microsoft.Azure.Functions.Worker";

    /// <summary>A reference to the vault that was not resolved is no connection: the health page tells of it, and the app runs.</summary>
    public static bool IsToApplicationInsights(IConfiguration configuration) =>
        configuration[ConnectionString]?.Contains("InstrumentationKey=", StringComparison.OrdinalIgnoreCase) is true;

    public static IServiceCollection AddTelemetry(this IServiceCollection services, IConfiguration configuration)
    {
        var (insights, otlp) = (IsToApplicationInsights(configuration), configuration[OtlpEndpoint] is { Length: > 0 });
        if (!insights && !otlp)
        {
            return services;
        }

        var telemetry = services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService(configuration["WEBSITE_SITE_NAME"] ?? "adoption-automation", serviceInstanceId: configuration["WEBSITE_INSTANCE_ID"]))
            .WithTracing(traces => traces.AddSource(Telemetry.Name, WorkerSource))
            .WithMetrics(metrics => metrics.AddMeter(Telemetry.Name))
            .WithLogging(null, logs => logs.IncludeFormattedMessage = true);
        if (otlp)
        {
            telemetry.UseOtlpExporter();
        }

        if (insights)
        {
            services.AddApplicationInsights(telemetry, configuration[ConnectionString]!);
        }

        // Decided here and for all: the host's invocations are often not recorded, and what goes on with their trace would not be either.
        telemetry.WithTracing(traces => traces.SetSampler(new AlwaysOnSampler()));
        services.AddLogging(logging => logging
            .AddFilter<OpenTelemetryLoggerProvider>("System.Net.Http", LogLevel.Warning)
            .AddFilter<OpenTelemetryLoggerProvider>("Azure", LogLevel.Warning)
            .AddFilter<OpenTelemetryLoggerProvider>("Microsoft", LogLevel.Warning));
        return services;
    }

    private static void AddApplicationInsights(this IServiceCollection services, IOpenTelemetryBuilder telemetry, string connectionString)
    {
        services.AddOptions<AzureMonitorExporterOptions>().Configure<TokenCredential>((options, credential) =>
        {
            options.ConnectionString = connectionString;
            options.Credential = credential;
            options.SamplingRatio = 1;
            options.TracesPerSecond = null;

            // A line of the log is sent whether its span is or not.
            options.EnableTraceBasedLogsSampler = false;

            // The host counts requests, and measures its machine, itself.
            (options.EnableLiveMetrics, options.EnableStandardMetrics, options.EnablePerformanceCounters) = (false, false, false);
        });
        telemetry
            .WithTracing(traces => traces.AddAzureMonitorTraceExporter())
            .WithMetrics(metrics => metrics.AddAzureMonitorMetricExporter())
            .WithLogging(logs => logs.AddAzureMonitorLogExporter());
    }
}
