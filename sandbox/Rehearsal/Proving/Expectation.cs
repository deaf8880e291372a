using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Sandbox.People;

namespace AdoptionAutomation.Sandbox.Rehearsal.Proving;

/// <summary>
/// What the campaign's files ask for, worked out here from the files and the people alone: none of the app's code that does the same
/// work is called, so the two check each other.
/// </summary>
/// <param name="Groups">The groups that are to stand.</param>
/// <param name="Targets">Who is to be invited, by object id, with the wave that is theirs.</param>
internal sealed record Expectation(IReadOnlyList<ExpectedGroup> Groups, IReadOnlyDictionary<Guid, Target> Targets)
{
    /// <summary>Addresses of the guests of all groups, each once.</summary>
    public IReadOnlyList<string> Guests { get; } = [.. Groups.SelectMany(group => group.Guests).Distinct(StringComparer.OrdinalIgnoreCase)];

    /// <param name="campaign">The campaign.</param>
    /// <param name="groups">The groups it asks for.</param>
    /// <param name="files">Its files.</param>
    /// <param name="employees">The people of the tenant.</param>
    /// <param name="opened">When each wave was opened; those that were not invite nobody.</param>
    /// <param name="cancellationToken">Cancels reading.</param>
    public static async Task<Expectation> OfAsync(
        Campaign campaign,
        IReadOnlyList<ExpectedGroup> groups,
        ICampaignFiles files,
        Employees employees,
        IReadOnlyDictionary<string, DateTimeOffset> opened,
        CancellationToken cancellationToken)
    {
        var targets = new Dictionary<Guid, Target>();
        foreach (var wave in campaign.Waves.Where(wave => opened.ContainsKey(wave.Id)).OrderBy(wave => opened[wave.Id]))
        {
            var isInvited = await AudienceRule.OfAsync(wave.Audience, files, employees, cancellationToken);
            foreach (var person in employees.From(0).Where(person => person is { AccountEnabled: true, IsGuest: false } && isInvited(person)))
            {
                targets.TryAdd(person.Id, new(person, wave));
            }
        }

        return new(groups, targets);
    }
}

/// <summary>One person who is to be invited.</summary>
internal sealed record Target(Employee Person, WaveDefinition Wave);
