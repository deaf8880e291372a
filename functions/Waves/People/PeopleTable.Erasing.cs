using AdoptionAutomation.Storage;
using Azure;
using Azure.Data.Tables;

namespace AdoptionAutomation.Waves.People;

/// <summary>Forgetting a person.</summary>
internal sealed partial class PeopleTable
{
    /// <summary>
    /// Forgets all of a person but their id, wave and that they count as skipped: the id stays, so that no wave invites them again and no
    /// message that is under way finds them.
    /// </summary>
    /// <returns>False if they were erased already.</returns>
    public async Task<bool> EraseAsync(string campaign, PersonRow person, CancellationToken cancellationToken) => await ChangeAsync<PersonRow>(
        campaign,
        person.Wave,
        person.IsErased ? [] : [person],
        row => row,
        (_, now) => now.IsErased ? null : now,
        (row, counter) => ErasedBy(campaign, row, counter),
        cancellationToken) > 0;

    /// <summary>
    /// Leaves the mark of an erased person where no row is: they are of no wave, and no wave invites them.
    /// </summary>
    public async Task KeepOutAsync(string campaign, string person, CancellationToken cancellationToken)
    {
        try
        {
            await table.AddEntityAsync(Tombstone(campaign, person, wave: ""), cancellationToken);
        }
        catch (RequestFailedException there) when (there.Status == 409)
        {
            // Somebody was first: whatever it is, it is not ours to change.
        }
    }

    /// <summary>Replaces the row: a merge would keep what it does not name.</summary>
    private TableTransactionAction ErasedBy(string campaign, PersonRow person, CounterRow counter)
    {
        counter.Move(person.State, PersonState.Skipped);
        counter.CountMarks(person, -1);
        return new(TableTransactionActionType.UpdateReplace, Tombstone(campaign, person.Id, person.Wave), person.ETag);
    }

    private TableEntity Tombstone(string campaign, string person, string wave) => new(Key.Of(campaign), Key.Of(person))
    {
        ["Wave"] = wave,
        ["State"] = nameof(PersonState.Skipped),
        ["Reason"] = PersonRow.Erased,
        ["Since"] = time.GetUtcNow(),
    };
}
