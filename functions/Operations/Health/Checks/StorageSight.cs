using Azure;

namespace AdoptionAutomation.Operations.Health.Checks;

/// <summary>What can be said of a storage service by its answers (pure but for the asking).</summary>
internal static class StorageSight
{
    /// <param name="role">The role that its data asks for.</param>
    /// <param name="look">The requests.</param>
    public static async Task<IReadOnlyList<HealthFinding>> LookAsync(string role, Func<Task<IReadOnlyList<HealthFinding>>> look)
    {
        try
        {
            return await look();
        }
        catch (RequestFailedException refused) when (refused.Status is 401 or 403)
        {
            return [Refused(refused, role)];
        }
    }

    /// <summary>What is missing of what must be there; one good finding if nothing is.</summary>
    public static HealthFinding Standing(IReadOnlyCollection<string> wanted, IReadOnlySet<string> there)
    {
        var missing = wanted.Where(name => !there.Contains(name)).ToList();
        return missing.Count == 0
            ? HealthFinding.Ok($"Les {wanted.Count} sont là, et l’application peut y écrire.", $"All {wanted.Count} are there, and the app may write to them.")
            : HealthFinding.Broken(
                $"Il manque : {string.Join(", ", missing)}.",
                $"Missing: {string.Join(", ", missing)}.",
                "Déployez à nouveau (infra/) : le déploiement les crée. Si l’un d’eux a été supprimé, restaurez d’abord sa sauvegarde.",
                "Deploy again (infra/): the deployment creates them. If one was deleted, restore its backup before the campaign goes on.");
    }

    private static HealthFinding Refused(RequestFailedException refused, string role) => HealthFinding.Broken(
        $"Le compte de stockage refuse l’application ({refused.Status} {refused.ErrorCode}) : il lui manque le rôle {role}, ou le pare-feu du compte l’écarte.",
        $"The storage account refuses the app ({refused.Status} {refused.ErrorCode}): it lacks the role {role}, or the account's firewall keeps it out.",
        $"Donnez {role} sur le compte à l’identité de l’application (infra/ le fait) ; un rôle met quelques minutes à valoir.",
        $"Give the app's identity {role} on the account (infra/ does); a role takes some minutes to count.");
}
