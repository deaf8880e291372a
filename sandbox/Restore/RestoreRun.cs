using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Operations;
using AdoptionAutomation.Operations.Backups;
using AdoptionAutomation.Storage;
using AdoptionAutomation.Waves.Life;
using AdoptionAutomation.Waves.People;
using Azure.Data.Tables;
using Microsoft.Extensions.DependencyInjection;

namespace AdoptionAutomation.Sandbox.Restore;

/// <summary>A restore from the first question to the last word, with the app's own services on the app's storage.</summary>
internal sealed class RestoreRun(IServiceProvider services, RestoreOptions options, TextWriter output)
{
    private const int Done = 0;
    private const int Refused = 1;

    /// <summary>Rows between two lines of progress.</summary>
    private const int Step = 10_000;

    private readonly BackupDays days = services.GetRequiredService<BackupDays>();
    private readonly TableServiceClient tables = services.GetRequiredService<TableServiceClient>();

    /// <returns>0 if the tables are back; 1 if nothing was done, with why.</returns>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var manifest = await days.FindAsync(options.Day, cancellationToken);
        if (await WhyNotAsync(manifest, cancellationToken) is { } why)
        {
            await output.WriteLineAsync(why);
            return Refused;
        }

        foreach (var table in TableNames.All)
        {
            await tables.CreateTableIfNotExistsAsync(table, cancellationToken);
        }

        var wanted = options.Tables.Count > 0 ? options.Tables : await LostAsync(manifest!, cancellationToken);
        if (wanted.Count == 0)
        {
            await output.WriteLineAsync("Every table that the backup holds has rows: nothing was restored. Name the tables that lost some of theirs: --table effects.");
            return Refused;
        }

        var restored = new List<RestoredTable>();
        foreach (var table in wanted)
        {
            restored.Add(await RestoreAsync(table, manifest!.Tables[table], cancellationToken));
        }

        var erased = await EraseAsync(cancellationToken);
        await output.WriteLineAsync(RestoreWords.Of(manifest!, restored, erased));
        return Done;
    }

    private async Task<string?> WhyNotAsync(BackupManifest? manifest, CancellationToken cancellationToken)
    {
        if (manifest is null)
        {
            var there = await days.ListAsync(cancellationToken);
            return $"{BackupDays.NameOf(options.Day)} is no backup. There are: {(there.Count == 0 ? "none" : string.Join(", ", there.Select(BackupDays.NameOf)))}.";
        }

        if (manifest.Version != BackupManifest.Known)
        {
            return $"The backup is written in version {manifest.Version}; this app knows {BackupManifest.Known}: take the version of the app that wrote it.";
        }

        if (options.Tables.Where(table => !manifest.Tables.ContainsKey(table)).ToList() is { Count: > 0 } unknown)
        {
            return $"The backup has no {string.Join(", ", unknown)}; it has {string.Join(", ", manifest.Tables.Keys)}.";
        }

        if (options.Replace && options.Tables.Contains(TableNames.People))
        {
            return "Table people is not overwritten: its counters would no longer fit its rows. To have it as it was, delete the table, then restore it without --replace.";
        }

        return !options.Force && await AtWorkAsync(cancellationToken) is { Count: > 0 } atWork
            ? $"Not paused, or something of it still under way: {string.Join(", ", atWork)}. Call POST /api/pause?campaign=ID for each, wait until GET /api/waves says paused, then restore. "
                + "If table waves itself is lost, and the pauses with it: stop the app in the portal, and say --force."
            : null;
    }

    /// <summary>Campaigns that write, or may.</summary>
    private async Task<IReadOnlyList<string>> AtWorkAsync(CancellationToken cancellationToken)
    {
        var (pauses, waves, atWork) = (services.GetRequiredService<PausesTable>(), services.GetRequiredService<WavesTable>(), new List<string>());
        await tables.CreateTableIfNotExistsAsync(TableNames.Waves, cancellationToken);
        await foreach (var campaign in services.GetRequiredService<CampaignStore>().ListAsync(cancellationToken))
        {
            if (await pauses.FindAsync(campaign, cancellationToken) is null
                || (await waves.ListAsync(campaign, cancellationToken)).Values.Any(wave => wave.State is WaveState.Running or WaveState.Pausing))
            {
                atWork.Add(campaign);
            }
        }

        return atWork;
    }

    /// <summary>Tables without a row that have some in the backup.</summary>
    private async Task<IReadOnlyList<string>> LostAsync(BackupManifest manifest, CancellationToken cancellationToken)
    {
        var lost = new List<string>();
        foreach (var (table, rows) in manifest.Tables)
        {
            var page = tables.GetTableClient(table).QueryAsync<TableEntity>((string?)null, maxPerPage: 1, cancellationToken: cancellationToken);
            if (rows > 0 && !await page.AnyAsync(cancellationToken))
            {
                lost.Add(table);
            }
        }

        return lost;
    }

    private async Task<RestoredTable> RestoreAsync(string table, long rows, CancellationToken cancellationToken)
    {
        var told = 0L;
        var restored = await new TableRestore(tables, days, options.Replace).RunAsync(options.Day, table, Tell, cancellationToken);
        await output.WriteLineAsync($"{table}: {restored.Written} of {restored.Rows} rows put back, {restored.Rows - restored.Written} were there.");
        return restored;

        void Tell(long looked)
        {
            if (looked - told >= Step)
            {
                told = looked;
                output.WriteLine($"{table}: {looked} of {rows}");
            }
        }
    }

    /// <returns>How many people came back who had been erased, and are erased again.</returns>
    private async Task<int> EraseAsync(CancellationToken cancellationToken)
    {
        var (erasing, erased) = (services.GetRequiredService<PersonErasing>(), 0);
        foreach (var (campaign, person) in await services.GetRequiredService<Erasures>().ListAsync(cancellationToken).ToListAsync(cancellationToken))
        {
            var found = await erasing.EraseAsync(campaign, person, "restore", cancellationToken);
            erased += found.Rows.Any(row => !row.IsErased) ? 1 : 0;
        }

        return erased;
    }
}

/// <param name="Day">Of the backup.</param>
/// <param name="Tables">None: those that have no row any more.</param>
/// <param name="Replace">Whether rows that are there are overwritten.</param>
/// <param name="Force">Whether a campaign may be at work.</param>
internal sealed record RestoreOptions(DateOnly Day, IReadOnlyList<string> Tables, bool Replace = false, bool Force = false);
