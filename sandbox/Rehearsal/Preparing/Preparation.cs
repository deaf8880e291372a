using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Sandbox.Check;
using AdoptionAutomation.Sandbox.Faults.Scripts;
using AdoptionAutomation.Sandbox.People;
using NodaTime;

namespace AdoptionAutomation.Sandbox.Rehearsal.Preparing;

/// <summary>Everything that a rehearsal needs, looked at before it runs: either all of it is sound, or every problem is named at once.</summary>
internal sealed class Preparation : IDisposable
{
    private readonly List<string> problems = [];
    private readonly List<string> warnings = [];
    private CampaignCopy? copy;

    private Preparation(RehearsalOptions options, Campaign? campaign) => (Options, Campaign) = (options, campaign!);

    /// <summary>As they are carried out.</summary>
    public RehearsalOptions Options { get; private set; }

    /// <summary>As it is rehearsed.</summary>
    public Campaign Campaign { get; private set; }

    /// <summary>Why it cannot run.</summary>
    public IReadOnlyList<string> Problems => problems;

    /// <summary>What will not be as somebody may think.</summary>
    public IReadOnlyList<string> Warnings => warnings;

    /// <returns>Null: the campaign itself is not sound.</returns>
    public static async Task<Preparation?> OfAsync(RehearsalOptions options, CancellationToken cancellationToken)
    {
        if (!options.Campaign.Exists || (await CampaignReader.ReadAsync(new FolderFiles(options.Campaign), cancellationToken)).Campaign is not { } campaign)
        {
            return null;
        }

        var prepared = new Preparation(options, campaign);
        try
        {
            await prepared.RunAsync(cancellationToken);
            return prepared;
        }
        catch
        {
            prepared.Dispose();
            throw;
        }
    }

    public void Dispose() => copy?.Dispose();

    private async Task RunAsync(CancellationToken cancellationToken)
    {
        if (Options.Trace is { } wave && Campaign.FindWave(wave) is null)
        {
            problems.Add($"--trace: the campaign has no wave '{wave}'. Its waves: {string.Join(", ", Campaign.Waves.Select(known => known.Id))}.");
        }

        var files = new FolderFiles(Options.Campaign);
        await ReadPeopleAsync(files, cancellationToken);
        var gates = GatePolicy.Read(Options.Gates, Campaign, problems);
        var employees = new Employees(Options.Company!, Options.Seed, Options.Employees, Campaign.Settings.Start.ToDateOnly());
        var script = await ReadScriptAsync(files, employees, cancellationToken);
        if (OutputFolder.ProblemOf(Options.Output, keep: problems.Count == 0) is { } unwritable)
        {
            problems.Add(unwritable);
        }

        if (problems.Count > 0)
        {
            return;
        }

        await RewriteAsync(gates, script?.Clocks?.Zone, cancellationToken);
        if (script is not null && problems.Count == 0)
        {
            var zone = DateTimeZoneProviders.Tzdb[Campaign.Settings.TimeZone];
            Options = Options with { Script = script, Faults = script.Resolve(zone.AtStartOfDay(Campaign.Settings.Start).ToDateTimeOffset().ToUniversalTime(), zone) };
        }

        warnings.AddRange(await NobodyInvited.WarningsOfAsync(Campaign, files, employees, Options.Weeks, cancellationToken));
    }

    private async Task ReadPeopleAsync(FolderFiles files, CancellationToken cancellationToken)
    {
        if (Options.People is not { } file)
        {
            Options = Options with { Company = await CompanyOf.Async(Campaign, files, cancellationToken) };
            return;
        }

        var reading = await PeopleFile.ReadAsync(file, Campaign.Settings, Options.Seed, cancellationToken);
        problems.AddRange(reading.Problems);
        warnings.AddRange(reading.Warnings);
        var (company, missing) = await CompanyOf.Async(reading.People, Campaign, files, file.ToString(), cancellationToken);
        warnings.AddRange(reading.Problems.Count > 0 ? [] : missing);
        Options = Options with { Company = company, Employees = reading.People.Count };
    }

    private async Task<Script?> ReadScriptAsync(FolderFiles files, Employees employees, CancellationToken cancellationToken)
    {
        if (Options.FaultFile is not { } file)
        {
            return null;
        }

        if (!file.Exists)
        {
            problems.Add($"--faults: '{file}' is neither none, mild nor harsh, nor a file that is there.");
            return null;
        }

        var (script, wrong) = await new ScriptReader(Campaign, files, Options.Weeks, address => employees.Find(address) is not null).ReadAsync(file, cancellationToken);
        problems.AddRange(wrong);
        return script;
    }

    /// <summary>The app reads its files as usual: what is to be otherwise is written into a copy of them.</summary>
    private async Task RewriteAsync(IReadOnlyList<GatePolicy> gates, string? zone, CancellationToken cancellationToken)
    {
        if (gates.Count == 0 && (zone is null || zone == Campaign.Settings.TimeZone))
        {
            return;
        }

        copy = new(Options.Campaign);
        copy.Edit("campaign.json", settings => settings["timeZone"] = zone ?? Campaign.Settings.TimeZone);
        copy.Edit("waves.json", waves =>
        {
            foreach (var gate in gates)
            {
                gate.Write(waves);
            }
        });
        var reading = await CampaignReader.ReadAsync(new FolderFiles(copy.Folder), cancellationToken);
        var otherwise = $"with timeZone {zone ?? Campaign.Settings.TimeZone}{string.Concat(Options.Gates.Select(gate => $", --gate {gate}"))}";
        problems.AddRange(reading.Problems.Select(problem => $"{problem} ({otherwise})"));
        (Options, Campaign) = (Options with { Campaign = copy.Folder }, reading.Campaign ?? Campaign);
    }
}
