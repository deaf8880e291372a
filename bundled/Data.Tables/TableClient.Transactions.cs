using System.Globalization;
using Azure.Core;
using Azure.Data.Tables.Models;

namespace Azure.Data.Tables;

public partial class TableClient
{
    /// <summary>All of the actions or none, in one request: at most 100, of one partition, each row once, under 4 MiB together.</summary>
    /// <exception cref="TableTransactionFailedException">The service refused one of them, or the whole.</exception>
    /// <exception cref="InvalidOperationException">No actions.</exception>
    public virtual async Task<Response<IReadOnlyList<Response>>> SubmitTransactionAsync(
        IEnumerable<TableTransactionAction> transactionActions, CancellationToken cancellationToken = default)
    {
        return Answers(await wire.SendAsync(TransactionMessage(transactionActions), cancellationToken));
    }

    /// <inheritdoc cref="SubmitTransactionAsync"/>
    public virtual Response<IReadOnlyList<Response>> SubmitTransaction(
        IEnumerable<TableTransactionAction> transactionActions, CancellationToken cancellationToken = default) =>
        Answers(wire.Send(TransactionMessage(transactionActions), cancellationToken));

    private static Response<IReadOnlyList<Response>> Answers(Response response)
    {
        var answers = TransactionAnswer.Read(TableWire.Expect(response, 202));
        var refused = answers.FirstOrDefault(static answer => answer.Status >= 400);
        return refused is null
            ? Response.FromValue<IReadOnlyList<Response>>(answers, response)
            : throw new TableTransactionFailedException(new RequestFailedException(refused, null, TableErrors.Parser));
    }

    private HttpMessage TransactionMessage(IEnumerable<TableTransactionAction> transactionActions)
    {
        ArgumentNullException.ThrowIfNull(transactionActions);
        TransactionBody body = new();
        string? partitionKey = null;
        foreach (var action in transactionActions)
        {
            partitionKey ??= action.Entity.PartitionKey;
            if (!string.Equals(action.Entity.PartitionKey, partitionKey, StringComparison.Ordinal))
            {
                throw DifferentPartitions(body.Count);
            }

            Append(body, action);
        }

        if (body.Count == 0)
        {
            throw new InvalidOperationException("Transactions must contain at least one operation.");
        }

        var message = wire.Message(RequestMethod.Post, "$batch");
        message.Request.Headers.Add(HttpHeader.Names.ContentType, body.ContentType);
        message.Request.Content = RequestContent.Create(body.Close());
        return message;
    }

    /// <summary>Azure answers so. Azurite lets it pass, and a bug would show in Azure only: so it is said here.</summary>
    private static TableTransactionFailedException DifferentPartitions(int index)
    {
        RequestFailedException refused = new(
            400,
            $"{index}:All commands in a batch must operate on same entity group.",
            TableErrorCode.CommandsInBatchActOnDifferentPartitions.ToString(),
            null);
        refused.Data[TableErrors.FailedIndex] = index.ToString(CultureInfo.InvariantCulture);
        return new(refused);
    }

    private void Append(TransactionBody body, TableTransactionAction action)
    {
        var entity = Keyed(action.Entity);
        var table = Uri.AbsoluteUri;
        var row = $"{wire.Endpoint.AbsoluteUri.TrimEnd('/')}/{Row(entity.PartitionKey, entity.RowKey)}";
        var etag = action.ETag == default ? null : action.ETag.ToString();
        switch (action.ActionType)
        {
            case TableTransactionActionType.Add: body.Append(RequestMethod.Post, table, null, entity); break;
            case TableTransactionActionType.Delete: body.Append(RequestMethod.Delete, row, OrAll(action.ETag), null); break;
            case TableTransactionActionType.UpdateMerge: body.Append(RequestMethod.Patch, row, etag, entity); break;
            case TableTransactionActionType.UpdateReplace: body.Append(RequestMethod.Put, row, etag, entity); break;
            case TableTransactionActionType.UpsertMerge: body.Append(RequestMethod.Patch, row, null, entity); break;
            case TableTransactionActionType.UpsertReplace: body.Append(RequestMethod.Put, row, null, entity); break;
            default: throw new InvalidOperationException($"Unknown request type: {action.ActionType}.");
        }
    }
}
