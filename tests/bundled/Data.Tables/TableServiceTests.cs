using AdoptionAutomation.Tests.Sandbox.Storage;
using Azure.Data.Tables;
using Azure.Data.Tables.Models;

namespace AdoptionAutomation.Tests.Bundled.Data.Tables;

public sealed class TableServiceTests(AzuriteFixture azurite) : TableTest(azurite)
{
    [Fact]
    public async Task Tables_are_created_listed_and_deleted()
    {
        TableServiceClient service = new(ConnectionString);
        await service.CreateTableAsync("first");
        Assert.Equal("second", (await service.CreateTableIfNotExistsAsync("second")).Value.Name);

        Assert.Equal(["first", "rows", "second"], await service.QueryAsync().Select(static table => table.Name).Order().ToListAsync());
        Assert.Equal("first", (await service.QueryAsync(table => table.Name == "first").SingleAsync()).Name);
        Assert.Equal(204, (await service.DeleteTableAsync("first")).Status);
        Assert.Equal(404, (await service.DeleteTableAsync("first")).Status);
    }

    [Fact]
    public async Task A_table_that_exists_is_an_error_only_where_it_should_be()
    {
        await FailsAsync(() => Table.CreateAsync(), 409, TableErrorCode.TableAlreadyExists.ToString());
        var again = await Table.CreateIfNotExistsAsync();
        Assert.Equal(("rows", 409), (again.Value.Name, again.GetRawResponse().Status));
    }

    [Fact]
    public async Task The_clients_of_a_service_see_its_tables()
    {
        var table = new TableServiceClient(ConnectionString).GetTableClient("rows");
        await table.AddEntityAsync(Row("a"));
        Assert.Single(await Table.QueryAsync<TableEntity>().ToListAsync());
        Assert.EndsWith($"/{table.AccountName}/rows", table.Uri.AbsoluteUri, StringComparison.Ordinal);
    }
}
