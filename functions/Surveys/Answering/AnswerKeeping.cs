using AdoptionAutomation.Storage;
using AdoptionAutomation.Surveys.Rounds;

namespace AdoptionAutomation.Surveys.Answering;

/// <summary>Spends a link and spools its answer. One transaction: whoever dies has done both or nothing.</summary>
internal sealed class AnswerKeeping(LinksTable table, AnswerCipher cipher)
{
    /// <summary>A link changes without being spent when a mail to the person comes back; that happens once or twice in a round.</summary>
    private const int MostTries = 5;

    /// <summary>Without a key nothing can be kept.</summary>
    public bool IsOn => cipher.IsOn;

    /// <returns>False: the link takes no answer any more.</returns>
    public async Task<bool> KeepAsync(SurveyVisit visit, CheckedAnswer answer, CancellationToken cancellationToken)
    {
        var (campaign, round) = (visit.Campaign.Id, visit.Round.Id);
        var spooled = cipher.Encrypt(campaign, round, new(visit.Link.Place, answer.Values));
        var link = visit.Link;
        for (var tries = 0; tries < MostTries; tries++)
        {
            if (await table.SpendAsync(campaign, round, link, spooled, answer.Named, cancellationToken))
            {
                return true;
            }

            if (await table.FindAsync(campaign, round, link.Person, cancellationToken) is not { IsSpent: false, IsErased: false } now)
            {
                return false;
            }

            link = now;
        }

        throw new ContentionException($"a link of survey {round}");
    }
}
