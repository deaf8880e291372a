using AdoptionAutomation.Calendar.Contests;
using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Mail;
using AdoptionAutomation.Operations;
using AdoptionAutomation.Surveys.Rounds;
using AdoptionAutomation.Waves.People;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;

namespace AdoptionAutomation.Waves;

/// <summary>POST /api/people/{id}/erase: forgets a person, whatever is under way for them; once or ten times is the same.</summary>
/// <remarks>
/// The ledger's rows stay: they hold the object id and what came of each effect, no name and no address, and without them a person could be
/// added or written to a second time.
/// </remarks>
internal sealed partial class ErasePerson(
    Access access, CampaignStore campaigns, PeopleTable people, ContestsTable contests, SurveyErasing surveys, ILogger<ErasePerson> logger)
{
    [Function(nameof(ErasePerson))]
    public Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "people/{id}/erase")] HttpRequest request, string id, CancellationToken cancellationToken) =>
        access.EnterAsync(request, [Role.It], async caller =>
        {
            var campaign = (await campaigns.GetAsync(access.CampaignOf(request), cancellationToken)).Id;
            var erased = new List<PersonRow>();
            var answers = 0;
            foreach (var scope in Guid.TryParseExact(id, "D", out _) ? MailRedirect.BothOf(campaign) : [])
            {
                answers += await contests.EraseAsync(scope, id.ToLowerInvariant(), cancellationToken);
                if (await people.FindAsync(scope, id.ToLowerInvariant(), cancellationToken) is { } row)
                {
                    erased.Add(row);
                    if (await people.EraseAsync(scope, row, cancellationToken))
                    {
                        Log.Erased(logger, scope, row.Id, caller.Id);
                    }
                }

                // After the person's own row: a round whose audience is read from now on does not find them.
                answers += await surveys.EraseAsync(scope, id.ToLowerInvariant(), cancellationToken);
            }

            return erased.Count == 0 && answers == 0
                ? Results.Problem(
                    $"No wave, contest or survey of {campaign} holds anything of a person with that object id: there is nothing to erase.",
                    statusCode: 404,
                    title: "Nothing kept")
                : erased.Count == 0 ? Results.Ok(new { campaign, person = id.ToLowerInvariant(), reason = PersonRow.Erased })
                : Results.Ok(new { campaign, person = erased[0].Id, wave = erased[0].Wave, state = "skipped", reason = PersonRow.Erased });
        });

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "{Campaign}: person {Person} was erased by {Caller}.")]
        public static partial void Erased(ILogger logger, string campaign, string person, string caller);
    }
}
