using AdoptionAutomation;
using AdoptionAutomation.Operations.Failures;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.Hosting;

var builder = FunctionsApplication.CreateBuilder(args);
builder.ConfigureFunctionsWebApplication();
builder.UseMiddleware<TimerWatch>();
builder.Services.AddAdoptionAutomation(builder.Configuration);
builder.Build().Run();
