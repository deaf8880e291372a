using System.Runtime.CompilerServices;
using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Surveys.Rounds;
using AdoptionAutomation.Waves.People;

namespace AdoptionAutomation.Surveys.Asking;

/// <summary>The welcomed people whom a round means, in the order of their ids; whoever is welcomed later is asked in the next round.</summary>
internal sealed class WelcomedAudience(PeopleTable people, PeopleRecheck recheck)
{
    /// <summary>As many rows as the Table service answers with at once.</summary>
    private const int PageSize = 1000;

    /// <param name="campaign">The campaign.</param>
    /// <param name="round">The round.</param>
    /// <param name="after">Object ids after this one; empty: all.</param>
    /// <param name="cancellationToken">Cancels the requests.</param>
    public async IAsyncEnumerable<RoundPage> ReadAsync(
        Campaign campaign, SurveyRound round, string after, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var from = after.Length > 0 ? after : PeopleTable.FirstKey;
        var welcomed = people.WelcomedAsync(campaign.Id, WavesOf(round), from, cancellationToken);
        await foreach (var rows in welcomed.Chunk(PageSize).WithCancellation(cancellationToken))
        {
            var there = new List<PersonRow>();
            foreach (var some in rows.Where(row => Means(campaign, round, row)).GroupBy(row => row.Wave, StringComparer.Ordinal).SelectMany(wave => wave.Chunk(PeopleTable.ChunkSize)))
            {
                var looked = await recheck.LookAsync(campaign.Id, some[0].Wave, some, cancellationToken);
                if (looked.Wait is { } wait)
                {
                    yield return new([], null) { Wait = wait };
                    yield break;
                }

                there.AddRange(looked.People);
            }

            yield return new([.. there.OrderBy(row => row.Id, StringComparer.Ordinal)], rows.Length == PageSize ? rows[^1].Id : null);
        }
    }

    /// <summary>The waves whose people are asked; none: those of all.</summary>
    private static IReadOnlyList<string> WavesOf(SurveyRound round) =>
        round.Survey.When.AfterWave is not null ? [round.Round] : round.Survey.To.Waves ?? [];

    /// <summary>Whoever was erased is not welcomed any more.</summary>
    private static bool Means(Campaign campaign, SurveyRound round, PersonRow person) =>
        person is { RemindersStoppedAt: null, FollowUpRefused: null, Mail.Length: > 0 }
        && (round.Survey.To.Groups is not { } groups || groups.Any(group => IsIn(campaign, person, group)))
        && (round.Survey.To.Waves is not { } waves || waves.Contains(person.Wave));

    private static bool IsIn(Campaign campaign, PersonRow person, string group) =>
        person.OwnGroups.Contains(group) || campaign.FindWave(person.Wave)?.Groups.Contains(group) is true;
}
