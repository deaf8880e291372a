using System.Runtime.CompilerServices;
using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Graph;
using AdoptionAutomation.Waves.Inviting;
using AdoptionAutomation.Waves.People;

namespace AdoptionAutomation.Surveys.Asking;

/// <summary>
/// Everybody whom the waves mean, invited yet or not, wave by wave as the directory tells: for what is asked before the launch. Who is in the
/// audience of several comes with the first; a repeat is the caller's to see.
/// </summary>
internal sealed class DirectoryAudience(AudienceReader reader, AudienceSieves sieves, PeopleTable people, TimeProvider time)
{
    private const char Separator = '|';

    /// <param name="campaign">The campaign.</param>
    /// <param name="cursor">Empty: from the start; else that of the last page dealt with.</param>
    /// <param name="cancellationToken">Cancels the requests.</param>
    /// <exception cref="GraphFailure">Throttled, unknown or not allowed.</exception>
    public async IAsyncEnumerable<RoundPage> ReadAsync(Campaign campaign, string cursor, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var unwilling = await people.UnwillingAsync(campaign.Id, cancellationToken);
        var (at, next) = cursor.Split(Separator, 2) is [{ Length: > 0 } wave, var page] ? (wave, page) : (campaign.Waves[0].Id, "");
        var left = campaign.Waves.SkipWhile(one => one.Id != at).ToList();
        foreach (var (i, one) in left.Index())
        {
            var sieve = await sieves.ForAsync(campaign, one, cancellationToken);
            var from = i == 0 && next.Length > 0 ? next : null;
            await foreach (var read in reader.ReadAsync(campaign, one.Audience, from, DirectoryUsers.PageSize, cancellationToken))
            {
                var meant = sieve.Sieve(read.Users).Invited.Where(user => !unwilling.Contains(user.Id)).ToList();
                var behind = i + 1 < left.Count ? left[i + 1].Id + Separator : null;
                yield return PageOf(campaign, one, meant) with { Next = read.Next is { } more ? $"{one.Id}{Separator}{more}" : behind };
            }
        }
    }

    private RoundPage PageOf(Campaign campaign, WaveDefinition wave, IReadOnlyList<DirectoryUser> users)
    {
        var plan = new PersonPlan(campaign, wave);
        var sites = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var expansion in PeopleSites.Of(campaign))
        {
            foreach (var value in users.Select(user => user.Attributes[expansion.From.Attribute!.Value]?.Trim()).OfType<string>())
            {
                sites.TryAdd(GroupIds.Of(expansion.Id, value), value);
            }
        }

        return new([.. users.Select(user => plan.RowOf(user, 1, time.GetUtcNow()))], null) { Sites = sites };
    }
}
