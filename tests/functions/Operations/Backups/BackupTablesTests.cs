using AdoptionAutomation.Operations;
using AdoptionAutomation.Operations.Backups;
using AdoptionAutomation.Storage;
using AdoptionAutomation.Tests.Sandbox.Storage;
using Azure;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;

namespace AdoptionAutomation.Tests.Functions.Operations.Backups;

public sealed class BackupTablesTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    [Fact]
    public async Task Every_table_is_copied_page_by_page_and_the_manifest_counts_its_rows()
    {
        await using var parts = await StartAsync(14);
        var feeds = parts.Get<TableServiceClient>().GetTableClient(TableNames.Feeds);
        foreach (var some in Enumerable.Range(0, 1_500).Chunk(RowTransactions.Size))
        {
            await feeds.SubmitTransactionAsync(some.Select(i => new TableTransactionAction(TableTransactionActionType.Add, new TableEntity("c", $"{i:0000}") { ["I"] = (long)i })));
        }

        await RunAsync(parts);

        var day = Today(parts);
        var manifest = await parts.Get<BackupDays>().FindAsync(day, default);
        Assert.Equal(TableNames.All.Order(StringComparer.Ordinal), manifest!.Tables.Keys.Order(StringComparer.Ordinal));
        Assert.Equal((1, 1_500), (manifest.Version, manifest.Tables[TableNames.Feeds]));
        var rows = await parts.Get<BackupDays>().ReadAsync(day, TableNames.Feeds, default).ToListAsync();
        Assert.Equal(Enumerable.Range(0, 1_500).Select(i => (long?)i), rows.Select(row => row.GetInt64("I")));
    }

    /// <summary>Only their going soon keeps them apart from their authors.</summary>
    [Fact]
    public async Task Answers_that_wait_for_being_sealed_are_in_no_copy()
    {
        await using var parts = await StartAsync(14);
        var surveys = parts.Get<TableServiceClient>().GetTableClient(TableNames.Surveys);
        foreach (var row in new[] { "!spool|1", "!block|1", "!named|q|p", "00000000-0000-0000-0000-000000000001" })
        {
            await surveys.AddEntityAsync(new TableEntity("c|round", row));
        }

        await RunAsync(parts);

        Assert.Equal(
            ["!block|1", "!named|q|p", "00000000-0000-0000-0000-000000000001"],
            await parts.Get<BackupDays>().ReadAsync(Today(parts), TableNames.Surveys, default).Select(row => row.RowKey).ToListAsync());
    }

    [Fact]
    public async Task Days_go_when_they_are_old_and_only_after_a_new_copy_is_whole()
    {
        await using var parts = await StartAsync(2);
        var first = Today(parts);
        for (var night = 0; night < 3; night++)
        {
            await RunAsync(parts);
            parts.Clock.Advance(TimeSpan.FromDays(1));
        }

        Assert.Equal([first.AddDays(2), first.AddDays(1)], await parts.Get<BackupDays>().ListAsync(default));

        await parts.Get<TableServiceClient>().DeleteTableAsync(TableNames.Kpis);
        await Assert.ThrowsAsync<RequestFailedException>(() => RunAsync(parts));

        // The copy that stopped half-way is none, and nothing went.
        Assert.Equal([first.AddDays(2), first.AddDays(1)], await parts.Get<BackupDays>().ListAsync(default));
    }

    [Fact]
    public async Task Zero_days_make_no_copies_and_leave_none()
    {
        var account = azurite.NewAccount();
        await using (var parts = await AppParts.StartAsync(account, null, ("Backups:KeepDays", "14")))
        {
            await RunAsync(parts);
        }

        await using var without = await AppParts.StartAsync(account, null, ("Backups:KeepDays", "0"));
        await RunAsync(without);

        Assert.Empty(await without.Get<BlobServiceClient>().GetBlobContainerClient(ContainerNames.Backups).GetBlobsAsync().ToListAsync());
    }

    [Fact]
    public async Task Who_was_erased_is_remembered_as_long_as_a_copy_may_hold_them()
    {
        await using var parts = await StartAsync(14);
        await parts.Get<Erasures>().AddAsync("small", "00000000-0000-0000-0000-000000000001", default);
        Assert.Equal(Today(parts).AddDays(44), parts.Get<Erasures>().LastDay);

        parts.Clock.Advance(TimeSpan.FromDays(44));
        await parts.Get<Erasures>().ForgetAsync(default);
        Assert.Equal([("small", "00000000-0000-0000-0000-000000000001")], await parts.Get<Erasures>().ListAsync(default).ToListAsync());

        parts.Clock.Advance(TimeSpan.FromDays(2));
        await parts.Get<Erasures>().ForgetAsync(default);
        Assert.Empty(await parts.Get<Erasures>().ListAsync(default).ToListAsync());
    }

    private Task<AppParts> StartAsync(int keepDays) => AppParts.StartAsync(azurite.NewAccount(), null, ("Backups:KeepDays", $"{keepDays}"));

    private static DateOnly Today(AppParts parts) => DateOnly.FromDateTime(parts.Clock.GetUtcNow().UtcDateTime);

    private static Task RunAsync(AppParts parts) => ActivatorUtilities.CreateInstance<BackupTables>(parts.NewInstance()).RunAsync(new TimerInfo(), default);
}
