using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Graph;

namespace AdoptionAutomation.Groups;

/// <summary>The people that a declared group names, as the directory knows them.</summary>
/// <param name="Owners">Object ids.</param>
/// <param name="Members">Object ids.</param>
/// <param name="MissingOwners">Fields whose address the directory does not know, such as <c>owners[0]</c>.</param>
/// <param name="MissingMembers">The same of members.</param>
internal sealed record GroupPeople(
    IReadOnlyList<string> Owners, IReadOnlyList<string> Members, IReadOnlyList<string> MissingOwners, IReadOnlyList<string> MissingMembers)
{
    public static async Task<GroupPeople> FindAsync(GroupDefinition definition, DirectoryUsers directory, CancellationToken cancellationToken)
    {
        var found = new Dictionary<string, DirectoryUser>(StringComparer.OrdinalIgnoreCase);
        foreach (var some in definition.Owners.Concat(definition.Members).Distinct(StringComparer.OrdinalIgnoreCase).Chunk(DirectoryUsers.AddressesPerRequest))
        {
            foreach (var (address, user) in await directory.FindAsync(some, cancellationToken))
            {
                found.Add(address, user);
            }
        }

        return new(Known(definition.Owners), Known(definition.Members), Unknown(definition.Owners, "owners"), Unknown(definition.Members, "members"));

        List<string> Known(IReadOnlyList<string> addresses) => [.. addresses.Where(found.ContainsKey).Select(address => found[address].Id)];

        List<string> Unknown(IReadOnlyList<string> addresses, string field) =>
            [.. addresses.Index().Where(entry => !found.ContainsKey(entry.Item)).Select(entry => $"{field}[{entry.Index}]")];
    }
}
