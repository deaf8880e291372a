using AdoptionAutomation.Operations.Backups;
using Microsoft.Extensions.Options;

namespace AdoptionAutomation.Operations.Health.Checks;

/// <summary>The tables were copied last night.</summary>
internal sealed class BackupCheck(BackupDays days, IOptions<BackupsOptions> options, TimeProvider time) : IHealthCheck
{
    /// <summary>The copy of the night before is due, and some time to make it.</summary>
    private const int Late = 1;

    private const int Lost = 3;

    public string Id => "backup";

    public Said Name => new("Sauvegarde des tables", "Backup of the tables");

    public async Task<IReadOnlyList<HealthFinding>> LookAsync(CancellationToken cancellationToken) => [options.Value.KeepDays == 0
        ? HealthFinding.Warning(
            "Backups:KeepDays est à 0 : rien n’est sauvegardé.",
            "Backups:KeepDays is 0: nothing is backed up.",
            "Sans copie, un registre perdu fait tout renvoyer : mettez 14, sauf pour un essai.",
            "Without a copy, a lost ledger means sending everything again: set it to 14, unless this is a trial.")
        : Judge((await days.ListAsync(cancellationToken)).Cast<DateOnly?>().FirstOrDefault(), DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime))];

    /// <summary>What the day of the last copy tells (pure).</summary>
    public static HealthFinding Judge(DateOnly? last, DateOnly today)
    {
        var toDo = new Said(
            "Elle se fait à 01:10 UTC (BackupTables) : voyez la vérification des minuteries et le journal.", "It is made at 01:10 UTC (BackupTables): see the check of the timers and the log.");
        if (last is not { } day)
        {
            return new(HealthState.Warning, new("Il n’y en a pas encore.", "There is none yet."), toDo);
        }

        var (age, fr, en) = (today.DayNumber - day.DayNumber, $"La dernière est du {BackupDays.NameOf(day)}.", $"The last one is of {BackupDays.NameOf(day)}.");
        return age <= Late ? HealthFinding.Ok(fr, en) : new(age > Lost ? HealthState.Broken : HealthState.Warning, new(fr, en), toDo);
    }
}
