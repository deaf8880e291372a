using AdoptionAutomation.Operations.Starting;

namespace AdoptionAutomation.Operations.Health.Checks;

/// <summary>
/// No setting still holds the text of its Key Vault reference. Ours would have kept the app from starting, unless the vault was lost since; the
/// host's own, such as Application Insights', would not.
/// </summary>
internal sealed class VaultCheck(SettingsCheck settings) : IHealthCheck
{
    public string Id => "settings";

    public Said Name => new("Réglages", "Settings");

    public Task<IReadOnlyList<HealthFinding>> LookAsync(CancellationToken cancellationToken)
    {
        var unresolved = settings.Unresolved().ToList();
        return Task.FromResult<IReadOnlyList<HealthFinding>>([unresolved.Count == 0
            ? HealthFinding.Ok("Aucune référence à un coffre n’est restée sans réponse.", "No reference to a vault is unresolved.")
            : HealthFinding.Broken(
                $"Ces réglages tiennent encore le texte de leur référence au coffre : {string.Join(", ", unresolved)}.",
                $"These settings still hold the text of their Key Vault reference: {string.Join(", ", unresolved)}.",
                "Donnez à l’identité le rôle Key Vault Secrets User, et vérifiez le nom du secret ; la plateforme relit les coffres dans la journée, ou au redémarrage.",
                "Give the identity the role Key Vault Secrets User, and see that the secret's name is right; the platform reads vaults again within a day, or on a restart.")]);
    }
}
