using AdoptionAutomation.Graph;

namespace AdoptionAutomation.Calendar.Contests;

/// <summary>Who holds the ticket that was drawn: known as long as their answer is kept.</summary>
internal sealed class ContestWinner(ContestsTable table, GraphConnection graph)
{
    private readonly DirectoryUsers directory = new(graph) { AlsoSelect = ["surname"] };

    /// <returns>Null: nobody won, or their answer is forgotten.</returns>
    public async Task<ContestAnswer?> FindAsync(DrawRecord record, CancellationToken cancellationToken) => record.Winner is null ? null
        : (await table.AnswersAsync(record.Campaign, record.Contest, cancellationToken)).Find(answer => answer.Ticket == record.Winner);

    /// <summary>As the directory has them now; null: they have left.</summary>
    public async Task<DirectoryUser?> LookUpAsync(ContestAnswer winner, CancellationToken cancellationToken) =>
        (await directory.FindByIdAsync([winner.Person], cancellationToken)).GetValueOrDefault(winner.Person);

    /// <summary>First name and surname of a winner who agreed to it, for the post; else null.</summary>
    public async Task<string?> PublicNameAsync(DrawRecord record, CancellationToken cancellationToken) =>
        await FindAsync(record, cancellationToken) is { MayName: true } winner && await LookUpAsync(winner, cancellationToken) is { } user
            ? $"{user.FirstName} {user.Surname}".Trim()
            : null;
}
