using AdoptionAutomation.Effects;
using Microsoft.Graph;

namespace AdoptionAutomation.Graph;

/// <summary>How many employees' accounts there are: two counts, whatever the size of the directory. They rest on an index that lags by minutes.</summary>
internal sealed class DirectoryCounts(GraphConnection graph)
{
    /// <summary>Guests have no profile of ours, and who has left counts no more.</summary>
    private const string InUse = "accountEnabled eq true and userType eq 'Member'";

    private const string WithProfile = InUse + " and jobTitle ne null and department ne null and officeLocation ne null";

    /// <returns>Accounts in use, and those of them with job title, department and office.</returns>
    /// <exception cref="GraphFailure">Throttled, unknown or not allowed.</exception>
    public async Task<(int Accounts, int Profiles)> CountAsync(CancellationToken cancellationToken) =>
        (await CountAsync(InUse, cancellationToken), await CountAsync(WithProfile, cancellationToken));

    private async Task<int> CountAsync(string filter, CancellationToken cancellationToken)
    {
        const string Request = "count users";
        var count = await graph.SendAsync(Request, Permissions.ReadUsers, (client, token) => SendAsync(client, filter, token), cancellationToken);
        return count ?? throw new GraphFailure(Request, OutcomeKind.Unknown, null, "the answer was no number", null);
    }

    private static Task<int?> SendAsync(GraphServiceClient client, string filter, CancellationToken cancellationToken) => client.Users.Count.GetAsync(
        request =>
        {
            request.QueryParameters.Filter = filter;
            request.Headers.Add("ConsistencyLevel", "eventual");
        },
        cancellationToken);
}
