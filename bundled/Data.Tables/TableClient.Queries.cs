using System.Globalization;
using System.Linq.Expressions;
using Azure.Core;

namespace Azure.Data.Tables;

public partial class TableClient
{
    /// <summary>Quotes and escapes the interpolated values: <c>$"PartitionKey eq {key}"</c>.</summary>
    public static string CreateQueryFilter(FormattableString filter) => FilterLiteral.Fill(filter);

    public static string CreateQueryFilter<T>(Expression<Func<T, bool>> filter) => FilterTranslator.Translate(filter)!;

    /// <param name="filter">OData, as <see cref="CreateQueryFilter(FormattableString)"/> makes it; null is every row.</param>
    /// <param name="maxPerPage">At most 1,000, which is what the service gives without it; pages may be shorter, even empty.</param>
    /// <param name="select">The properties to fetch; null is all.</param>
    /// <param name="cancellationToken">Ends the enumeration.</param>
    public virtual AsyncPageable<T> QueryAsync<T>(
        string? filter = null, int? maxPerPage = null, IEnumerable<string>? select = null, CancellationToken cancellationToken = default)
        where T : class, ITableEntity
    {
        var columns = select is null ? null : string.Join(',', select);
        return new TablePages<T>(Fetch, maxPerPage, cancellationToken);

        async ValueTask<Page<T>> Fetch(string? token, int? size, CancellationToken cancellation) =>
            ToPage<T>(await wire.SendAsync(QueryMessage(filter, columns, token, size), cancellation));
    }

    /// <inheritdoc cref="QueryAsync{T}(string, int?, IEnumerable{string}, CancellationToken)"/>
    public virtual AsyncPageable<T> QueryAsync<T>(
        Expression<Func<T, bool>> filter, int? maxPerPage = null, IEnumerable<string>? select = null,
        CancellationToken cancellationToken = default)
        where T : class, ITableEntity =>
        QueryAsync<T>(FilterTranslator.Translate(filter), maxPerPage, select, cancellationToken);

    /// <inheritdoc cref="QueryAsync{T}(string, int?, IEnumerable{string}, CancellationToken)"/>
    public virtual Pageable<T> Query<T>(
        string? filter = null, int? maxPerPage = null, IEnumerable<string>? select = null, CancellationToken cancellationToken = default)
        where T : class, ITableEntity
    {
        var columns = select is null ? null : string.Join(',', select);
        return new TablePagesSync<T>(
            (token, size, cancellation) => ToPage<T>(wire.Send(QueryMessage(filter, columns, token, size), cancellation)),
            maxPerPage,
            cancellationToken);
    }

    /// <inheritdoc cref="QueryAsync{T}(string, int?, IEnumerable{string}, CancellationToken)"/>
    public virtual Pageable<T> Query<T>(
        Expression<Func<T, bool>> filter, int? maxPerPage = null, IEnumerable<string>? select = null,
        CancellationToken cancellationToken = default)
        where T : class, ITableEntity =>
        Query<T>(FilterTranslator.Translate(filter), maxPerPage, select, cancellationToken);

    private static Page<T> ToPage<T>(Response response)
        where T : class, ITableEntity
    {
        var rows = TableWire.Rows(TableWire.Expect(response, 200), EntityReader.Read<T>);
        return Page<T>.FromValues(rows, Continuation(response), response);
    }

    /// <summary>Partition and row to go on from, as the service gave them, with a space between: neither holds one.</summary>
    private static string? Continuation(Response response)
    {
        var partition = TableWire.Header(response, "x-ms-continuation-NextPartitionKey");
        var row = TableWire.Header(response, "x-ms-continuation-NextRowKey");
        return partition is null && row is null ? null : $"{partition} {row}";
    }

    private HttpMessage QueryMessage(string? filter, string? select, string? token, int? size)
    {
        var message = wire.Message(RequestMethod.Get, Name + "()");
        var uri = message.Request.Uri;
        Add("$filter", filter);
        Add("$select", select);
        Add("$top", size?.ToString(CultureInfo.InvariantCulture));
        var parts = token?.Split(' ', 2);
        Add("NextPartitionKey", parts?[0]);
        Add("NextRowKey", parts is [_, { Length: > 0 } row] ? row : null);
        return message;

        void Add(string name, string? value)
        {
            if (!string.IsNullOrEmpty(value))
            {
                uri.AppendQuery(name, value, escapeValue: true);
            }
        }
    }
}
