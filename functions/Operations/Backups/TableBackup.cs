using System.Buffers;
using System.Text.Json;
using AdoptionAutomation.Storage;
using AdoptionAutomation.Surveys.Rounds;
using Azure;
using Azure.Data.Tables;

namespace AdoptionAutomation.Operations.Backups;

/// <summary>
/// Copies every table, a page of rows in memory at a time. The app works meanwhile, so the tables are of different moments: the ledger comes last, so
/// that it knows of whatever the others say was done.
/// </summary>
internal sealed class TableBackup(TableServiceClient tables, BackupDays days, TimeProvider time)
{
    private const int PageSize = 1000;

    private static readonly IReadOnlyList<string> InOrder = [.. TableNames.All.Where(name => name != TableNames.Effects), TableNames.Effects];

    /// <returns>How many rows.</returns>
    public async Task<long> RunAsync(CancellationToken cancellationToken)
    {
        var (now, rows) = (time.GetUtcNow(), new Dictionary<string, long>(StringComparer.Ordinal));
        var day = DateOnly.FromDateTime(now.UtcDateTime);
        await days.BeginAsync(day, cancellationToken);
        foreach (var name in InOrder)
        {
            rows[name] = await CopyAsync(day, name, cancellationToken);
        }

        await days.CompleteAsync(day, new(BackupManifest.Known, now, rows), cancellationToken);
        return rows.Values.Sum();
    }

    /// <summary>
    /// Whether a row is copied: all are but the answers to surveys that wait for being sealed. They are kept apart from their authors only by going
    /// soon; in a copy that stays for weeks they would not.
    /// </summary>
    private static bool IsCopied(string table, TableEntity row) => table != TableNames.Surveys || !LinksTable.IsWaitingAnswer(row.RowKey);

    private async Task<long> CopyAsync(DateOnly day, string name, CancellationToken cancellationToken)
    {
        var count = 0L;
        var pages = tables.GetTableClient(name).QueryAsync<TableEntity>((string?)null, PageSize, cancellationToken: cancellationToken).AsPages();
        await days.WriteAsync(day, name, pages.Select(Lines), cancellationToken);
        return count;

        ReadOnlyMemory<byte> Lines(Page<TableEntity> page)
        {
            var buffer = new ArrayBufferWriter<byte>();
            using var json = new Utf8JsonWriter(buffer);
            foreach (var row in page.Values.Where(row => IsCopied(name, row)))
            {
                RowLine.Write(json, row);
                json.Flush();
                json.Reset();
                buffer.Write("\n"u8);
                count++;
            }

            return buffer.WrittenMemory;
        }
    }
}
