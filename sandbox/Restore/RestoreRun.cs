using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Mail;
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

    /// <summary>Tables whose rows stay: fewer than in the backup, and some are lost, or were taken out by an edit of the files.</summary>
    private static readonly string[] Growing = [TableNames.Groups, TableNames.Guests, TableNames.Waves, TableNames.People, TableNames.Kpis, TableNames.Effects];

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

        // A restore that was interrupted left word of what it was at: half of it may be there by now.
        var begun = await days.BegunAsync(options.Day, cancellationToken);
        var wanted = (options.Tables.Count > 0 ? options.Tables : await LostAsync(manifest!, cancellationToken)).Union(begun, StringComparer.Ordinal).ToList();
        if (wanted.Count == 0)
        {
            await output.WriteLineAsync("No table has lost its rows, as far as can be told: nothing was restored. Name those that lost some: --table effects.");
            return Refused;
        }

        await days.BeginRestoreAsync(options.Day, wanted, cancellationToken);
        var restored = new List<RestoredTable>();
        foreach (var table in wanted)
        {
            restored.Add(await RestoreAsync(table, manifest!.Tables[table], cancellationToken));
        }

        if (wanted.Contains(TableNames.People))
        {
            await RecountAsync(cancellationToken);
        }

        var erased = await EraseAsync(wanted.Contains(TableNames.People), cancellationToken);
        await days.EndRestoreAsync(cancellationToken);
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
        await foreach (var scope in ScopesAsync(cancellationToken))
        {
            var moving = (await waves.ListAsync(scope, cancellationToken)).Values.Any(wave => wave.State is WaveState.Running or WaveState.Pausing);
            if (moving || (!MailRedirect.IsDress(scope) && await pauses.FindAsync(scope, cancellationToken) is null))
            {
                atWork.Add(scope);
            }
        }

        return atWork;
    }

    /// <summary>
    /// Tables that have lost rows since the backup, whatever the app has written to them meanwhile. Of those that lose rows in the course of things,
    /// only an empty one tells; of the others that have a few less, a person is told.
    /// </summary>
    private async Task<IReadOnlyList<string>> LostAsync(BackupManifest manifest, CancellationToken cancellationToken)
    {
        var lost = new List<string>();
        foreach (var (table, before) in manifest.Tables)
        {
            var now = await tables.GetTableClient(table).QueryAsync<TableEntity>((string?)null, select: ["RowKey"], cancellationToken: cancellationToken)
                .Take((int)Math.Min(before, int.MaxValue))
                .LongCountAsync(cancellationToken);
            if (IsLost(table, before, now))
            {
                lost.Add(table);
            }
            else if (now < before && Growing.Contains(table))
            {
                await output.WriteLineAsync($"{table}: {now} of the backup's {before} rows are there. If it has lost some, name it: --table {table}.");
            }
        }

        return lost;
    }

    private static bool IsLost(string table, long before, long now) =>
        table == TableNames.Effects ? now < before : Growing.Contains(table) ? now * 2 < before : before > 0 && now == 0;

    /// <summary>Rows and counters were copied at different moments, and may come from two days.</summary>
    private async Task RecountAsync(CancellationToken cancellationToken)
    {
        await foreach (var scope in ScopesAsync(cancellationToken))
        {
            await services.GetRequiredService<PeopleTable>().RecountAsync(scope, cancellationToken);
        }
    }

    /// <summary>Every campaign and its dress rehearsal.</summary>
    private IAsyncEnumerable<string> ScopesAsync(CancellationToken cancellationToken) =>
        services.GetRequiredService<CampaignStore>().ListAsync(cancellationToken).SelectMany(MailRedirect.BothOf);

    private async Task<RestoredTable> RestoreAsync(string table, long rows, CancellationToken cancellationToken)
    {
        var told = 0L;
        var restored = await new TableRestore(tables, days).RunAsync(options.Day, table, Tell, cancellationToken);
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
    private async Task<int> EraseAsync(bool havePeople, CancellationToken cancellationToken)
    {
        var (erasing, erased) = (services.GetRequiredService<PersonErasing>(), 0);
        foreach (var (campaign, person) in await services.GetRequiredService<Erasures>().ListAsync(cancellationToken).ToListAsync(cancellationToken))
        {
            var found = await erasing.EraseAgainAsync(campaign, person, cancellationToken);
            erased += found.Rows.Any(row => !row.IsErased) ? 1 : 0;
            if (havePeople && found.Rows.Count == 0)
            {
                // Younger than the backup: without their mark the next reading of the audience would invite them anew.
                await services.GetRequiredService<PeopleTable>().KeepOutAsync(campaign, person, cancellationToken);
            }
        }

        return erased;
    }
}

/// <param name="Day">Of the backup.</param>
/// <param name="Tables">None: those that have lost theirs.</param>
/// <param name="Force">Whether a campaign may be at work.</param>
internal sealed record RestoreOptions(DateOnly Day, IReadOnlyList<string> Tables, bool Force = false);
