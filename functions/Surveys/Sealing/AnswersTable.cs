using System.Text.Json;
using AdoptionAutomation.Storage;
using AdoptionAutomation.Surveys.Rounds;
using Azure.Data.Tables;

namespace AdoptionAutomation.Surveys.Sealing;

/// <summary>
/// A partition per round and a row per sealed block: answers are never kept one by one, but shuffled among those with whom they count.
/// </summary>
/// <remarks>Nothing of a person, no order, no time but the block's own. Kept as long as the survey says.</remarks>
internal sealed class AnswersTable(TableServiceClient service)
{
    private readonly TableClient table = service.GetTableClient(TableNames.Answers);

    /// <summary>Keeps a block; the same again is the same.</summary>
    public Task KeepAsync(string campaign, string round, string block, byte[] content, CancellationToken cancellationToken) =>
        table.UpsertEntityAsync(PackedRow.Of(Key.Of(campaign, round), Key.Of(block), content), TableUpdateMode.Replace, cancellationToken);

    /// <summary>The blocks of a round, streamed.</summary>
    public IAsyncEnumerable<AnswerBlock> ListAsync(string campaign, string round, CancellationToken cancellationToken) => table
        .QueryAsync<TableEntity>(TableClient.CreateQueryFilter($"PartitionKey eq {Key.Of(campaign, round)}"), cancellationToken: cancellationToken)
        .Select(row => Unpack(PackedRow.ContentOf(row)));

    public Task RemoveAsync(string campaign, string round, CancellationToken cancellationToken) =>
        table.RemoveRowsAsync(TableClient.CreateQueryFilter($"PartitionKey eq {Key.Of(campaign, round)}"), cancellationToken);

    public static byte[] Pack(AnswerBlock block) => PackedJson.Pack(block, JsonSerializerOptions.Web);

    public static AnswerBlock Unpack(byte[] packed) => PackedJson.Unpack<AnswerBlock>(packed, JsonSerializerOptions.Web);
}

/// <summary>
/// Answers that were sealed together: at least five, or all that there are of a round. Whatever is published is made of whole blocks, so nothing
/// published, and no difference between two things published, is about fewer people.
/// </summary>
/// <param name="Place">What all of them share: the site and the wave if all have the same, the groups that all are in.</param>
/// <param name="Answers">By question, in an order of chance.</param>
internal sealed record AnswerBlock(Place Place, IReadOnlyList<IReadOnlyDictionary<string, IReadOnlyList<string>>> Answers)
{
    /// <summary>Fewer are never shown.</summary>
    public const int Least = 5;
}
