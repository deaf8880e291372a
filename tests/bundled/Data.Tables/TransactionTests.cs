using AdoptionAutomation.Tests.Sandbox.Storage;
using Azure;
using Azure.Data.Tables;

namespace AdoptionAutomation.Tests.Bundled.Data.Tables;

public sealed class TransactionTests(AzuriteFixture azurite) : TableTest(azurite)
{
    [Fact]
    public async Task A_hundred_rows_go_in_one_transaction()
    {
        var answers = (await Table.SubmitTransactionAsync(Adds(0, 100))).Value;

        Assert.Equal(100, answers.Count);
        Assert.All(answers, static answer => Assert.Equal(204, answer.Status));
        var row = (await Table.GetEntityAsync<TableEntity>("p", "r042")).Value;
        Assert.Equal(answers[42].Headers.ETag, row.ETag);
    }

    [Fact]
    public async Task Every_kind_of_action_does_what_it_says()
    {
        await Table.SubmitTransactionAsync(Adds(0, 4));
        var etag = (await Table.GetEntityAsync<TableEntity>("p", "r001")).Value.ETag;

        await Table.SubmitTransactionAsync(
        [
            new(TableTransactionActionType.Delete, Row("r000")),
            new(TableTransactionActionType.UpdateReplace, new TableEntity("p", "r001") { ["New"] = 1 }, etag),
            new(TableTransactionActionType.UpdateMerge, new TableEntity("p", "r002") { ["New"] = 2 }, ETag.All),
            new(TableTransactionActionType.UpsertReplace, new TableEntity("p", "r003") { ["New"] = 3 }),
            new(TableTransactionActionType.UpsertMerge, new TableEntity("p", "r004") { ["New"] = 4 }),
        ]);

        var rows = await Table.QueryAsync<TableEntity>().ToListAsync();
        Assert.Equal([("r001", 1), ("r002", 2), ("r003", 3), ("r004", 4)], rows.Select(static row => (row.RowKey, row.GetInt32("New"))));
        Assert.Equal([null, "row r002", null, null], rows.Select(static row => row.GetString("Text")));
    }

    [Fact]
    public async Task A_refused_action_undoes_all_and_is_named()
    {
        await Table.AddEntityAsync(Row("r003"));

        var failure = await Assert.ThrowsAsync<TableTransactionFailedException>(() => Table.SubmitTransactionAsync(Adds(0, 10)));

        Assert.Equal((409, "EntityAlreadyExists", 3), (failure.Status, failure.ErrorCode, failure.FailedTransactionActionIndex));
        Assert.Single(await Table.QueryAsync<TableEntity>().ToListAsync());
    }

    [Fact]
    public async Task A_stale_etag_undoes_all_and_is_named()
    {
        var stale = (await Table.AddEntityAsync(Row("b"))).Headers.ETag!.Value;
        await Table.UpsertEntityAsync(Row("b"));

        var failure = await Assert.ThrowsAsync<TableTransactionFailedException>(() => Table.SubmitTransactionAsync(
        [
            new(TableTransactionActionType.Add, Row("a")),
            new(TableTransactionActionType.UpdateMerge, Row("b"), stale),
        ]));

        Assert.Equal((412, "UpdateConditionNotSatisfied", 1), (failure.Status, failure.ErrorCode, failure.FailedTransactionActionIndex));
        Assert.False((await Table.GetEntityIfExistsAsync<TableEntity>("p", "a")).HasValue);
    }

    [Fact]
    public async Task More_than_a_hundred_actions_are_refused()
    {
        var failure = await Assert.ThrowsAsync<TableTransactionFailedException>(() => Table.SubmitTransactionAsync(Adds(0, 101)));
        Assert.Equal(400, failure.Status);
        Assert.Empty(await Table.QueryAsync<TableEntity>().ToListAsync());
    }

    [Fact]
    public async Task Mixed_partitions_are_refused()
    {
        if (typeof(TableClient).Assembly.GetName().Name == "Azure.Data.Tables")
        {
            // The official client leaves this to the service, and Azurite, unlike Azure, lets it pass.
            return;
        }

        var failure = await Assert.ThrowsAsync<TableTransactionFailedException>(() => Table.SubmitTransactionAsync(
        [
            new(TableTransactionActionType.Add, Row("a", "p")),
            new(TableTransactionActionType.Add, Row("a", "q")),
        ]));
        Assert.Equal((400, "CommandsInBatchActOnDifferentPartitions", 1),
            (failure.Status, failure.ErrorCode, failure.FailedTransactionActionIndex));
    }

    [Fact]
    public async Task One_row_twice_is_refused()
    {
        var failure = await Assert.ThrowsAsync<TableTransactionFailedException>(() => Table.SubmitTransactionAsync(
        [
            new(TableTransactionActionType.Add, Row("a")),
            new(TableTransactionActionType.UpsertMerge, Row("a")),
        ]));
        Assert.Equal((400, "InvalidDuplicateRow"), (failure.Status, failure.ErrorCode));
    }

    [Fact]
    public async Task Over_four_mebibytes_are_refused()
    {
        var bulky = Enumerable.Range(0, 100).Select(static i => new TableTransactionAction(
            TableTransactionActionType.Add, new TableEntity("p", $"r{i}") { ["A"] = new byte[32_000], ["B"] = new byte[32_000] }));
        var failure = await Assert.ThrowsAnyAsync<RequestFailedException>(() => Table.SubmitTransactionAsync(bulky));
        Assert.Equal(413, failure.Status);
    }

    [Fact]
    public async Task An_empty_transaction_is_a_mistake()
    {
        await Assert.ThrowsAsync<InvalidOperationException>(() => Table.SubmitTransactionAsync([]));
    }

    private static IEnumerable<TableTransactionAction> Adds(int from, int count) =>
        Enumerable.Range(from, count).Select(static i => new TableTransactionAction(TableTransactionActionType.Add, Row($"r{i:000}")));
}
