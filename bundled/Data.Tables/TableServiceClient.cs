using System.Globalization;
using System.Linq.Expressions;
using Azure.Core;
using Azure.Data.Tables.Models;

namespace Azure.Data.Tables;

/// <summary>An account's tables. Thread-safe; the clients it gives share its connections.</summary>
public class TableServiceClient
{
    private readonly TableWire wire;

    /// <summary>For tests that override the members.</summary>
    protected TableServiceClient() => wire = null!;

    public TableServiceClient(string connectionString)
        : this(connectionString, null)
    {
    }

    public TableServiceClient(string connectionString, TableClientOptions? options = null) =>
        wire = TableWire.Of(connectionString, options);

    public TableServiceClient(Uri endpoint, TableSharedKeyCredential credential)
        : this(endpoint, credential, null)
    {
    }

    public TableServiceClient(Uri endpoint, TableSharedKeyCredential credential, TableClientOptions? options) =>
        wire = TableWire.Of(endpoint, credential, options);

    public TableServiceClient(Uri endpoint, TokenCredential tokenCredential, TableClientOptions? options = null) =>
        wire = TableWire.Of(endpoint, tokenCredential, options);

    public virtual string AccountName => wire.AccountName;

    public virtual Uri Uri => wire.Endpoint;

    public static string CreateQueryFilter(FormattableString filter) => FilterLiteral.Fill(filter);

    public static string CreateQueryFilter(Expression<Func<TableItem, bool>> filter) => FilterTranslator.Translate(filter)!;

    public virtual TableClient GetTableClient(string tableName) => new(wire, tableName);

    public virtual async Task<Response<TableItem>> CreateTableAsync(string tableName, CancellationToken cancellationToken = default) =>
        TableRequests.Created(await wire.SendAsync(CreateMessage(tableName), cancellationToken), tableName);

    public virtual Response<TableItem> CreateTable(string tableName, CancellationToken cancellationToken = default) =>
        TableRequests.Created(wire.Send(CreateMessage(tableName), cancellationToken), tableName);

    /// <inheritdoc cref="TableClient.CreateIfNotExistsAsync"/>
    public virtual async Task<Response<TableItem>> CreateTableIfNotExistsAsync(
        string tableName, CancellationToken cancellationToken = default) =>
        TableRequests.Existing(await wire.SendAsync(CreateMessage(tableName), cancellationToken), tableName);

    /// <inheritdoc cref="TableClient.CreateIfNotExistsAsync"/>
    public virtual Response<TableItem> CreateTableIfNotExists(string tableName, CancellationToken cancellationToken = default) =>
        TableRequests.Existing(wire.Send(CreateMessage(tableName), cancellationToken), tableName);

    /// <inheritdoc cref="TableClient.DeleteAsync"/>
    public virtual async Task<Response> DeleteTableAsync(string tableName, CancellationToken cancellationToken = default) =>
        TableWire.Expect(await wire.SendAsync(DeleteMessage(tableName), cancellationToken), 204, 404);

    /// <inheritdoc cref="TableClient.DeleteAsync"/>
    public virtual Response DeleteTable(string tableName, CancellationToken cancellationToken = default) =>
        TableWire.Expect(wire.Send(DeleteMessage(tableName), cancellationToken), 204, 404);

    public virtual AsyncPageable<TableItem> QueryAsync(
        string? filter = null, int? maxPerPage = null, CancellationToken cancellationToken = default)
    {
        return new TablePages<TableItem>(Fetch, maxPerPage, cancellationToken);

        async ValueTask<Page<TableItem>> Fetch(string? token, int? size, CancellationToken cancellation) =>
            ToPage(await wire.SendAsync(QueryMessage(filter, token, size), cancellation));
    }

    public virtual AsyncPageable<TableItem> QueryAsync(
        FormattableString filter, int? maxPerPage = null, CancellationToken cancellationToken = default) =>
        QueryAsync(FilterLiteral.Fill(filter), maxPerPage, cancellationToken);

    public virtual AsyncPageable<TableItem> QueryAsync(
        Expression<Func<TableItem, bool>> filter, int? maxPerPage = null, CancellationToken cancellationToken = default) =>
        QueryAsync(FilterTranslator.Translate(filter), maxPerPage, cancellationToken);

    public virtual Pageable<TableItem> Query(
        string? filter = null, int? maxPerPage = null, CancellationToken cancellationToken = default) =>
        new TablePagesSync<TableItem>(
            (token, size, cancellation) => ToPage(wire.Send(QueryMessage(filter, token, size), cancellation)),
            maxPerPage,
            cancellationToken);

    public virtual Pageable<TableItem> Query(
        FormattableString filter, int? maxPerPage = null, CancellationToken cancellationToken = default) =>
        Query(FilterLiteral.Fill(filter), maxPerPage, cancellationToken);

    public virtual Pageable<TableItem> Query(
        Expression<Func<TableItem, bool>> filter, int? maxPerPage = null, CancellationToken cancellationToken = default) =>
        Query(FilterTranslator.Translate(filter), maxPerPage, cancellationToken);

    private static Page<TableItem> ToPage(Response response)
    {
        TableWire.Expect(response, 200);
        var tables = TableWire.Rows(response, static row => new TableItem(row.GetProperty("TableName").GetString()!));
        return Page<TableItem>.FromValues(tables, TableWire.Header(response, "x-ms-continuation-NextTableName"), response);
    }

    private HttpMessage CreateMessage(string tableName)
    {
        ArgumentNullException.ThrowIfNull(tableName);
        return TableRequests.Create(wire, tableName);
    }

    private HttpMessage DeleteMessage(string tableName)
    {
        ArgumentNullException.ThrowIfNull(tableName);
        return TableRequests.Delete(wire, tableName);
    }

    private HttpMessage QueryMessage(string? filter, string? token, int? size)
    {
        var message = wire.Message(RequestMethod.Get, "Tables");
        var uri = message.Request.Uri;
        if (!string.IsNullOrEmpty(filter))
        {
            uri.AppendQuery("$filter", filter, escapeValue: true);
        }

        if (size is { } top)
        {
            uri.AppendQuery("$top", top.ToString(CultureInfo.InvariantCulture));
        }

        if (!string.IsNullOrEmpty(token))
        {
            uri.AppendQuery("NextTableName", token, escapeValue: true);
        }

        return message;
    }
}
