using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Groups.Readiness;
using AdoptionAutomation.Mail;
using AdoptionAutomation.Operations;
using AdoptionAutomation.Waves.Life;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace AdoptionAutomation.Waves;

/// <summary>POST /api/waves/{id}/start[?override=REASON]: opens a wave that is ready, once; or one that is not, for a reason that is kept.</summary>
internal sealed class StartWave(Access access, CampaignStore campaigns, ReadinessReader readiness, WaveOpening opening, MailRedirect redirect)
{
    [Function(nameof(StartWave))]
    public Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "waves/{id}/start")] HttpRequest request,
        string id,
        CancellationToken cancellationToken) =>
        access.EnterAsync(request, [Role.It], async caller =>
        {
            var campaign = await campaigns.GetAsync(redirect.ScopeOf(access.CampaignOf(request)), cancellationToken);
            if (campaign.FindWave(id) is not { } wave)
            {
                return Results.Problem(
                    $"waves.json of {campaign.Id} has no wave '{id}'; it has: {string.Join(", ", campaign.Waves.Select(known => known.Id))}.",
                    statusCode: 404,
                    title: "No such wave");
            }

            if (WaveOverride.ReasonIn(request.Query["override"].FirstOrDefault(), out var reason) is { } wrong)
            {
                return Results.Problem(wrong, statusCode: 400, title: "No such override");
            }

            if (await opening.IsOpenAsync(campaign.Id, id, cancellationToken))
            {
                return Already(id);
            }

            var errors = await readiness.ErrorsAsync(campaign, wave, cancellationToken);
            if (errors.Count > 0 && (reason is null || errors.Any(error => !error.Overridable)))
            {
                return NotReady(id, errors);
            }

            var opened = await opening.OpenAsync(campaign.Id, wave, caller.AsMover(), errors.Count > 0 ? reason : null, cancellationToken);
            return opened.Moved
                ? Results.Accepted(
                    $"/api/waves/{id}",
                    new { campaign = campaign.Id, wave = id, state = "running", opened.Wave.StartedAt, opened.Wave.StartedBy, opened.Wave.Override, dress = DressNote(campaign.Id) })
                : Already(id);
        });

    private static string? DressNote(string scope) => MailRedirect.IsDress(scope)
        ? "Mail:RedirectAllTo is set: every mail of this run goes there, and nobody joins a group. Take the setting away for the real run, which starts afresh."
        : null;

    private static IResult Already(string wave) =>
        Results.Problem($"Wave '{wave}' was started before; GET /api/waves/{wave} shows how far it is.", statusCode: 409, title: "Already started");

    private static IResult NotReady(string wave, IReadOnlyList<ReadinessFinding> errors) => Results.Problem(
        $"{string.Join(" ", errors.Select(error => $"{error.Text} ({error.Where})"))} "
            + (errors.All(error => error.Overridable)
                ? $"To start all the same: POST /api/waves/{wave}/start?override=REASON, which is kept."
                : "Nobody can be added to a group that does not exist: no override helps."),
        statusCode: 409,
        title: "Not ready",
        extensions: new Dictionary<string, object?>(StringComparer.Ordinal) { ["findings"] = errors });
}
