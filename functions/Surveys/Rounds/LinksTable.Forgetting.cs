using AdoptionAutomation.Storage;
using Azure;
using Azure.Data.Tables;

namespace AdoptionAutomation.Surveys.Rounds;

/// <summary>What is kept of people who were asked, and how it goes.</summary>
internal sealed partial class LinksTable
{
    /// <summary>Ids of all who have a link, in order, from after <paramref name="after"/> on.</summary>
    public IAsyncEnumerable<string> KeysAsync(string campaign, string round, string after, CancellationToken cancellationToken) => table
        .QueryAsync<TableEntity>(
            TableClient.CreateQueryFilter($"PartitionKey eq {PartitionOf(campaign, round)} and RowKey gt {after}"),
            select: ["RowKey"],
            cancellationToken: cancellationToken)
        .Select(row => row.RowKey);

    /// <summary>Remembers that mails to these people came back; who was erased meanwhile stays so.</summary>
    public async Task RefuseAsync(
        string campaign, string round, IReadOnlyCollection<(SurveyLink Link, string Why)> refused, CancellationToken cancellationToken)
    {
        foreach (var (link, why) in refused)
        {
            for (SurveyLink? now = link; now is { IsErased: false, Refused: null }; now = await FindAsync(campaign, round, link.Person, cancellationToken))
            {
                var mark = new TableEntity(PartitionOf(campaign, round), Key.Of(link.Person)) { ["Refused"] = why };
                await TrySubmitAsync([new(TableTransactionActionType.UpdateMerge, mark, now.ETag)], cancellationToken);
            }
        }
    }

    /// <summary>What a person answered by name in a round.</summary>
    public async Task<IReadOnlyDictionary<string, string>> NamedOfAsync(
        string campaign, string round, string person, IEnumerable<string> questions, CancellationToken cancellationToken)
    {
        var answers = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var question in questions)
        {
            var found = await table.GetEntityIfExistsAsync<TableEntity>(
                PartitionOf(campaign, round), Key.Of(NamedPrefix, question, person), cancellationToken: cancellationToken);
            if (found is { HasValue: true, Value: { } row })
            {
                answers[question] = row.GetString("Value") ?? "";
            }
        }

        return answers;
    }

    /// <summary>
    /// Forgets what a round keeps of a person. Their id stays in the place of their link, which works no more; an answer that is on its way meets
    /// another version of the row and is not taken.
    /// </summary>
    /// <param name="campaign">The campaign's scope.</param>
    /// <param name="round">The round, with the questions that are answered by name.</param>
    /// <param name="person">Object id.</param>
    /// <param name="cancellationToken">Cancels the requests.</param>
    /// <returns>Whether anything was kept.</returns>
    public async Task<bool> EraseAsync(string campaign, SurveyRound round, string person, CancellationToken cancellationToken)
    {
        var link = await FindAsync(campaign, round.Id, person, cancellationToken);

        // While links are given, whoever read the audience before may have one for them still: the id in its place is kept as it is.
        if (link is { IsErased: false } || (link is null && round.State == RoundState.Opening))
        {
            var tombstone = new TableEntity(PartitionOf(campaign, round.Id), Key.Of(person)) { ["IsErased"] = true };
            await table.UpsertEntityAsync(tombstone, TableUpdateMode.Replace, cancellationToken);
        }

        var named = await NamedOfAsync(campaign, round.Id, person, round.NamedQuestions, cancellationToken);
        foreach (var question in named.Keys)
        {
            await table.DeleteEntityAsync(PartitionOf(campaign, round.Id), Key.Of(NamedPrefix, question, person), ETag.All, cancellationToken);
        }

        return link is not null || named.Count > 0;
    }

    /// <summary>Links go, and what tells that an answer came from elsewhere; answers by name stay. Again is the same.</summary>
    /// <returns>How many rows went.</returns>
    public async Task<int> ForgetLinksAsync(string campaign, string round, CancellationToken cancellationToken) =>
        await RemoveAsync(PartitionOf(campaign, round), $" and RowKey ge '{FirstPerson}'", cancellationToken)
        + await RemoveAsync(PartitionOf(campaign, round), $" and RowKey ge '{ForeignPrefix}|' and RowKey lt '{Key.After(ForeignPrefix)}'", cancellationToken);

    /// <summary>Everything goes. Again is the same.</summary>
    public Task<int> ForgetAllAsync(string campaign, string round, CancellationToken cancellationToken) =>
        RemoveAsync(PartitionOf(campaign, round), "", cancellationToken);

    private Task<int> RemoveAsync(string partition, string alsoIf, CancellationToken cancellationToken) =>
        table.RemoveRowsAsync(TableClient.CreateQueryFilter($"PartitionKey eq {partition}") + alsoIf, cancellationToken);
}
