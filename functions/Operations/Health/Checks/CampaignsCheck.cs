using AdoptionAutomation.Campaigns;
using Microsoft.Extensions.Options;

namespace AdoptionAutomation.Operations.Health.Checks;

/// <summary>Each campaign's files can be read, and the newest of them run.</summary>
internal sealed class CampaignsCheck(CampaignStore store, IOptions<CampaignsOptions> options) : IHealthCheck
{
    public string Id => "campaigns";

    public Said Name => new("Campagnes", "Campaigns");

    public async Task<IReadOnlyList<HealthFinding>> LookAsync(CancellationToken cancellationToken)
    {
        var ids = await store.ListAsync(cancellationToken).ToListAsync(cancellationToken);
        var usual = options.Value.Default;
        var findings = new List<HealthFinding>();
        foreach (var id in ids)
        {
            findings.Add(await LookAsync(id, id == usual, cancellationToken));
        }

        if (!ids.Contains(usual, StringComparer.Ordinal))
        {
            findings.Add(HealthFinding.Broken(
                $"Il n’y a pas de campagne {usual}, que nomme Campaigns:Default.",
                $"There is no campaign {usual}, which Campaigns:Default names.",
                $"Mettez ses fichiers dans le conteneur campaign, dossier {usual}, ou corrigez le réglage.",
                $"Put its files into the container campaign, folder {usual}, or mend the setting."));
        }

        return findings;
    }

    private async Task<HealthFinding> LookAsync(string id, bool isUsual, CancellationToken cancellationToken)
    {
        try
        {
            var sight = await store.LookAsync(id, cancellationToken);
            return sight.Problems.Count == 0
                ? HealthFinding.Ok($"{id} : valide, et c’est la dernière version qui tourne.", $"{id}: valid, and its newest version runs.")
                : HealthFinding.Warning(
                    $"{id} : la dernière version a {sight.Problems.Count} problèmes ; la dernière bonne continue.",
                    $"{id}: the newest version has {sight.Problems.Count} problems; the last good one goes on.",
                    "« sandbox -- check DOSSIER » les montre tous, avec leur place.",
                    "“sandbox -- check FOLDER” shows all of them with their places.");
        }
        catch (CampaignNotFoundException unreadable)
        {
            return new(
                isUsual ? HealthState.Broken : HealthState.Warning,
                new(
                    $"{id} : aucune version valide, {unreadable.Problems.Count} problèmes ; rien d’elle ne tourne.",
                    $"{id}: no valid version yet, {unreadable.Problems.Count} problems; nothing of it runs."),
                new("« sandbox -- check DOSSIER » les montre tous, avec leur place.", "“sandbox -- check FOLDER” shows all of them with their places."));
        }
    }
}
