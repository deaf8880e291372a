using AdoptionAutomation.Tests.Infra.Evaluating;
using AdoptionAutomation.Tests.Infra.Model;

namespace AdoptionAutomation.Tests.Infra.Rules.Safety;

/// <summary>Names are as Azure takes them, whatever the environment is called; no two resources share one.</summary>
internal static class NameRule
{
    /// <summary>Cut to what the parameter allows.</summary>
    private static readonly string[] Environments = ["7", "Prod-EU", "a-rather-long-name-of-some-department"];

    private static readonly string[] UniqueInTheWorld = ["Microsoft.Storage/storageAccounts", "Microsoft.KeyVault/vaults", "Microsoft.Web/sites"];

    public static IEnumerable<Problem> Check(InfraFiles files) => Environments
        .Select(name => Cut(files, name))
        .Distinct(StringComparer.Ordinal)
        .SelectMany(name => files.DeploymentsOf(name).SelectMany(one => In(name, one.Resources)));

    private static IEnumerable<Problem> In(string environment, IReadOnlyList<Deployed> resources) => resources
        .SelectMany(resource => Complaints(resource).Select(complaint => resource.Says(
            $"{resource.Resource.Name} of an environment “{environment}” is called “{resource.Name}”: {complaint}. Mend how the name is made.", "name")))
        .Concat(resources
            .Where(resource => Values.IsKnown(resource.FullName))
            .GroupBy(resource => (resource.Type, resource.FullName.ToUpperInvariant(), Values.Text(resource["scope"])))
            .SelectMany(group => group.Skip(1))
            .Select(again => again.Says($"Two resources of type {again.Type} are called “{again.FullName}”. Rename one.", "name")));

    private static IEnumerable<string> Complaints(Deployed resource)
    {
        var name = resource.Name;
        if (Values.IsKnown(resource.FullName) && !resource.Type.StartsWith("Microsoft.Graph/", StringComparison.Ordinal)
            && resource.FullName.Count(c => c == '/') != resource.Type.Count(c => c == '/') - 1)
        {
            yield return $"a {resource.Type} has a parent, give it its own";
        }

        if (Values.IsKnown(name) && AzureNames.Rules.TryGetValue(resource.Type, out var rule))
        {
            if (name.Length < rule.Least || name.Length > rule.Most)
            {
                yield return $"it has {name.Length} characters, Azure takes {rule.Least} to {rule.Most}";
            }

            if (!rule.Letters.IsMatch(name))
            {
                yield return $"Azure takes only what matches {rule.Letters}";
            }
        }

        if (UniqueInTheWorld.Contains(resource.Type) && !name.Contains(BicepFunctions.UniqueString, StringComparison.Ordinal))
        {
            yield return "somebody else in the world may have it, it has no uniqueString";
        }
    }

    private static string Cut(InfraFiles files, string name)
    {
        var main = files.All.FirstOrDefault(file => file.Path == InfraFiles.Main);
        var most = main?.Parameters.FirstOrDefault(one => one.Name == "environmentName")?.Argument("maxLength");
        return most is LiteralExpr { Value: long length } && name.Length > length ? name[..(int)length] : name;
    }
}
