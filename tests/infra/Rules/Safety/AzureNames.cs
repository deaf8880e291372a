using System.Text.RegularExpressions;

namespace AdoptionAutomation.Tests.Infra.Rules.Safety;

/// <summary>What Azure takes as names, by type of resource (Microsoft Learn, resource-name-rules).</summary>
internal static class AzureNames
{
    public static IReadOnlyDictionary<string, (int Least, int Most, Regex Letters)> Rules { get; } = new (string Type, int Least, int Most, string Letters)[]
    {
        ("Microsoft.Storage/storageAccounts", 3, 24, "^[a-z0-9]+$"),
        ("Microsoft.Storage/storageAccounts/blobServices/containers", 3, 63, "^[a-z0-9]+(-[a-z0-9]+)*$"),
        ("Microsoft.Storage/storageAccounts/queueServices/queues", 3, 63, "^[a-z0-9]+(-[a-z0-9]+)*$"),
        ("Microsoft.Storage/storageAccounts/tableServices/tables", 3, 63, "^[A-Za-z][A-Za-z0-9]+$"),
        ("Microsoft.KeyVault/vaults", 3, 24, "^[A-Za-z](-?[A-Za-z0-9])*$"),
        ("Microsoft.KeyVault/vaults/secrets", 1, 127, "^[A-Za-z0-9-]+$"),
        ("Microsoft.Web/sites", 2, 60, "^[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?$"),
        ("Microsoft.Web/serverfarms", 1, 60, "^[A-Za-z0-9-]+$"),
        ("Microsoft.ManagedIdentity/userAssignedIdentities", 3, 128, "^[A-Za-z0-9][A-Za-z0-9_-]*$"),
        ("Microsoft.OperationalInsights/workspaces", 4, 63, "^[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])$"),
        ("Microsoft.Insights/components", 1, 260, @"^[^%&\\?/]*[^%&\\?/ .]$"),
        ("Microsoft.Insights/actionGroups", 1, 260, @"^[^:<>+/&%\\?|]*[^:<>+/&%\\?| .]$"),
        ("Microsoft.Insights/scheduledQueryRules", 1, 260, @"^[^*<>%{}&:\\?/#|@]*[^*<>%{}&:\\?/#|@ .]$"),
        ("Microsoft.Consumption/budgets", 1, 63, "^[A-Za-z0-9_-]+$"),
        ("Microsoft.Authorization/locks", 1, 90, "^[A-Za-z0-9._()-]*[A-Za-z0-9_()-]$"),
        ("Microsoft.Authorization/roleAssignments", 36, 36, "^[0-9a-f-]+$"),
        ("Microsoft.Network/virtualNetworks", 2, 64, @"^[A-Za-z0-9]([A-Za-z0-9._-]*[A-Za-z0-9_])$"),
        ("Microsoft.Network/networkSecurityGroups", 1, 80, @"^[A-Za-z0-9]([A-Za-z0-9._-]*[A-Za-z0-9_])?$"),
        ("Microsoft.Network/privateEndpoints", 2, 64, @"^[A-Za-z0-9]([A-Za-z0-9._-]*[A-Za-z0-9_])$"),
    }.ToDictionary(
        row => row.Type,
        row => (row.Least, row.Most, new Regex(row.Letters, RegexOptions.None, TimeSpan.FromSeconds(1))),
        StringComparer.Ordinal);
}
