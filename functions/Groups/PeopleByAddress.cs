using System.Collections.Concurrent;
using AdoptionAutomation.Graph;

namespace AdoptionAutomation.Groups;

/// <summary>
/// The people behind addresses. Who was found is remembered for a while, in this process only: the same few people own most groups. Who was
/// not found is asked for again each time, so that a newcomer is seen at once.
/// </summary>
internal sealed class PeopleByAddress(DirectoryUsers directory, TimeProvider time)
{
    public static readonly TimeSpan Memory = TimeSpan.FromMinutes(10);

    private const int MostRemembered = 5_000;

    private readonly ConcurrentDictionary<string, (DirectoryUser User, DateTimeOffset At)> remembered = new(StringComparer.OrdinalIgnoreCase);

    /// <returns>By address, without regard to case; unknown addresses are absent.</returns>
    public async Task<IReadOnlyDictionary<string, DirectoryUser>> FindAsync(IEnumerable<string> addresses, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var found = new Dictionary<string, DirectoryUser>(StringComparer.OrdinalIgnoreCase);
        var unknown = new List<string>();
        foreach (var address in addresses.Distinct(StringComparer.OrdinalIgnoreCase))
        {
            if (remembered.TryGetValue(address, out var known) && known.At + Memory > now)
            {
                found.Add(address, known.User);
            }
            else
            {
                unknown.Add(address);
            }
        }

        foreach (var some in unknown.Chunk(DirectoryUsers.AddressesPerRequest))
        {
            foreach (var (address, user) in await directory.FindAsync(some, cancellationToken))
            {
                found[address] = user;
                Remember(address, user, now);
            }
        }

        return found;
    }

    private void Remember(string address, DirectoryUser user, DateTimeOffset now)
    {
        if (remembered.Count >= MostRemembered)
        {
            remembered.Clear();
        }

        remembered[address] = (user, now);
    }
}
