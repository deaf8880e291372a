using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Sandbox.Check;
using AdoptionAutomation.Sandbox.Faults;
using AdoptionAutomation.Sandbox.Rehearsal;
using AdoptionAutomation.Tests.Infra;
using AdoptionAutomation.Tests.Sandbox.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace AdoptionAutomation.Tests.Sandbox.Rehearsal;

/// <summary>A rehearsal of the soak campaign: what its command does, on an Azurite that is there already.</summary>
internal sealed record Soak(int Seed)
{
    private const string Folder = "tests/sandbox/Rehearsal/soak-campaign";

    public int Instances { get; init; } = 3;

    public FaultScript Faults { get; init; } = FaultScript.Harsh;

    public RehearsalOptions Options =>
        new(new(Path.Combine(InfraFiles.Root, Folder)), Employees: 40, Weeks: 1, Seed, Faults, new("unused")) { Instances = Instances };

    /// <summary>Repeats it from the root of the repository.</summary>
    public string Command =>
        $"dotnet run --project sandbox -- rehearse --campaign {Folder} --employees {Options.Employees} --weeks {Options.Weeks} --faults {Faults.Name} --instances {Instances} --seed {Seed}";

    /// <param name="azurite">Storage.</param>
    /// <param name="bug">Put into the app.</param>
    public async Task<RehearsalResult> RunAsync(AzuriteFixture azurite, Action<IServiceCollection>? bug = null)
    {
        var campaign = (await CampaignReader.ReadAsync(new FolderFiles(Options.Campaign), default)).Campaign!;
        var options = bug is null ? Options : Options with { Registrations = bug };
        return await new RehearsalRun(options, campaign, new PlainView(TextWriter.Null)).RunAsync(azurite.Azurite, default);
    }
}
