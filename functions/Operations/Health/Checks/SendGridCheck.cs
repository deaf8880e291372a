using System.Net;
using System.Text.Json;
using SendGrid;

namespace AdoptionAutomation.Operations.Health.Checks;

/// <summary>SendGrid takes the key, and the key may send.</summary>
internal sealed class SendGridCheck(ISendGridClient client) : IHealthCheck
{
    private const string MailSend = "mail.send";

    public string Id => "sendgrid";

    public Said Name => new("SendGrid", "SendGrid");

    public async Task<IReadOnlyList<HealthFinding>> LookAsync(CancellationToken cancellationToken)
    {
        try
        {
            var answer = await client.RequestAsync(BaseClient.Method.GET, urlPath: "scopes", cancellationToken: cancellationToken);
            return [Judge(answer.StatusCode, await answer.Body.ReadAsStringAsync(cancellationToken))];
        }
        catch (HttpRequestException unreachable)
        {
            return [HealthFinding.Broken(
                $"SendGrid n’est pas joignable ({unreachable.HttpRequestError}).",
                $"SendGrid cannot be reached ({unreachable.HttpRequestError}).",
                "Voyez status.sendgrid.com, Mail:SendGridHost et le réseau de l’application ; les courriels attendent.",
                "See status.sendgrid.com, Mail:SendGridHost and the app's network; mails wait.")];
        }
    }

    /// <summary>What the answer about the key's scopes says (pure).</summary>
    public static HealthFinding Judge(HttpStatusCode status, string body) => status switch
    {
        HttpStatusCode.OK when Scopes(body).Contains(MailSend) => HealthFinding.Ok("La clé est acceptée et peut envoyer.", "The key is taken and may send."),
        HttpStatusCode.OK or HttpStatusCode.Forbidden => HealthFinding.Broken(
            $"La clé est acceptée, mais n’a pas le droit {MailSend} : aucun courriel ne part.",
            $"The key is taken but lacks the scope {MailSend}: no mail goes out.",
            "Dans SendGrid, donnez-lui Mail Send, ou faites une nouvelle clé et mettez-la dans le coffre (Mail:SendGridApiKey).",
            "In SendGrid give it Mail Send, or make a new key and put it in the vault (Mail:SendGridApiKey)."),
        HttpStatusCode.Unauthorized => HealthFinding.Broken(
            "SendGrid refuse la clé : fausse, ou révoquée.",
            "SendGrid refuses the key: wrong or revoked.",
            "Faites une clé avec Mail Send, mettez-la dans le coffre (Mail:SendGridApiKey) ; les courriels attendent et partiront alors.",
            "Make a key with Mail Send and put it in the vault (Mail:SendGridApiKey); mails wait, and go out then."),
        _ => HealthFinding.Warning(
            $"SendGrid a répondu {(int)status} : la clé n’a pas pu être vérifiée.",
            $"SendGrid answered {(int)status}: the key could not be checked.",
            "Regardez de nouveau dans quelques minutes ; si cela dure, voyez Mail:SendGridHost.",
            "Look again in some minutes; if it lasts, see Mail:SendGridHost."),
    };

    private static IReadOnlyList<string> Scopes(string body)
    {
        try
        {
            using var json = JsonDocument.Parse(body);
            return [.. json.RootElement.GetProperty("scopes").EnumerateArray().Select(scope => scope.GetString() ?? "")];
        }
        catch (Exception other) when (other is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return [];
        }
    }
}
