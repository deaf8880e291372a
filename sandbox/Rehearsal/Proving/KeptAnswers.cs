using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Surveys.Answering;
using AdoptionAutomation.Surveys.Rounds;
using AdoptionAutomation.Surveys.Sealing;
using Microsoft.Extensions.DependencyInjection;

namespace AdoptionAutomation.Sandbox.Rehearsal.Proving;

/// <summary>Every answer that is kept when a rehearsal ends, wherever it is: in the spool, sealed, or in its table.</summary>
internal static class KeptAnswers
{
    /// <returns>By round; of each answer, its texts.</returns>
    public static async Task<IReadOnlyDictionary<string, IReadOnlyList<IReadOnlyList<string>>>> ReadAsync(
        IServiceProvider services, Campaign campaign, CancellationToken cancellationToken)
    {
        var (rounds, links) = (services.GetRequiredService<RoundsTable>(), services.GetRequiredService<LinksTable>());
        var (answers, cipher) = (services.GetRequiredService<AnswersTable>(), services.GetRequiredService<AnswerCipher>());
        var found = new Dictionary<string, IReadOnlyList<IReadOnlyList<string>>>(StringComparer.Ordinal);
        await foreach (var round in rounds.ListAsync(campaign.Id, cancellationToken))
        {
            var spooled = await links.SpoolAsync(campaign.Id, round.Id, cancellationToken)
                .Select(one => cipher.Decrypt(campaign.Id, round.Id, one.Answer).Values)
                .ToListAsync(cancellationToken);
            var waiting = await links.SealedAsync(campaign.Id, round.Id, cancellationToken)
                .SelectMany(one => AnswersTable.Unpack(one.Content).Answers)
                .ToListAsync(cancellationToken);
            var kept = await answers.ListAsync(campaign.Id, round.Id, cancellationToken).SelectMany(block => block.Answers).ToListAsync(cancellationToken);
            var texts = round.Survey.Questions.Where(question => question.Kind == QuestionKind.Text).Select(question => question.Id).ToList();
            found[round.Id] = [.. spooled.Concat(waiting).Concat(kept).Select(answer => TextsOf(answer, texts))];
        }

        return found;
    }

    private static List<string> TextsOf(IReadOnlyDictionary<string, IReadOnlyList<string>> answer, List<string> questions) =>
        [.. questions.SelectMany(question => answer.GetValueOrDefault(question, []))];
}
