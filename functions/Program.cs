using AdoptionAutomation;
using AdoptionAutomation.Operations.Failures;
using AdoptionAutomation.Operations.Tracing;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

var builder = FunctionsApplication.CreateBuilder(args);
builder.ConfigureFunctionsWebApplication();
builder.UseMiddleware<TimerWatch>();
builder.Services.AddAdoptionAutomation(builder.Configuration);
if (TelemetryExport.IsToApplicationInsights(builder.Configuration))
{
    builder.Services.Configure<WorkerOptions>(worker => worker.Capabilities[TelemetryExport.LogsBySelf] = bool.TrueString);
}

builder.Build().Run();
