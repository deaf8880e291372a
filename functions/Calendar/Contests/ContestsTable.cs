using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using AdoptionAutomation.Effects;
using AdoptionAutomation.Storage;
using Azure;
using Azure.Data.Tables;

namespace AdoptionAutomation.Calendar.Contests;

/// <summary>Bytes that nobody can foretell.</summary>
internal delegate byte[] RandomBytes(int count);

/// <summary>
/// Partition campaign and contest: the row <c>!seed</c>, drawn before the question is published, and one row per person who answered, which
/// is what makes answers one per person.
/// </summary>
/// <remarks>
/// Answers hold the object id, the choice, the ticket and the consent; they go 30 days after the result, or when the person is erased. The
/// seed leaves the table only with the result; it stays for the campaign's life.
/// </remarks>
internal sealed class ContestsTable(TableServiceClient service, RandomBytes random, TimeProvider time)
{
    private const string SeedRow = "!seed";
    private const string FirstPerson = "0";
    private const int SeedBytes = 32;
    private const int MostRaces = 20;

    private readonly TableClient table = service.GetTableClient(TableNames.Contests);

    /// <summary>The contest's seed: the same for all who ask, whoever asks first.</summary>
    /// <param name="campaign">The campaign's scope.</param>
    /// <param name="contest">The contest's id.</param>
    /// <param name="forgetAt">When its answers are to go, if nothing is said later.</param>
    /// <param name="cancellationToken">Cancels the requests.</param>
    public async Task<byte[]> SeedAsync(string campaign, string contest, DateTimeOffset forgetAt, CancellationToken cancellationToken)
    {
        if (await FindSeedAsync(campaign, contest, cancellationToken) is { } known)
        {
            return known;
        }

        var seed = random(SeedBytes);
        try
        {
            var row = new TableEntity(Key.Of(campaign, contest), SeedRow) { ["Seed"] = Convert.ToHexStringLower(seed), ["ForgetAt"] = forgetAt };
            await table.AddEntityAsync(row, cancellationToken);
            return seed;
        }
        catch (RequestFailedException exists) when (exists.Status == 409)
        {
            return (await FindSeedAsync(campaign, contest, cancellationToken))!;
        }
    }

    /// <summary>Null: its question was never made.</summary>
    public async Task<byte[]?> FindSeedAsync(string campaign, string contest, CancellationToken cancellationToken) =>
        await FindAsync(campaign, contest, SeedRow, cancellationToken) is { } row ? Convert.FromHexString(row.GetString("Seed")!) : null;

    public async Task<ContestAnswer?> FindAnswerAsync(string campaign, string contest, string person, CancellationToken cancellationToken) =>
        await FindAsync(campaign, contest, person, cancellationToken) is { } row ? AnswerOf(row) : null;

    /// <summary>Keeps a person's answer, or changes it; the ticket stays.</summary>
    public async Task<ContestAnswer> AnswerAsync(
        string campaign, string contest, string person, string choice, bool mayName, CancellationToken cancellationToken)
    {
        for (var race = 0; race < MostRaces; race++)
        {
            var known = await FindAsync(campaign, contest, person, cancellationToken);
            var row = new TableEntity(Key.Of(campaign, contest), Key.Of(person))
            {
                ["Choice"] = choice,
                ["Ticket"] = known?.GetString("Ticket") ?? Ticket.From(random(Ticket.RandomBytes)),
                ["MayName"] = mayName,
                ["At"] = time.GetUtcNow(),
            };
            try
            {
                await (known is null ? table.AddEntityAsync(row, cancellationToken)
                    : table.UpdateEntityAsync(row, known.ETag, TableUpdateMode.Replace, cancellationToken));
                return AnswerOf(row);
            }
            catch (RequestFailedException race404) when (race404.Status is 404 or 409 or 412)
            {
                // The same person, elsewhere: look again.
            }
        }

        throw new ContentionException("a contest's answers");
    }

    public ValueTask<List<ContestAnswer>> AnswersAsync(string campaign, string contest, CancellationToken cancellationToken) => table
        .QueryAsync<TableEntity>(
            TableClient.CreateQueryFilter($"PartitionKey eq {Key.Of(campaign, contest)} and RowKey ge {FirstPerson}"), cancellationToken: cancellationToken)
        .Select(AnswerOf)
        .ToListAsync(cancellationToken);

    /// <summary>Forgets what a person answered in any contest of a campaign.</summary>
    /// <returns>How many answers.</returns>
    public async Task<int> EraseAsync(string campaign, string person, CancellationToken cancellationToken)
    {
        var erased = 0;
        var filter = TableClient.CreateQueryFilter(
            $"PartitionKey ge {Key.Of(campaign) + "|"} and PartitionKey lt {Key.After(campaign)} and RowKey eq {Key.Of(person)}");
        await foreach (var row in table.QueryAsync<TableEntity>(filter, select: ["PartitionKey", "RowKey"], cancellationToken: cancellationToken))
        {
            await table.DeleteEntityAsync(row.PartitionKey, row.RowKey, ETag.All, cancellationToken);
            erased++;
        }

        return erased;
    }

    /// <summary>Contests whose answers are to go by now: one request, however many there are.</summary>
    public async IAsyncEnumerable<(string Campaign, string Contest)> DueAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var filter = TableClient.CreateQueryFilter($"RowKey eq {SeedRow} and ForgetAt le {time.GetUtcNow()}");
        await foreach (var row in table.QueryAsync<TableEntity>(filter, select: ["PartitionKey"], cancellationToken: cancellationToken))
        {
            var parts = row.PartitionKey.Split('|');
            yield return (parts[0], parts[1]);
        }
    }

    /// <summary>Its answers go later: it closes later than when its question was made, or its result came late.</summary>
    public Task KeepUntilAsync(string campaign, string contest, DateTimeOffset forgetAt, CancellationToken cancellationToken) =>
        MarkAsync(campaign, contest, forgetAt, cancellationToken);

    public async Task ForgetAnswersAsync(string campaign, string contest, CancellationToken cancellationToken)
    {
        foreach (var some in (await AnswersAsync(campaign, contest, cancellationToken)).Chunk(RowTransactions.Size))
        {
            await table.SubmitTransactionAsync(
                some.Select(answer => new TableTransactionAction(
                    TableTransactionActionType.Delete, new TableEntity(Key.Of(campaign, contest), answer.Person), ETag.All)),
                cancellationToken);
        }

        await MarkAsync(campaign, contest, DateTimeOffset.MaxValue, cancellationToken);
    }

    private Task MarkAsync(string campaign, string contest, DateTimeOffset forgetAt, CancellationToken cancellationToken) => table.UpdateEntityAsync(
        new TableEntity(Key.Of(campaign, contest), SeedRow) { ["ForgetAt"] = forgetAt }, ETag.All, TableUpdateMode.Merge, cancellationToken);

    private async Task<TableEntity?> FindAsync(string campaign, string contest, string row, CancellationToken cancellationToken)
    {
        var found = await table.GetEntityIfExistsAsync<TableEntity>(Key.Of(campaign, contest), Key.Of(row), cancellationToken: cancellationToken);
        return found.HasValue ? found.Value : null;
    }

    private static ContestAnswer AnswerOf(TableEntity row) => new(
        row.RowKey, row.GetString("Choice")!, row.GetString("Ticket")!, row.GetBoolean("MayName") is true, row.GetDateTimeOffset("At")!.Value);
}

/// <param name="Person">Object id.</param>
/// <param name="Choice">Id of the choice.</param>
/// <param name="Ticket">Stands for the person in the draw; it tells nothing about them.</param>
/// <param name="MayName">Whether they agree to be named if they win.</param>
/// <param name="At">When they said so last.</param>
internal sealed record ContestAnswer(string Person, string Choice, string Ticket, bool MayName, DateTimeOffset At);

/// <summary>Short codes of chance (pure), written so that they can be read out: <c>7K3QX-M2R9D</c>.</summary>
internal static class Ticket
{
    public const int RandomBytes = 16;

    private const int Half = 5;

    /// <summary>Without I, L, O and U.</summary>
    private const string Letters = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    public static string From(byte[] chance)
    {
        var hash = SHA256.HashData([.. "ticket:"u8, .. chance]);
        var text = new StringBuilder();
        for (var i = 0; i < 2 * Half; i++)
        {
            text.Append(i == Half ? "-" : "").Append(Letters[hash[i] % Letters.Length]);
        }

        return text.ToString();
    }
}
