using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Operations;
using AdoptionAutomation.Operations.Backups;
using AdoptionAutomation.Waves.People;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace AdoptionAutomation.Waves;

/// <summary>POST /api/people/{id}/erase: forgets a person, whatever is under way for them; once or ten times is the same.</summary>
/// <remarks>
/// The ledger's rows stay: they hold the object id and what came of each effect, no name and no address, and without them a person could be
/// added or written to a second time.
/// </remarks>
internal sealed class ErasePerson(Access access, CampaignStore campaigns, PersonErasing erasing, Erasures erasures)
{
    [Function(nameof(ErasePerson))]
    public Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "people/{id}/erase")] HttpRequest request, string id, CancellationToken cancellationToken) =>
        access.EnterAsync(request, [Role.It], async caller =>
        {
            var campaign = (await campaigns.GetAsync(access.CampaignOf(request), cancellationToken)).Id;
            var erased = Guid.TryParseExact(id, "D", out _)
                ? await erasing.EraseAsync(campaign, id.ToLowerInvariant(), caller.Id, cancellationToken)
                : new ErasedPerson([], 0);
            var copies = erasures.LastDay is { } day
                ? $"Backups of the tables and old versions of blobs may hold the person until {BackupDays.NameOf(day)}; a restore leaves them erased."
                : "No backups of the tables are made (Backups:KeepDays is 0).";
            return erased.Rows.Count == 0 && erased.Answers == 0
                ? Results.Problem(
                    $"No wave, contest or survey of {campaign} holds anything of a person with that object id: there is nothing to erase.",
                    statusCode: 404,
                    title: "Nothing kept")
                : erased.Rows.Count == 0 ? Results.Ok(new { campaign, person = id.ToLowerInvariant(), reason = PersonRow.Erased, copies })
                : Results.Ok(new { campaign, person = erased.Rows[0].Id, wave = erased.Rows[0].Wave, state = "skipped", reason = PersonRow.Erased, copies });
        });
}
