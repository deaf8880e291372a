using System.Security.Cryptography;
using System.Text;
using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Surveys.Answering.Page;
using AdoptionAutomation.Surveys.Rounds;
using Microsoft.Extensions.Options;

namespace AdoptionAutomation.Surveys.Answering.Elsewhere;

/// <summary>Takes answers that were collected elsewhere, by the page's own rules, each id once.</summary>
internal sealed class ForeignAnswers(RoundsTable rounds, LinksTable links, AnswerCipher cipher, IOptions<SurveysOptions> options, TimeProvider time)
{
    /// <param name="campaign">In the scope whose rounds are meant.</param>
    /// <param name="survey">The survey's id.</param>
    /// <param name="answer">As it was sent.</param>
    /// <param name="cancellationToken">Cancels the requests.</param>
    public async Task<Taking> TakeAsync(Campaign campaign, string survey, ForeignAnswer answer, CancellationToken cancellationToken)
    {
        if (campaign.FindSurvey(survey) is not { } defined)
        {
            return new Taking.Missing($"surveys.json of {campaign.Settings.Id} has no survey '{survey}'; it has: {string.Join(", ", campaign.Surveys.Select(one => one.Id))}.");
        }

        var (round, refusal) = await RoundAsync(campaign.Id, survey, answer.Round, cancellationToken);
        if (round is null)
        {
            return refusal!;
        }

        if (defined.Status != PostStatus.Approved || time.GetUtcNow() >= round.ClosesAt)
        {
            return new Taking.Closed($"Round {round.Id} takes no more answers: it closed on {round.ClosesAt:u}, or its survey is a draft again.");
        }

        var (given, unread) = answer.Read();
        var read = AnswerCheck.Check(round.Survey, given, withNamed: false);
        var problems = answer.Problems([.. campaign.Waves.Select(wave => wave.Id)])
            .Concat([.. unread.Concat(read.Problems.Where(problem => unread.All(other => other.Question != problem.Question)))
                .Select(problem => ($"values.{problem.Question}", AnswerWords.ForScripts(round.Survey, problem)))])
            .ToList();
        if (problems.Count > 0)
        {
            return new Taking.Wrong(problems);
        }

        var paper = new AnswerPaper(new(answer.Site?.Trim() ?? "", answer.Wave ?? "", []), read.Values);
        var spooled = cipher.Encrypt(campaign.Id, round.Id, paper);
        return await links.TakeForeignAsync(campaign.Id, round.Id, HashOf(answer.Id!), spooled, cancellationToken) ? new Taking.Taken(round.Id) : new Taking.Known(round.Id);
    }

    private async Task<(SurveyRound? Round, Taking? Refusal)> RoundAsync(string campaign, string survey, string? round, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        if (round is { Length: > 0 })
        {
            var id = SurveyRound.IdOf(survey, round);
            return Storage.Key.Allows(id) && await rounds.FindAsync(campaign, id, cancellationToken) is { } found
                ? (found, null)
                : (null, new Taking.Missing($"Survey {survey} has no round '{round}' that has opened."));
        }

        var all = await rounds.ListAsync(campaign, cancellationToken).Where(one => one.Survey.Id == survey).ToListAsync(cancellationToken);
        return all.Where(one => now < one.ClosesAt).ToList() switch
        {
            [var open] => (open, null),
            [] when all.Count > 0 => (null, new Taking.Closed($"No round of survey {survey} is open; the last closed on {all.Max(one => one.ClosesAt):u}.")),
            [] => (null, new Taking.Missing($"No round of survey {survey} has opened yet.")),
            var open => (null, new Taking.Wrong([("round", $"Several are open, name one of: {string.Join(", ", open.Select(one => one.Round))}.")])),
        };
    }

    /// <summary>Keyed, for the id may tell a person. By the key that is about to go, which stays until the rounds that it knows have closed.</summary>
    private string HashOf(string id) =>
        Convert.ToHexString(HMACSHA256.HashData(Encoding.UTF8.GetBytes(options.Value.Keys[^1]), Encoding.UTF8.GetBytes($"survey-answer:{id}")));
}

internal abstract record Taking
{
    internal sealed record Taken(string Round) : Taking;

    /// <summary>It is here already.</summary>
    internal sealed record Known(string Round) : Taking;

    internal sealed record Missing(string Detail) : Taking;

    internal sealed record Closed(string Detail) : Taking;

    internal sealed record Wrong(IReadOnlyList<(string Field, string Problem)> Problems) : Taking;
}
