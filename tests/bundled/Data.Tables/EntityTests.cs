using AdoptionAutomation.Tests.Sandbox.Storage;
using Azure;
using Azure.Data.Tables;
using Azure.Data.Tables.Models;

namespace AdoptionAutomation.Tests.Bundled.Data.Tables;

public sealed class EntityTests(AzuriteFixture azurite) : TableTest(azurite)
{
    [Fact]
    public async Task A_row_comes_back_with_its_etag_and_time()
    {
        var added = await Table.AddEntityAsync(Row("a"));
        var row = (await Table.GetEntityAsync<TableEntity>("p", "a")).Value;

        Assert.Equal(204, added.Status);
        Assert.Equal(added.Headers.ETag, row.ETag);
        Assert.NotEqual(default, row.ETag);
        Assert.NotNull(row.Timestamp);
        Assert.Equal(("p", "a", "row a"), (row.PartitionKey, row.RowKey, row.GetString("Text")));
    }

    [Fact]
    public async Task A_second_insert_is_a_conflict()
    {
        await Table.AddEntityAsync(Row("a"));
        var failure = await FailsAsync(() => Table.AddEntityAsync(Row("a")), 409, "EntityAlreadyExists");
        Assert.True(failure.ErrorCode == TableErrorCode.EntityAlreadyExists);
    }

    [Fact]
    public async Task A_stale_etag_fails_updates_and_deletes()
    {
        var stale = (await Table.AddEntityAsync(Row("a"))).Headers.ETag!.Value;
        await Table.UpsertEntityAsync(Row("a"));

        await FailsAsync(() => Table.UpdateEntityAsync(Row("a"), stale), 412, "UpdateConditionNotSatisfied");
        await FailsAsync(() => Table.DeleteEntityAsync("p", "a", stale), 412, "UpdateConditionNotSatisfied");
        Assert.Equal(204, (await Table.UpdateEntityAsync(Row("a"), ETag.All)).Status);
        Assert.Equal(204, (await Table.DeleteEntityAsync(Row("a"))).Status);
    }

    [Fact]
    public async Task A_missing_row_is_not_found()
    {
        await FailsAsync(() => Table.GetEntityAsync<TableEntity>("p", "none"), 404, "ResourceNotFound");
        await FailsAsync(() => Table.UpdateEntityAsync(Row("none"), ETag.All), 404, "ResourceNotFound");
        Assert.Equal(404, (await Table.DeleteEntityAsync("p", "none")).Status);
        var absent = await Table.GetEntityIfExistsAsync<TableEntity>("p", "none");
        Assert.False(absent.HasValue);
        Assert.Equal(404, absent.GetRawResponse().Status);
        Assert.Throws<InvalidOperationException>(() => absent.Value);
    }

    [Fact]
    public async Task A_missing_table_is_told_from_a_missing_row()
    {
        TableClient none = new(ConnectionString, "none");
        await FailsAsync(() => none.AddEntityAsync(Row("a")), 404, "TableNotFound");
        Assert.Equal(404, (await none.DeleteAsync()).Status);
    }

    [Fact]
    public async Task A_merge_keeps_what_a_replace_drops()
    {
        await Table.AddEntityAsync(new TableEntity("p", "a") { ["Old"] = 1 });

        await Table.UpsertEntityAsync(new TableEntity("p", "a") { ["New"] = 2 });
        var merged = (await Table.GetEntityAsync<TableEntity>("p", "a")).Value;
        Assert.Equal((1, 2), (merged.GetInt32("Old"), merged.GetInt32("New")));

        await Table.UpdateEntityAsync(new TableEntity("p", "a") { ["New"] = 3 }, merged.ETag, TableUpdateMode.Replace);
        var replaced = (await Table.GetEntityAsync<TableEntity>("p", "a")).Value;
        Assert.Equal((null, 3), (replaced.GetInt32("Old"), replaced.GetInt32("New")));
    }

    [Theory]
    [InlineData("it's")]
    [InlineData("''")]
    [InlineData("Éloïse & 李 = 100%")]
    [InlineData("a+b c;d,e(f)")]
    [InlineData("😀:*|<>\"")]
    [InlineData("")]
    public async Task Keys_survive_quotes_and_unicode(string key)
    {
        await Table.AddEntityAsync(Row(key, key));

        Assert.Equal(key, (await Table.GetEntityAsync<TableEntity>(key, key)).Value.RowKey);
        var found = await Table.QueryAsync<TableEntity>(row => row.PartitionKey == key && row.RowKey == key).ToListAsync();
        Assert.Equal(key, Assert.Single(found).RowKey);
        await Table.SubmitTransactionAsync([new(TableTransactionActionType.UpsertReplace, Row(key, key))]);
        Assert.Equal(204, (await Table.DeleteEntityAsync(key, key)).Status);
    }

    [Theory]
    [InlineData("a/b")]
    [InlineData("a\\b")]
    [InlineData("a#b")]
    [InlineData("a?b")]
    public async Task Characters_that_keys_may_not_hold_are_refused(string key)
    {
        var failure = await Assert.ThrowsAsync<RequestFailedException>(() => Table.AddEntityAsync(Row(key)));
        Assert.Equal(400, failure.Status);
    }

    [Fact]
    public async Task What_is_too_large_is_refused()
    {
        var text = new string('x', 40_000);
        await FailsAsync(() => Table.AddEntityAsync(new TableEntity("p", "a") { ["Text"] = text }), 400, "PropertyValueTooLarge");

        TableEntity wide = new("p", "b");
        for (var i = 0; i < 40; i++)
        {
            wide[$"P{i}"] = new byte[32_000];
        }

        // Azurite measures rows when they are written over, not when they are inserted; Azure always.
        await FailsAsync(() => Table.UpsertEntityAsync(wide), 400, "EntityTooLarge");
    }

    [Fact]
    public async Task One_writer_of_many_wins_an_etag()
    {
        var etag = (await Table.AddEntityAsync(Row("a"))).Headers.ETag!.Value;

        var results = await Task.WhenAll(Enumerable.Range(0, 8).Select(TryAsync));

        Assert.Equal(1, results.Count(static won => won));

        async Task<bool> TryAsync(int writer)
        {
            try
            {
                await Table.UpdateEntityAsync(new TableEntity("p", "a") { ["Writer"] = writer }, etag);
                return true;
            }
            catch (RequestFailedException failure) when (failure.Status == 412)
            {
                return false;
            }
        }
    }

    [Fact]
    public async Task Nonsense_is_refused_before_it_is_sent()
    {
        await Assert.ThrowsAsync<ArgumentNullException>(() => Table.AddEntityAsync<TableEntity>(null!));
        await Assert.ThrowsAsync<ArgumentNullException>(() => Table.AddEntityAsync(new TableEntity()));
        await Assert.ThrowsAsync<ArgumentNullException>(() => Table.DeleteEntityAsync(null!, "a"));
        await Assert.ThrowsAsync<ArgumentException>(() => Table.UpdateEntityAsync(Row("a"), default));
        await Assert.ThrowsAsync<NotSupportedException>(() =>
            Table.AddEntityAsync(new TableEntity("p", "a") { ["Day"] = DayOfWeek.Friday }));
    }

    [Fact]
    public void The_synchronous_members_do_the_same()
    {
        Table.AddEntity(Row("a"));
        Assert.Equal("row a", Table.GetEntity<TableEntity>("p", "a").Value.GetString("Text"));
        Assert.True(Table.GetEntityIfExists<TableEntity>("p", "a").HasValue);
        Assert.Single(Table.Query<TableEntity>());
        Assert.Equal(204, Table.DeleteEntity("p", "a").Status);
    }
}
