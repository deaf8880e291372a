using AdoptionAutomation.Calendar.Contests;
using AdoptionAutomation.Mail;
using AdoptionAutomation.Operations.Backups;
using AdoptionAutomation.Surveys.Rounds;
using Microsoft.Extensions.Logging;

namespace AdoptionAutomation.Waves.People;

/// <summary>Forgets a person in the campaign and its dress rehearsal; once or ten times is the same.</summary>
internal sealed partial class PersonErasing(
    Erasures erasures, PeopleTable people, ContestsTable contests, SurveyErasing surveys, ILogger<PersonErasing> logger)
{
    /// <param name="campaign">The campaign's own id.</param>
    /// <param name="id">Object id, in lower case.</param>
    /// <param name="by">Object id of who asks for it, or what does.</param>
    /// <param name="cancellationToken">Cancels the requests.</param>
    public async Task<ErasedPerson> EraseAsync(string campaign, string id, string by, CancellationToken cancellationToken)
    {
        // Whether or not anything is found: what a lost table held comes back with its backup.
        await erasures.AddAsync(campaign, id, cancellationToken);
        return await ForgetAsync(campaign, id, by, cancellationToken);
    }

    /// <summary>Somebody who was erased before, and came back with a backup.</summary>
    public Task<ErasedPerson> EraseAgainAsync(string campaign, string id, CancellationToken cancellationToken) => ForgetAsync(campaign, id, "restore", cancellationToken);

    private async Task<ErasedPerson> ForgetAsync(string campaign, string id, string by, CancellationToken cancellationToken)
    {
        var (rows, answers) = (new List<PersonRow>(), 0);
        foreach (var scope in MailRedirect.BothOf(campaign))
        {
            answers += await contests.EraseAsync(scope, id, cancellationToken);
            if (await people.FindAsync(scope, id, cancellationToken) is { } row)
            {
                rows.Add(row);
                if (await people.EraseAsync(scope, row, cancellationToken))
                {
                    Log.Erased(logger, scope, row.Id, by);
                }
            }

            // After the person's own row: a round whose audience is read from now on does not find them.
            answers += await surveys.EraseAsync(scope, id, cancellationToken);
        }

        return new(rows, answers);
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "{Campaign}: person {Person} was erased by {Caller}.")]
        public static partial void Erased(ILogger logger, string campaign, string person, string caller);
    }
}

/// <param name="Rows">As they were before.</param>
/// <param name="Answers">In how many contests and surveys something was kept.</param>
internal sealed record ErasedPerson(IReadOnlyList<PersonRow> Rows, int Answers);
