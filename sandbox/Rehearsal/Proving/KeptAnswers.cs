using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Kpis.Snapshots;
using AdoptionAutomation.Sandbox.App;
using AdoptionAutomation.Sandbox.Faults;
using AdoptionAutomation.Surveys.Answering;
using AdoptionAutomation.Surveys.Rounds;
using AdoptionAutomation.Surveys.Sealing;
using Microsoft.Extensions.DependencyInjection;

namespace AdoptionAutomation.Sandbox.Rehearsal.Proving;

/// <summary>
/// The answers that the app keeps, wherever they are: in the spool, sealed, or in their table. Those of a round that has closed are remembered, for
/// they go when their time is over. Reads as an instance of its own, which no fault strikes and nobody counts.
/// </summary>
internal sealed class KeptAnswers(SandboxApp app, Campaign campaign) : IAsyncDisposable
{
    private readonly ServiceProvider services = (app with { Counts = new(), Faults = new(FaultScript.None, 1, app.Clock) }).Build(new());
    private readonly HashSet<string> closed = new(StringComparer.Ordinal);
    private readonly Dictionary<string, IReadOnlyList<IReadOnlyList<string>>> answers = new(StringComparer.Ordinal);

    /// <summary>By round; of each answer, its texts.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<IReadOnlyList<string>>> Answers => answers;

    /// <summary>Rounds of which something was there when it was looked at last.</summary>
    public IReadOnlySet<string> Rounds { get; private set; } = new HashSet<string>(StringComparer.Ordinal);

    /// <summary>Days with figures when it was looked at last.</summary>
    public int Snapshots { get; private set; }

    public async Task LookAsync(CancellationToken cancellationToken)
    {
        var rounds = await services.GetRequiredService<RoundsTable>().ListAsync(campaign.Id, cancellationToken).ToListAsync(cancellationToken);
        var figures = await services.GetRequiredService<KpisTable>().SeriesAsync(campaign.Id, Scope.Organisation, DateOnly.MinValue, DateOnly.MaxValue, cancellationToken);
        Snapshots = figures.Days.Count;
        Rounds = rounds.Select(round => round.Id).ToHashSet(StringComparer.Ordinal);
        foreach (var round in rounds.Where(round => !closed.Contains(round.Id)))
        {
            answers[round.Id] = await ReadAsync(round, cancellationToken);
            if (round.State == RoundState.Closed)
            {
                closed.Add(round.Id);
            }
        }
    }

    public ValueTask DisposeAsync() => services.DisposeAsync();

    private async Task<List<List<string>>> ReadAsync(SurveyRound round, CancellationToken cancellationToken)
    {
        var (links, table, cipher) = (services.GetRequiredService<LinksTable>(), services.GetRequiredService<AnswersTable>(), services.GetRequiredService<AnswerCipher>());
        var spooled = links.SpoolAsync(campaign.Id, round.Id, cancellationToken).Select(one => cipher.Decrypt(campaign.Id, round.Id, one.Answer).Values);
        var waiting = links.SealedAsync(campaign.Id, round.Id, cancellationToken).SelectMany(one => AnswersTable.Unpack(one.Content).Answers);
        var kept = table.ListAsync(campaign.Id, round.Id, cancellationToken).SelectMany(block => block.Answers);
        var texts = round.Survey.Questions.Where(question => question.Kind == QuestionKind.Text).Select(question => question.Id).ToList();
        return await spooled.Concat(waiting).Concat(kept).Select(answer => TextsOf(answer, texts)).ToListAsync(cancellationToken);
    }

    private static List<string> TextsOf(IReadOnlyDictionary<string, IReadOnlyList<string>> answer, List<string> questions) =>
        [.. questions.SelectMany(question => answer.GetValueOrDefault(question, []))];
}
