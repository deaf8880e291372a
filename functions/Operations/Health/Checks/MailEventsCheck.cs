using AdoptionAutomation.Mail;
using Microsoft.Extensions.Options;

namespace AdoptionAutomation.Operations.Health.Checks;

/// <summary>SendGrid's events arrive: they settle mails of which nobody knows whether they went out.</summary>
internal sealed class MailEventsCheck(MailEventsTable events, IOptions<MailOptions> options, TimeProvider time) : IHealthCheck
{
    /// <summary>A campaign that runs writes somebody a mail each week.</summary>
    private static readonly TimeSpan Silent = TimeSpan.FromDays(10);

    public string Id => "mail-events";

    public Said Name => new("Événements de SendGrid", "SendGrid's events");

    public async Task<IReadOnlyList<HealthFinding>> LookAsync(CancellationToken cancellationToken) => [options.Value.EventWebhookPublicKey is not { Length: > 0 }
        ? HealthFinding.Warning(
            "Mail:EventWebhookPublicKey n’est pas réglé : aucun événement n’est reçu, et les courriels incertains attendent une décision.",
            "Mail:EventWebhookPublicKey is not set: no events are taken in, and uncertain mails wait for somebody's decision.",
            "Dans SendGrid, activez le webhook signé vers POST /api/mail/events, et copiez sa clé de vérification.",
            "In SendGrid turn the signed event webhook on, to POST /api/mail/events, and copy its verification key.")
        : Judge(await events.LastAsync(cancellationToken), time.GetUtcNow())];

    /// <summary>What the last event tells (pure).</summary>
    public static HealthFinding Judge(DateTimeOffset? last, DateTimeOffset now) => last is not { } at
        ? HealthFinding.Warning(
            "Aucun événement n’est encore arrivé.",
            "No event has arrived yet.",
            "Normal tant qu’aucun courriel n’est parti. Sinon, voyez dans SendGrid le webhook, son adresse et sa signature.",
            "Right as long as no mail went out. Else see the webhook in SendGrid, its address and its signature.")
        : now - at > Silent
            ? HealthFinding.Warning(
                $"Le dernier événement est arrivé le {at.UtcDateTime:yyyy-MM-dd}.",
                $"The last event arrived on {at.UtcDateTime:yyyy-MM-dd}.",
                "Si des courriels sont partis depuis, le webhook est muet : voyez-le dans SendGrid.",
                "If mails went out since, the webhook is silent: see it in SendGrid.")
            : HealthFinding.Ok($"Le dernier est arrivé à {at.UtcDateTime:yyyy-MM-dd HH:mm} UTC.", $"The last one arrived at {at.UtcDateTime:yyyy-MM-dd HH:mm} UTC.");
}
