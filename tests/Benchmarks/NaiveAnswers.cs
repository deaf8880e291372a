using System.Text.Json;
using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Storage;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace AdoptionAutomation.Benchmarks;

/// <summary>
/// A survey's endpoint as one writes it first: it reads the file and the link, adds a row for the answer in clear, then marks the link.
/// </summary>
internal sealed class NaiveAnswers : IAsyncDisposable
{
    private const string Links = "links";
    private const string Answers = "answers";

    private readonly WebApplication server;
    private readonly TableClient rows;
    private readonly BlobClient file;

    private NaiveAnswers(IServiceProvider services, string campaign)
    {
        rows = services.GetRequiredService<TableServiceClient>().GetTableClient("naive");
        file = services.GetRequiredService<BlobServiceClient>().GetBlobContainerClient(ContainerNames.Campaign).GetBlobClient($"{campaign}/surveys.json");
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        server = builder.Build();
        server.MapPost("/api/survey", TakeAsync);
    }

    public Uri Address => new(server.Urls.First());

    /// <param name="services">With storage.</param>
    /// <param name="campaign">Whose file has the survey.</param>
    /// <param name="tokens">One a link.</param>
    public static async Task<NaiveAnswers> StartAsync(IServiceProvider services, string campaign, IReadOnlyList<string> tokens)
    {
        var started = new NaiveAnswers(services, campaign);
        await started.rows.CreateIfNotExistsAsync();
        foreach (var some in tokens.Chunk(RowTransactions.Size))
        {
            await started.rows.SubmitTransactionAsync(some.Select(token => new TableTransactionAction(
                TableTransactionActionType.Add, new TableEntity(Links, token) { ["IsAnswered"] = false })));
        }

        await started.server.StartAsync();
        return started;
    }

    public async Task<List<string>> KeptAsync() =>
        await rows.QueryAsync<TableEntity>($"PartitionKey eq '{Answers}'").Select(row => row.GetString("why")!).ToListAsync();

    public ValueTask DisposeAsync() => server.DisposeAsync();

    private async Task<IResult> TakeAsync(HttpRequest request)
    {
        var form = await request.ReadFormAsync();
        using var survey = JsonDocument.Parse((await file.DownloadContentAsync()).Value.Content);
        var link = await rows.GetEntityIfExistsAsync<TableEntity>(Links, $"{form["t"]}");
        if (link is not { HasValue: true, Value: { } found } || found.GetBoolean("IsAnswered") is true)
        {
            return Results.NotFound();
        }

        var answer = new TableEntity(Answers, $"{Guid.NewGuid()}");
        foreach (var question in survey.RootElement.GetProperty("surveys")[0].GetProperty("questions").EnumerateArray())
        {
            var id = question.GetProperty("id").GetString()!;
            answer[id] = $"{form[$"q.{id}"]}";
        }

        await rows.AddEntityAsync(answer);
        found["IsAnswered"] = true;
        await rows.UpsertEntityAsync(found);
        return Results.Ok();
    }
}
