using AdoptionAutomation.Tests.Sandbox.Storage;
using Azure.Data.Tables;

namespace AdoptionAutomation.Tests.Bundled.Data.Tables;

public sealed class QueryTests(AzuriteFixture azurite) : TableTest(azurite)
{
    [Fact]
    public async Task More_than_a_thousand_rows_come_in_pages()
    {
        await FillAsync(1_100);

        var pages = await Table.QueryAsync<TableEntity>().AsPages().ToListAsync();

        Assert.Equal([1_000, 100], pages.Select(static page => page.Values.Count));
        Assert.Null(pages[^1].ContinuationToken);
        Assert.Equal(1_100, pages.SelectMany(static page => page.Values).Select(static row => row.RowKey).Distinct().Count());
    }

    [Fact]
    public async Task A_continuation_token_goes_on_where_the_page_ended()
    {
        await FillAsync(100);

        var first = await Table.QueryAsync<TableEntity>(maxPerPage: 40).AsPages().FirstAsync();
        var rest = await Table.QueryAsync<TableEntity>(maxPerPage: 40).AsPages(first.ContinuationToken).ToListAsync();

        Assert.Equal("r0039", first.Values[^1].RowKey);
        Assert.Equal("r0040", rest[0].Values[0].RowKey);
        Assert.Equal([40, 20], rest.Select(static page => page.Values.Count));
    }

    [Fact]
    public async Task Only_the_selected_columns_come()
    {
        await Table.AddEntityAsync(new TableEntity("p", "a") { ["One"] = 1, ["Two"] = 2 });
        var row = await Table.QueryAsync<TableEntity>(select: ["RowKey", "Two"]).FirstAsync();
        Assert.Equal(("a", 2), (row.RowKey, row.GetInt32("Two")));
        Assert.False(row.ContainsKey("One"));
    }

    [Fact]
    public async Task A_filter_is_answered_by_the_service()
    {
        await FillAsync(20);
        var from = "r0005";
        var until = 8;

        var byRange = Table.QueryAsync<TableEntity>(row => row.PartitionKey == "p"
            && row.RowKey.CompareTo(from) >= 0 && row.RowKey.CompareTo("r0007") < 0);
        var byNumber = Table.QueryAsync<TableEntity>(row => row.GetInt32("Number") >= until && row.GetInt32("Number") < until + 2);
        var byText = Table.QueryAsync<TableEntity>(TableClient.CreateQueryFilter($"PartitionKey eq {"p"} and Number gt {17}"));

        Assert.Equal(["r0005", "r0006"], await byRange.Select(static row => row.RowKey).ToListAsync());
        Assert.Equal(["r0008", "r0009"], await byNumber.Select(static row => row.RowKey).ToListAsync());
        Assert.Equal(["r0018", "r0019"], await byText.Select(static row => row.RowKey).ToListAsync());
    }

    [Fact]
    public async Task Cancellation_ends_an_enumeration()
    {
        await FillAsync(10);
        using CancellationTokenSource source = new();
        await using var pages = Table.QueryAsync<TableEntity>(maxPerPage: 2, cancellationToken: source.Token).AsPages()
            .GetAsyncEnumerator(CancellationToken.None);
        await pages.MoveNextAsync();
        await source.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => pages.MoveNextAsync().AsTask());
    }

    private async Task FillAsync(int count)
    {
        foreach (var chunk in Enumerable.Range(0, count).Chunk(100))
        {
            await Table.SubmitTransactionAsync(chunk.Select(static i =>
                new TableTransactionAction(TableTransactionActionType.Add, new TableEntity("p", $"r{i:0000}") { ["Number"] = i })));
        }
    }
}
