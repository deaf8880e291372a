using System.Text.Json;
using System.Text.Json.Serialization;
using AdoptionAutomation.Effects;
using AdoptionAutomation.Storage;
using Azure;
using Azure.Storage.Blobs;

namespace AdoptionAutomation.Surveys.Figures;

/// <summary>Released figures: a blob per survey with all its rounds. A round goes from it with its answers.</summary>
internal sealed class FiguresStore(BlobServiceClient blobs)
{
    public static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    private const int MostWrites = 10;

    private readonly BlobContainerClient container = blobs.GetBlobContainerClient(ContainerNames.Results);

    /// <summary>One request. Null: nothing has been released.</summary>
    /// <param name="scope">The campaign's scope.</param>
    /// <param name="survey">The survey's id.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    public async Task<SurveyFigures?> FindAsync(string scope, string survey, CancellationToken cancellationToken) =>
        (await ReadAsync(BlobOf(scope, survey), cancellationToken)).Figures;

    /// <summary>Puts a round's figures in the place of its former ones; those of a closed round stand.</summary>
    public Task KeepAsync(string scope, string survey, RoundFigures round, CancellationToken cancellationToken) => ChangeAsync(
        scope,
        survey,
        rounds => rounds.Any(known => known.Round == round.Round && known.Closed && !round.Closed)
            ? null
            : [.. rounds.Where(known => known.Round != round.Round).Append(round).OrderBy(one => one.OpensAt).ThenBy(one => one.Round, StringComparer.Ordinal)],
        cancellationToken);

    /// <summary>Takes a round's figures away, for good; the blob goes with the last of them.</summary>
    public Task ForgetAsync(string scope, string survey, string round, CancellationToken cancellationToken) => ChangeAsync(
        scope,
        survey,
        rounds => rounds.Any(known => known.Round == round) ? [.. rounds.Where(known => known.Round != round)] : null,
        cancellationToken);

    /// <param name="change">Null: nothing to do.</param>
    private async Task ChangeAsync(
        string scope, string survey, Func<IReadOnlyList<RoundFigures>, IReadOnlyList<RoundFigures>?> change, CancellationToken cancellationToken)
    {
        var blob = BlobOf(scope, survey);
        for (var write = 0; write < MostWrites; write++)
        {
            var (figures, etag) = await ReadAsync(blob, cancellationToken);
            if (change(figures?.Rounds ?? []) is not { } rounds || await TryWriteAsync(blob, new(survey, rounds), etag, cancellationToken))
            {
                return;
            }
        }

        throw new ContentionException($"the figures of survey {survey}");
    }

    private static async Task<(SurveyFigures? Figures, ETag? ETag)> ReadAsync(BlobClient blob, CancellationToken cancellationToken) =>
        await blob.FindContentAsync(cancellationToken) is { } read ? (read.Content.ToObjectFromJson<SurveyFigures>(Json), read.Details.ETag) : (null, null);

    private static async Task<bool> TryWriteAsync(BlobClient blob, SurveyFigures figures, ETag? over, CancellationToken cancellationToken) => figures.Rounds.Count == 0
        ? await blob.TryDeleteAsync(over, cancellationToken)
        : await blob.TryUploadJsonAsync(BinaryData.FromObjectAsJson(figures, Json), over, cancellationToken) is not null;

    private BlobClient BlobOf(string scope, string survey) => container.GetBlobClient($"{scope}/{survey}.json");
}
