using System.Runtime.CompilerServices;

namespace Azure.Data.Tables;

/// <summary>A query's pages, fetched one by one as the caller goes on.</summary>
internal sealed class TablePages<T>(
    Func<string?, int?, CancellationToken, ValueTask<Page<T>>> fetch, int? pageSize, CancellationToken cancellationToken)
    : AsyncPageable<T>(cancellationToken)
    where T : notnull
{
    public override IAsyncEnumerable<Page<T>> AsPages(string? continuationToken = null, int? pageSizeHint = null) =>
        Pages(continuationToken, pageSizeHint ?? pageSize, CancellationToken);

    private async IAsyncEnumerable<Page<T>> Pages(
        string? continuationToken, int? size, [EnumeratorCancellation] CancellationToken cancellation)
    {
        do
        {
            var page = await fetch(continuationToken, size, cancellation);
            yield return page;
            continuationToken = page.ContinuationToken;
        }
        while (continuationToken is not null);
    }
}

/// <inheritdoc cref="TablePages{T}"/>
internal sealed class TablePagesSync<T>(
    Func<string?, int?, CancellationToken, Page<T>> fetch, int? pageSize, CancellationToken cancellationToken)
    : Pageable<T>(cancellationToken)
    where T : notnull
{
    public override IEnumerable<Page<T>> AsPages(string? continuationToken = null, int? pageSizeHint = null)
    {
        do
        {
            var page = fetch(continuationToken, pageSizeHint ?? pageSize, CancellationToken);
            yield return page;
            continuationToken = page.ContinuationToken;
        }
        while (continuationToken is not null);
    }
}
