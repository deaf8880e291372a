using System.Runtime.CompilerServices;
using AdoptionAutomation.Storage;
using Azure;
using Azure.Data.Tables;

namespace AdoptionAutomation.Surveys.Rounds;

/// <summary>
/// A partition per round: a row per person with their link, and the spool, in which answers wait encrypted until they are sealed. Both are in one
/// partition so that a link is spent and its answer spooled in one transaction.
/// </summary>
/// <remarks>
/// Rows: object ids; <c>!id|HASH</c>, an answer that came from elsewhere, so that it is taken once; <c>!named|QUESTION|PERSON</c>, the answers
/// that are kept with a name, as the page said; <c>!spool|RANDOM</c>; <c>!block|RANDOM</c>, sealed and not moved yet; <c>!guard</c>, which
/// changes whenever something is sealed. A spool row has its link's timestamp, which is why it must not stay: it goes
/// when it is sealed. Links hold what mails need and go 30 days after the round has closed; named answers go with the round.
/// </remarks>
internal sealed partial class LinksTable(TableServiceClient service)
{
    private const string FirstPerson = "0";
    private const string SpoolPrefix = "!spool";
    private const string NamedPrefix = "!named";
    private const string ForeignPrefix = "!id";
    private const string BlockPrefix = "!block";
    private const string GuardRow = "!guard";

    private readonly TableClient table = service.GetTableClient(TableNames.Surveys);

    /// <summary>Whether a row of this table is an answer that waits to be sealed.</summary>
    public static bool IsWaitingAnswer(string row) => row.StartsWith(SpoolPrefix, StringComparison.Ordinal);

    /// <summary>Gives links to up to <see cref="RowTransactions.Size"/> people; who has one keeps it as it is.</summary>
    public async Task AddAsync(string campaign, string round, IReadOnlyList<SurveyLink> links, CancellationToken cancellationToken)
    {
        if (links.Count == 0 || await TryAddAsync(campaign, round, links, cancellationToken))
        {
            return;
        }

        var known = await table.FindRowsAsync(PartitionOf(campaign, round), [.. links.Select(link => link.Person)], "", ["RowKey"], cancellationToken)
            .Select(row => row.RowKey)
            .ToHashSetAsync(StringComparer.Ordinal, cancellationToken);
        var missing = links.Where(link => !known.Contains(link.Person)).ToList();
        if (missing.Count > 0 && !await TryAddAsync(campaign, round, missing, cancellationToken))
        {
            throw new ContentionException($"the links of survey {round}");
        }
    }

    public async Task<SurveyLink?> FindAsync(string campaign, string round, string person, CancellationToken cancellationToken)
    {
        var found = await table.GetEntityIfExistsAsync<TableEntity>(PartitionOf(campaign, round), Key.Of(person), cancellationToken: cancellationToken);
        return found is { HasValue: true, Value: { } entity } ? LinkOf(entity) : null;
    }

    /// <summary>Links of people whose ids lie after <paramref name="after"/> and up to <paramref name="upTo"/>, in order.</summary>
    public IAsyncEnumerable<SurveyLink> RangeAsync(string campaign, string round, string after, string upTo, CancellationToken cancellationToken) => table
        .QueryAsync<TableEntity>(
            TableClient.CreateQueryFilter($"PartitionKey eq {PartitionOf(campaign, round)} and RowKey gt {after} and RowKey le {upTo}"),
            cancellationToken: cancellationToken)
        .Select(LinkOf);

    /// <summary>All links of a round, streamed, in the order of the people's ids.</summary>
    public IAsyncEnumerable<SurveyLink> ListAsync(string campaign, string round, CancellationToken cancellationToken) => table
        .QueryAsync<TableEntity>(
            TableClient.CreateQueryFilter($"PartitionKey eq {PartitionOf(campaign, round)} and RowKey ge {FirstPerson}"), cancellationToken: cancellationToken)
        .Select(LinkOf);

    /// <summary>Spends a link and spools its answer: both or neither, one request.</summary>
    /// <param name="campaign">The campaign's scope.</param>
    /// <param name="round">The round's id.</param>
    /// <param name="link">As it was read, unspent.</param>
    /// <param name="answer">Encrypted.</param>
    /// <param name="named">Answers that are kept with the name, by question.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <returns>False: somebody else was first, and nothing was written.</returns>
    public Task<bool> SpendAsync(
        string campaign, string round, SurveyLink link, byte[] answer, IReadOnlyDictionary<string, string> named, CancellationToken cancellationToken)
    {
        var partition = PartitionOf(campaign, round);
        return TrySubmitAsync(
            [
                new(TableTransactionActionType.UpdateMerge, new TableEntity(partition, Key.Of(link.Person)) { ["IsSpent"] = true }, link.ETag),
                Spooled(partition, answer),
                .. named.Select(pair => new TableTransactionAction(
                    TableTransactionActionType.Add,
                    new TableEntity(partition, Key.Of(NamedPrefix, pair.Key, link.Person)) { ["Value"] = pair.Value, ["Site"] = link.Place.Site })),
            ],
            cancellationToken);
    }

    /// <summary>Spools an answer that was given elsewhere, once.</summary>
    /// <param name="campaign">The campaign's scope.</param>
    /// <param name="round">The round's id.</param>
    /// <param name="hash">Keyed hash of its id there.</param>
    /// <param name="answer">Encrypted.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <returns>False: it is here already.</returns>
    public Task<bool> TakeForeignAsync(string campaign, string round, string hash, byte[] answer, CancellationToken cancellationToken)
    {
        var partition = PartitionOf(campaign, round);
        return TrySubmitAsync(
            [new(TableTransactionActionType.Add, new TableEntity(partition, Key.Of(ForeignPrefix, hash))), Spooled(partition, answer)], cancellationToken);
    }

    /// <summary>What waits in the spool, in no order that means anything.</summary>
    public IAsyncEnumerable<SpooledAnswer> SpoolAsync(string campaign, string round, CancellationToken cancellationToken) =>
        StartingWith(campaign, round, SpoolPrefix, cancellationToken).Select(row => new SpooledAnswer(row.RowKey, row.GetBinary("Answer")!));

    /// <summary>What must not change between a look at the spool and the sealing of what was seen; null: nothing was sealed yet.</summary>
    public async Task<ETag?> SealGuardAsync(string campaign, string round, CancellationToken cancellationToken) =>
        await table.GetEntityIfExistsAsync<TableEntity>(PartitionOf(campaign, round), GuardRow, cancellationToken: cancellationToken) is { HasValue: true, Value: { } row }
            ? row.ETag
            : null;

    /// <summary>
    /// Puts a sealed block in the place of the spooled answers that it holds: one transaction. It stands here until <see cref="Sealing.AnswersTable"/>
    /// has it.
    /// </summary>
    /// <param name="campaign">The campaign's scope.</param>
    /// <param name="round">The round's id.</param>
    /// <param name="guard">As it was before the spool was read, or as the block before left it.</param>
    /// <param name="rows">Up to 98 spool rows.</param>
    /// <param name="block">The block's id, of chance.</param>
    /// <param name="content">The block, packed; up to 960 KiB.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <returns>The guard as it is now; null: somebody else has sealed since, and nothing was written.</returns>
    public async Task<ETag?> SealAsync(
        string campaign, string round, ETag? guard, IReadOnlyList<string> rows, string block, byte[] content, CancellationToken cancellationToken)
    {
        var partition = PartitionOf(campaign, round);
        var guarded = new TableEntity(partition, GuardRow);
        var answers = await SubmitAsync(
            [
                guard is { } etag ? new(TableTransactionActionType.UpdateReplace, guarded, etag) : new(TableTransactionActionType.Add, guarded),
                .. rows.Select(row => new TableTransactionAction(TableTransactionActionType.Delete, new TableEntity(partition, row), ETag.All)),
                new(TableTransactionActionType.Add, PackedRow.Of(partition, Key.Of(BlockPrefix, block), content)),
            ],
            cancellationToken);
        return answers?[0].Headers.ETag;
    }

    /// <summary>Sealed blocks that wait to be moved: their ids and contents.</summary>
    public IAsyncEnumerable<(string Block, byte[] Content)> SealedAsync(string campaign, string round, CancellationToken cancellationToken) =>
        StartingWith(campaign, round, BlockPrefix, cancellationToken).Select(row => (row.RowKey.Split('|')[1], PackedRow.ContentOf(row)));

    /// <summary>The block is where it belongs.</summary>
    public Task RemoveSealedAsync(string campaign, string round, string block, CancellationToken cancellationToken) =>
        table.DeleteEntityAsync(PartitionOf(campaign, round), Key.Of(BlockPrefix, block), ETag.All, cancellationToken);

    /// <summary>Answers that are kept with a name.</summary>
    public IAsyncEnumerable<NamedAnswer> NamedAsync(string campaign, string round, CancellationToken cancellationToken) =>
        StartingWith(campaign, round, NamedPrefix, cancellationToken).Select(row => row.RowKey.Split('|') is [_, var question, var person]
            ? new NamedAnswer(person, question, row.GetString("Value")!, row.GetString("Site") ?? "")
            : throw new InvalidOperationException($"The row {row.RowKey} is not one of named answers."));

    private static string PartitionOf(string campaign, string round) => Key.Of(campaign, round);

    private static TableTransactionAction Spooled(string partition, byte[] answer) => new(
        TableTransactionActionType.Add, new TableEntity(partition, Key.Of(SpoolPrefix, Guid.NewGuid().ToString("N"))) { ["Answer"] = answer });

    private IAsyncEnumerable<TableEntity> StartingWith(string campaign, string round, string prefix, CancellationToken cancellationToken) =>
        table.QueryAsync<TableEntity>(
            TableClient.CreateQueryFilter($"PartitionKey eq {PartitionOf(campaign, round)} and RowKey ge {prefix + "|"} and RowKey lt {Key.After(prefix)}"),
            cancellationToken: cancellationToken);

    private Task<bool> TryAddAsync(string campaign, string round, IReadOnlyList<SurveyLink> links, CancellationToken cancellationToken) => TrySubmitAsync(
        links.Select(link => new TableTransactionAction(TableTransactionActionType.Add, EntityOf(PartitionOf(campaign, round), link))), cancellationToken);

    private async Task<bool> TrySubmitAsync(IEnumerable<TableTransactionAction> actions, CancellationToken cancellationToken) =>
        await SubmitAsync(actions, cancellationToken) is not null;

    /// <returns>One answer an action; null: somebody else was first.</returns>
    private async Task<IReadOnlyList<Response>?> SubmitAsync(IEnumerable<TableTransactionAction> actions, CancellationToken cancellationToken)
    {
        try
        {
            return (await table.SubmitTransactionAsync(actions, cancellationToken)).Value;
        }
        catch (RequestFailedException race) when (race.Status is 404 or 409 or 412)
        {
            return null;
        }
    }

    private static TableEntity EntityOf(string partition, SurveyLink link) => new(partition, Key.Of(link.Person))
    {
        ["Mail"] = link.Mail,
        ["FirstName"] = link.FirstName,
        ["Language"] = link.Language,
        ["Zone"] = link.Zone!,
        ["Site"] = link.Place.Site,
        ["Wave"] = link.Place.Wave,
        ["Groups"] = string.Join(' ', link.Place.Groups),
        ["IsSpent"] = link.IsSpent,
    };

    private static SurveyLink LinkOf(TableEntity row) => new(
        row.RowKey, row.GetString("Mail") ?? "", row.GetString("FirstName") ?? "", row.GetString("Language") ?? "", row.ETag)
    {
        Zone = row.GetString("Zone"),
        Place = new(
            row.GetString("Site") ?? "", row.GetString("Wave") ?? "", (row.GetString("Groups") ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries)),
        IsSpent = row.GetBoolean("IsSpent") is true,
        Refused = row.GetString("Refused"),
        IsErased = row.GetBoolean("IsErased") is true,
    };
}

/// <param name="Row">Names it while it waits.</param>
/// <param name="Answer">Encrypted.</param>
internal sealed record SpooledAnswer(string Row, byte[] Answer);

/// <param name="Person">Object id.</param>
/// <param name="Question">The question's id.</param>
/// <param name="Value">As in <see cref="Answering.AnswerPaper"/>, values of one question joined by spaces.</param>
/// <param name="Site">Where they work.</param>
internal sealed record NamedAnswer(string Person, string Question, string Value, string Site);
