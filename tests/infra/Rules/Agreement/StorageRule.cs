using AdoptionAutomation.Storage;
using AdoptionAutomation.Tests.Infra.Evaluating;
using AdoptionAutomation.Tests.Infra.Model;

namespace AdoptionAutomation.Tests.Infra.Rules.Agreement;

/// <summary>Queues with their poison queues, tables and containers are those that the code names.</summary>
internal static class StorageRule
{
    private const string Code = "functions/Storage/StorageNames.cs";
    private const string Account = "Microsoft.Storage/storageAccounts";

    public static IEnumerable<Problem> Check(InfraFiles files) => files.Deployments.SelectMany(one =>
    {
        var all = one.Deployment.Resources;
        return Compare(one.Deployment, all, $"{Account}/queueServices/queues", "queue", [.. QueueNames.All, .. QueueNames.All.Select(QueueNames.PoisonOf)])
            .Concat(Compare(one.Deployment, all, $"{Account}/tableServices/tables", "table", TableNames.All))
            .Concat(Compare(one.Deployment, all, $"{Account}/blobServices/containers", "container", [.. ContainerNames.All, PackageContainer(all)]));
    });

    private static IEnumerable<Problem> Compare(Deployment deployment, IReadOnlyList<Deployed> all, string type, string kind, IReadOnlyList<string> wanted)
    {
        Deployed[] made = [.. all.Where(resource => resource.Type == type)];
        var (file, line) = made is [var first, ..] ? (first.File, first.Resource.Line) : (deployment.File, 1);
        var missing = wanted.Except(made.Select(resource => resource.Name), StringComparer.Ordinal)
            .Select(name => file.Says(line, $"The {kind} {name} of {Code} is not made. Add it."));
        var stray = made.Where(resource => !wanted.Contains(resource.Name, StringComparer.Ordinal))
            .Select(resource => resource.Says($"The code knows no {kind} {resource.Name}. Mend the name as in {Code}, or take it out.", "name"));
        return missing.Concat(stray);
    }

    /// <summary>Where the platform looks for the app's package.</summary>
    private static string PackageContainer(IReadOnlyList<Deployed> all) => all
        .Select(resource => resource["properties", "functionAppConfig", "deployment", "storage", "value"])
        .OfType<string>()
        .Select(address => address[(address.LastIndexOfAny(['/', '›']) + 1)..])
        .FirstOrDefault("deployment");
}
