using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Graph;
using AdoptionAutomation.Surveys.Rounds;

namespace AdoptionAutomation.Surveys.Figures;

/// <summary>Who answered the named question of a survey, and what: people whom the page told that their name is kept.</summary>
internal sealed class CandidatesReader(RoundsTable rounds, LinksTable links, GraphConnection graph)
{
    private readonly DirectoryUsers directory = new(graph) { AlsoSelect = ["surname"] };

    /// <summary>Whoever has left the directory is left out.</summary>
    public async Task<IReadOnlyList<Candidate>> ListAsync(string scope, string survey, CancellationToken cancellationToken)
    {
        var candidates = new List<Candidate>();
        await foreach (var round in rounds.ListAsync(scope, cancellationToken).Where(round => round.Survey.Id == survey).WithCancellation(cancellationToken))
        {
            await foreach (var some in links.NamedAsync(scope, round.Id, cancellationToken).Chunk(DirectoryUsers.AddressesPerRequest).WithCancellation(cancellationToken))
            {
                var people = await directory.FindByIdAsync([.. some.Select(answer => answer.Person).Distinct(StringComparer.Ordinal)], cancellationToken);
                candidates.AddRange(some.Where(answer => people.ContainsKey(answer.Person)).Select(answer => CandidateOf(round, answer, people[answer.Person])));
            }
        }

        return candidates;
    }

    private static Candidate CandidateOf(SurveyRound round, NamedAnswer answer, DirectoryUser user)
    {
        var question = round.Survey.Questions.FirstOrDefault(one => one.Id == answer.Question);
        var language = round.Languages.Count > 0 ? round.Languages[0] : "fr";
        return new(round.Round, answer.Person, $"{user.FirstName} {user.Surname}".Trim(), user.Mail, answer.Site, answer.Question, TextOf(question, answer.Value, language));
    }

    /// <summary>Choices by what they say; a text is as it was written.</summary>
    private static string TextOf(SurveyQuestion? question, string value, string language) => question?.Choices is not { } choices
        ? value
        : string.Join(", ", value.Split(' ').Select(id => choices.FirstOrDefault(choice => choice.Id == id)?.Text.In(language) ?? id));
}

/// <param name="Round">In which they said so.</param>
/// <param name="Person">Object id.</param>
/// <param name="Name">As the directory has it.</param>
/// <param name="Mail">The same.</param>
/// <param name="Site">Where they worked when they were asked.</param>
/// <param name="Question">The question's id.</param>
/// <param name="Answer">What they said.</param>
internal sealed record Candidate(string Round, string Person, string Name, string Mail, string Site, string Question, string Answer);
