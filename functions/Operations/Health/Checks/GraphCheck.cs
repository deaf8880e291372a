using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Graph;
using Azure.Core;
using Azure.Identity;
using Microsoft.Extensions.Options;

namespace AdoptionAutomation.Operations.Health.Checks;

/// <summary>The app's identity gets a token for Graph, and the token has the permissions that the campaigns' files ask for.</summary>
internal sealed class GraphCheck(TokenCredential credential, CampaignStore campaigns, IOptions<PostsOptions> posts) : IHealthCheck
{
    public string Id => "graph";

    public Said Name => new("Microsoft Graph", "Microsoft Graph");

    public async Task<IReadOnlyList<HealthFinding>> LookAsync(CancellationToken cancellationToken)
    {
        string token;
        try
        {
            token = (await credential.GetTokenAsync(new TokenRequestContext(["https://graph.microsoft.com/.default"]), cancellationToken)).Token;
        }
        catch (AuthenticationFailedException none)
        {
            return [NoToken(none)];
        }

        if (TokenRoles.Of(token) is not { } roles)
        {
            return [HealthFinding.Warning(
                "Le jeton arrive, mais ses permissions ne se lisent pas.",
                "The token comes, but its permissions cannot be read.",
                "Comparez vous-même les permissions de l’identité dans Entra avec docs/permissions.md.",
                "Compare the identity's permissions in Entra with docs/permissions.md yourself.")];
        }

        var needed = await campaigns.RunningAsync(id => id, cancellationToken).SelectMany(campaign => NeededPermission.Of(campaign)).ToListAsync(cancellationToken);
        return Judge(roles, needed, posts.Value.MailboxId is { Length: > 0 });
    }

    /// <summary>What the token lacks (pure).</summary>
    /// <param name="roles">The permissions in it.</param>
    /// <param name="needed">Those of all campaigns.</param>
    /// <param name="hasMailbox">Whether a service mailbox is set.</param>
    public static IReadOnlyList<HealthFinding> Judge(IReadOnlySet<string> roles, IReadOnlyCollection<NeededPermission> needed, bool hasMailbox)
    {
        List<HealthFinding> findings =
        [
            .. needed.Where(one => !one.AnyOf.Any(roles.Contains)).DistinctBy(one => one.AnyOf[0], StringComparer.Ordinal).Select(Missing),
        ];
        if (findings.Count == 0)
        {
            findings.Add(HealthFinding.Ok(
                "Le jeton arrive, avec les permissions que demandent les fichiers de campagne.", "The token comes, with the permissions that the campaign files ask for."));
        }

        if (hasMailbox && !roles.Contains(Permissions.SendMail))
        {
            findings.Add(HealthFinding.Ok(
                $"{Permissions.SendMail} n’est pas dans le jeton : c’est juste si Exchange la donne pour la seule boîte de service.",
                $"{Permissions.SendMail} is not in the token: that is right if Exchange gives it, for the service mailbox alone."));
        }

        return findings;
    }

    private static HealthFinding Missing(NeededPermission one) => new(
        one.IsVital ? HealthState.Broken : HealthState.Warning,
        new($"Il manque {one.AnyOf[0]} ; sans elle, {one.Without.Fr}.", $"{one.AnyOf[0]} is missing; without it {one.Without.En}."),
        new("Donnez-la à l’identité managée (infra/, docs/permissions.md). Un jeton garde ce qu’il a jusqu’à un jour : elle peut mettre ce temps à paraître ici.",
        "Give it to the managed identity (infra/, docs/permissions.md). A token keeps what it has for up to a day: it may take as long to show here."));

    /// <summary>What the identity endpoint says is about identities, never about people; its first line is the reason.</summary>
    private static HealthFinding NoToken(AuthenticationFailedException none)
    {
        var why = none.Message.Split('\n')[0].Trim();
        return HealthFinding.Broken(
            $"L’identité managée ne donne pas de jeton : {why}",
            $"The managed identity gives no token: {why}",
            "Attachez l’identité à l’application, et mettez son client id dans Graph:ManagedIdentityClientId (vide : l’identité système).",
            "Attach the identity to the app, and put its client id in Graph:ManagedIdentityClientId (empty: the system-assigned one).");
    }
}
