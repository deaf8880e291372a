using System.Text.Json;
using Azure.Core;

namespace Azure.Data.Tables;

public partial class TableClient
{
    /// <exception cref="RequestFailedException">409 <c>EntityAlreadyExists</c>: the row is there.</exception>
    public virtual async Task<Response> AddEntityAsync<T>(T entity, CancellationToken cancellationToken = default)
        where T : ITableEntity =>
        TableWire.Expect(await wire.SendAsync(AddMessage(entity), cancellationToken), 204, 201);

    /// <inheritdoc cref="AddEntityAsync"/>
    public virtual Response AddEntity<T>(T entity, CancellationToken cancellationToken = default)
        where T : ITableEntity =>
        TableWire.Expect(wire.Send(AddMessage(entity), cancellationToken), 204, 201);

    /// <exception cref="RequestFailedException">404 <c>ResourceNotFound</c>: no such row.</exception>
    public virtual async Task<Response<T>> GetEntityAsync<T>(
        string partitionKey, string rowKey, IEnumerable<string>? select = null, CancellationToken cancellationToken = default)
        where T : class, ITableEntity =>
        Read<T>(await wire.SendAsync(GetMessage(partitionKey, rowKey, select), cancellationToken));

    /// <inheritdoc cref="GetEntityAsync"/>
    public virtual Response<T> GetEntity<T>(
        string partitionKey, string rowKey, IEnumerable<string>? select = null, CancellationToken cancellationToken = default)
        where T : class, ITableEntity =>
        Read<T>(wire.Send(GetMessage(partitionKey, rowKey, select), cancellationToken));

    /// <summary>A missing row (or table) is an answer without a value.</summary>
    public virtual async Task<NullableResponse<T>> GetEntityIfExistsAsync<T>(
        string partitionKey, string rowKey, IEnumerable<string>? select = null, CancellationToken cancellationToken = default)
        where T : class, ITableEntity =>
        ReadIfThere<T>(await wire.SendAsync(GetMessage(partitionKey, rowKey, select), cancellationToken));

    /// <inheritdoc cref="GetEntityIfExistsAsync"/>
    public virtual NullableResponse<T> GetEntityIfExists<T>(
        string partitionKey, string rowKey, IEnumerable<string>? select = null, CancellationToken cancellationToken = default)
        where T : class, ITableEntity =>
        ReadIfThere<T>(wire.Send(GetMessage(partitionKey, rowKey, select), cancellationToken));

    public virtual async Task<Response> UpsertEntityAsync<T>(
        T entity, TableUpdateMode mode = TableUpdateMode.Merge, CancellationToken cancellationToken = default)
        where T : ITableEntity =>
        TableWire.Expect(await wire.SendAsync(WriteMessage(entity, default, mode), cancellationToken), 204);

    /// <inheritdoc cref="UpsertEntityAsync"/>
    public virtual Response UpsertEntity<T>(
        T entity, TableUpdateMode mode = TableUpdateMode.Merge, CancellationToken cancellationToken = default)
        where T : ITableEntity =>
        TableWire.Expect(wire.Send(WriteMessage(entity, default, mode), cancellationToken), 204);

    /// <param name="entity">The row, or with <see cref="TableUpdateMode.Merge"/> what changes in it.</param>
    /// <param name="ifMatch"><see cref="ETag.All"/> writes whatever the row's state.</param>
    /// <param name="mode">Merge by default.</param>
    /// <param name="cancellationToken">Gives up waiting; the write may still happen.</param>
    /// <exception cref="RequestFailedException">412 <c>UpdateConditionNotSatisfied</c>: somebody else wrote. 404: no such row.</exception>
    public virtual async Task<Response> UpdateEntityAsync<T>(
        T entity, ETag ifMatch, TableUpdateMode mode = TableUpdateMode.Merge, CancellationToken cancellationToken = default)
        where T : ITableEntity =>
        TableWire.Expect(await wire.SendAsync(WriteMessage(entity, Given(ifMatch), mode), cancellationToken), 204);

    /// <inheritdoc cref="UpdateEntityAsync"/>
    public virtual Response UpdateEntity<T>(
        T entity, ETag ifMatch, TableUpdateMode mode = TableUpdateMode.Merge, CancellationToken cancellationToken = default)
        where T : ITableEntity =>
        TableWire.Expect(wire.Send(WriteMessage(entity, Given(ifMatch), mode), cancellationToken), 204);

    /// <summary>Without an ETag whatever the row's state. A missing row is no error: the answer's status is 404.</summary>
    public virtual async Task<Response> DeleteEntityAsync(
        string partitionKey, string rowKey, ETag ifMatch = default, CancellationToken cancellationToken = default) =>
        TableWire.Expect(await wire.SendAsync(DeleteMessage(partitionKey, rowKey, ifMatch), cancellationToken), 204, 404);

    /// <inheritdoc cref="DeleteEntityAsync(string, string, ETag, CancellationToken)"/>
    public virtual Response DeleteEntity(
        string partitionKey, string rowKey, ETag ifMatch = default, CancellationToken cancellationToken = default) =>
        TableWire.Expect(wire.Send(DeleteMessage(partitionKey, rowKey, ifMatch), cancellationToken), 204, 404);

    /// <inheritdoc cref="DeleteEntityAsync(string, string, ETag, CancellationToken)"/>
    public virtual Task<Response> DeleteEntityAsync(
        ITableEntity entity, ETag ifMatch = default, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(entity);
        return DeleteEntityAsync(entity.PartitionKey, entity.RowKey, ifMatch, cancellationToken);
    }

    /// <inheritdoc cref="DeleteEntityAsync(string, string, ETag, CancellationToken)"/>
    public virtual Response DeleteEntity(ITableEntity entity, ETag ifMatch = default, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(entity);
        return DeleteEntity(entity.PartitionKey, entity.RowKey, ifMatch, cancellationToken);
    }

    private static Response<T> Read<T>(Response response)
        where T : class, ITableEntity
    {
        TableWire.Expect(response, 200);
        using var document = JsonDocument.Parse(response.Content.ToMemory());
        return Response.FromValue(EntityReader.Read<T>(document.RootElement), response);
    }

    private static NullableResponse<T> ReadIfThere<T>(Response response)
        where T : class, ITableEntity =>
        response.Status == 404 ? new Missing<T>(response) : Read<T>(response);

    private static ETag Given(ETag ifMatch) =>
        ifMatch != default
            ? ifMatch
            : throw new ArgumentException("Value cannot be empty. Use ETag.All to write whatever the row's state.", nameof(ifMatch));

    private static ITableEntity Keyed(ITableEntity entity)
    {
        ArgumentNullException.ThrowIfNull(entity);
        Required(entity.PartitionKey, nameof(ITableEntity.PartitionKey));
        Required(entity.RowKey, nameof(ITableEntity.RowKey));
        return entity;
    }

    private static void Required(string? key, string name)
    {
        if (key is null)
        {
            throw new ArgumentNullException(name, $"The entity has no {name}.");
        }
    }

    private HttpMessage AddMessage(ITableEntity entity)
    {
        var message = wire.Message(RequestMethod.Post, Name, EntityWriter.Write(Keyed(entity)));
        message.Request.Headers.Add("Prefer", "return-no-content");
        return message;
    }

    private HttpMessage GetMessage(string partitionKey, string rowKey, IEnumerable<string>? select)
    {
        ArgumentNullException.ThrowIfNull(partitionKey);
        ArgumentNullException.ThrowIfNull(rowKey);
        var message = wire.Message(RequestMethod.Get, Row(partitionKey, rowKey));
        if (select is not null)
        {
            message.Request.Uri.AppendQuery("$select", string.Join(',', select), escapeValue: true);
        }

        return message;
    }

    private HttpMessage WriteMessage(ITableEntity entity, ETag ifMatch, TableUpdateMode mode)
    {
        Keyed(entity);
        var message = wire.Message(MethodOf(mode), Row(entity.PartitionKey, entity.RowKey), EntityWriter.Write(entity));
        if (ifMatch != default)
        {
            message.Request.Headers.Add(HttpHeader.Names.IfMatch, ifMatch.ToString());
        }

        return message;
    }

    private HttpMessage DeleteMessage(string partitionKey, string rowKey, ETag ifMatch)
    {
        ArgumentNullException.ThrowIfNull(partitionKey);
        ArgumentNullException.ThrowIfNull(rowKey);
        var message = wire.Message(RequestMethod.Delete, Row(partitionKey, rowKey));
        message.Request.Headers.Add(HttpHeader.Names.IfMatch, OrAll(ifMatch));
        return message;
    }

    private static string OrAll(ETag ifMatch) => (ifMatch == default ? ETag.All : ifMatch).ToString();

    private static RequestMethod MethodOf(TableUpdateMode mode) => mode switch
    {
        TableUpdateMode.Merge => RequestMethod.Patch,
        TableUpdateMode.Replace => RequestMethod.Put,
        _ => throw new ArgumentException($"Unexpected value for {nameof(mode)}: {mode}", nameof(mode)),
    };

    /// <summary><c>table(PartitionKey='it''s',RowKey='...')</c>, escaped for the address.</summary>
    private string Row(string partitionKey, string rowKey) => $"{Name}(PartitionKey='{Key(partitionKey)}',RowKey='{Key(rowKey)}')";

    private static string Key(string value) => Uri.EscapeDataString(value.Replace("'", "''", StringComparison.Ordinal));

    private sealed class Missing<T>(Response response) : NullableResponse<T>
    {
        public override bool HasValue => false;

        public override T? Value => throw new InvalidOperationException("The row does not exist: ask HasValue first.");

        public override Response GetRawResponse() => response;
    }
}
