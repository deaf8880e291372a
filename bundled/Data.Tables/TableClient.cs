using Azure.Core;
using Azure.Data.Tables.Models;

namespace Azure.Data.Tables;

/// <summary>One table. Thread-safe; meant to live as long as the process.</summary>
public partial class TableClient
{
    private readonly TableWire wire;

    /// <summary>For tests that override the members.</summary>
    protected TableClient()
    {
        wire = null!;
        Name = null!;
    }

    public TableClient(string connectionString, string tableName)
        : this(connectionString, tableName, null)
    {
    }

    public TableClient(string connectionString, string tableName, TableClientOptions? options = null)
        : this(TableWire.Of(connectionString, options), tableName)
    {
    }

    public TableClient(Uri endpoint, string tableName, TableSharedKeyCredential credential)
        : this(endpoint, tableName, credential, null)
    {
    }

    public TableClient(Uri endpoint, string tableName, TableSharedKeyCredential credential, TableClientOptions? options = null)
        : this(TableWire.Of(WithoutTable(endpoint, tableName), credential, options), tableName)
    {
    }

    public TableClient(Uri endpoint, string tableName, TokenCredential tokenCredential, TableClientOptions? options = null)
        : this(TableWire.Of(WithoutTable(endpoint, tableName), tokenCredential, options), tableName)
    {
    }

    internal TableClient(TableWire wire, string tableName)
    {
        ArgumentException.ThrowIfNullOrEmpty(tableName);
        this.wire = wire;
        Name = tableName;
    }

    public virtual string Name { get; }

    public virtual string AccountName => wire.AccountName;

    public virtual Uri Uri => new($"{wire.Endpoint.AbsoluteUri.TrimEnd('/')}/{Name}");

    public virtual async Task<Response<TableItem>> CreateAsync(CancellationToken cancellationToken = default) =>
        Created(await wire.SendAsync(TableRequests.Create(wire, Name), cancellationToken));

    public virtual Response<TableItem> Create(CancellationToken cancellationToken = default) =>
        Created(wire.Send(TableRequests.Create(wire, Name), cancellationToken));

    /// <summary>An existing table is no error; one that is being deleted is.</summary>
    public virtual async Task<Response<TableItem>> CreateIfNotExistsAsync(CancellationToken cancellationToken = default) =>
        TableRequests.Existing(await wire.SendAsync(TableRequests.Create(wire, Name), cancellationToken), Name);

    /// <inheritdoc cref="CreateIfNotExistsAsync"/>
    public virtual Response<TableItem> CreateIfNotExists(CancellationToken cancellationToken = default) =>
        TableRequests.Existing(wire.Send(TableRequests.Create(wire, Name), cancellationToken), Name);

    /// <summary>A missing table is no error: the answer's status is 404.</summary>
    public virtual async Task<Response> DeleteAsync(CancellationToken cancellationToken = default) =>
        TableWire.Expect(await wire.SendAsync(TableRequests.Delete(wire, Name), cancellationToken), 204, 404);

    /// <inheritdoc cref="DeleteAsync"/>
    public virtual Response Delete(CancellationToken cancellationToken = default) =>
        TableWire.Expect(wire.Send(TableRequests.Delete(wire, Name), cancellationToken), 204, 404);

    private Response<TableItem> Created(Response response) => TableRequests.Created(response, Name);

    /// <summary>The official client takes the table's own address as well as the account's.</summary>
    private static Uri WithoutTable(Uri endpoint, string tableName)
    {
        ArgumentNullException.ThrowIfNull(endpoint);
        var path = endpoint.AbsolutePath.TrimEnd('/');
        return path.EndsWith("/" + tableName, StringComparison.Ordinal)
            ? new UriBuilder(endpoint) { Path = path[..^(tableName.Length + 1)] }.Uri
            : endpoint;
    }
}
