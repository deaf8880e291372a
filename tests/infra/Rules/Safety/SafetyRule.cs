using AdoptionAutomation.Tests.Infra.Evaluating;
using AdoptionAutomation.Tests.Infra.Model;

namespace AdoptionAutomation.Tests.Infra.Rules.Safety;

/// <summary>What is open unless it is closed, is closed.</summary>
internal static class SafetyRule
{
    private const string Storage = "Microsoft.Storage/storageAccounts";
    private const string Site = "Microsoft.Web/sites";
    private const string Vault = "Microsoft.KeyVault/vaults";

    private static readonly (string Type, string[] Path, object[] Safe, string Why)[] Demands =
    [
        (Storage, ["properties", "allowSharedKeyAccess"], [false], "whoever holds a shared key is everybody, and cannot be told apart"),
        (Storage, ["properties", "allowBlobPublicAccess"], [false], "no blob is for everybody"),
        (Storage, ["properties", "minimumTlsVersion"], ["TLS1_2", "TLS1_3"], "older TLS is broken"),
        (Storage, ["properties", "supportsHttpsTrafficOnly"], [true], "nothing goes over http"),
        (Site, ["properties", "httpsOnly"], [true], "nothing goes over http"),
        (Site, ["properties", "siteConfig", "minTlsVersion"], ["1.2", "1.3"], "older TLS is broken"),
        (Site, ["properties", "siteConfig", "scmMinTlsVersion"], ["1.2", "1.3"], "older TLS is broken"),
        ($"{Site}/basicPublishingCredentialsPolicies", ["properties", "allow"], [false], "publishing takes a token, no password"),
        (Vault, ["properties", "enableRbacAuthorization"], [true], "roles say who reads secrets"),
        (Vault, ["properties", "enablePurgeProtection"], [true], "nobody loses the keys that links are signed with"),
        ("Microsoft.Insights/components", ["properties", "DisableLocalAuth"], [true], "only identities with a role may write"),
        ($"{Storage}/blobServices/containers", ["properties", "publicAccess"], ["None"], "no blob is for everybody"),
    ];

    public static IEnumerable<Problem> Check(InfraFiles files) =>
        from deployment in files.Deployments
        from resource in deployment.Deployment.Resources
        from demand in Demands
        where demand.Type == resource.Type
        let value = resource[demand.Path]
        where !demand.Safe.Any(safe => safe.Equals(value))
        select resource.Says(
            $"{string.Join('.', demand.Path.Skip(1))} of {resource.Resource.Name} is {(value is null ? "not set" : Values.Text(value))}. "
            + $"Set it to {string.Join(" or ", demand.Safe.Select(Values.Text))}: {demand.Why}.",
            demand.Path);
}
