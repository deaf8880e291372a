using System.Security.Cryptography;
using System.Text;
using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Effects;
using AdoptionAutomation.Graph;
using AdoptionAutomation.Mail;
using Azure;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace AdoptionAutomation.Operations;

/// <summary>
/// The door of every HTTP function but the signed public ones: lets in a signed-in person with one of the roles, or a script with the
/// key, and turns what can go wrong outside into an answer that names it.
/// </summary>
/// <remarks>The triggers are anonymous to the host, for a console page has no key; a test holds that each of them passes here.</remarks>
internal sealed partial class Access(IOptions<AccessOptions> options, IOptions<CampaignsOptions> campaigns, ILogger<Access> logger)
{
    /// <summary>The campaign a call is about: <c>?campaign=ID</c>, or the default one. Never a scope of one: settings decide about those.</summary>
    public string CampaignOf(HttpRequest request) => request.Query["campaign"] is [{ Length: > 0 } id] ? MailRedirect.CampaignOf(id) : campaigns.Value.Default;

    public async Task<IResult> EnterAsync(HttpRequest request, Role[] roles, Func<Caller, Task<IResult>> act)
    {
        if (Identify(request) is not { } caller)
        {
            return Results.Problem("Sign in, or send the function key in the header x-functions-key.", statusCode: 401, title: "Who is calling?");
        }

        if (!roles.Any(caller.Roles.Contains))
        {
            return Results.Problem($"This needs one of the roles: {string.Join(", ", roles)}.", statusCode: 403, title: "Not your role");
        }

        return await GuardAsync(() => act(caller));
    }

    /// <summary>For what a signed link lets in: what can go wrong outside is named as it is for everybody else.</summary>
    public async Task<IResult> GuardAsync(Func<Task<IResult>> act)
    {
        try
        {
            return await act();
        }
        catch (CampaignNotFoundException missing)
        {
            return Results.Problem(missing.Message, statusCode: 404, title: "No such campaign", extensions: ProblemsOf(missing));
        }
        catch (RequestFailedException storage) when (storage.Status is 0 or 401 or 403 or >= 500)
        {
            return Unavailable(
                "storage",
                $"The storage account cannot be used ({storage.Status} {storage.ErrorCode ?? "no answer"}). If it refuses, the app's identity lacks "
                + "its storage roles. Nothing was changed beyond what an earlier answer said; call again.");
        }
        catch (AggregateException storage) when (storage.InnerExceptions.All(inner => inner is RequestFailedException))
        {
            return Unavailable("storage", "The storage account cannot be reached (no answer, several tries). Call again.");
        }
        catch (GraphFailure graph) when (graph.IsTransient || graph.Outcome == OutcomeKind.NotAllowed || graph.Status == 403)
        {
            return Unavailable("graph", graph.Message);
        }
    }

    /// <summary>In full for those who may mend them, unlike the log.</summary>
    private static Dictionary<string, object?>? ProblemsOf(CampaignNotFoundException missing) => missing.Problems.Count == 0
        ? null
        : new(StringComparer.Ordinal) { ["problems"] = missing.Problems.Select(problem => problem.ToString()) };

    private IResult Unavailable(string service, string detail)
    {
        Log.Unavailable(logger, service, detail);
        return Results.Problem(detail, statusCode: 503, title: $"Not available: {service}");
    }

    /// <summary>Whether people can sign in at all.</summary>
    public bool HasSignIn => options.Value.TrustClientPrincipal;

    /// <summary>Who is signed in, whatever their roles; null: nobody, or App Service authentication is not there to vouch for them.</summary>
    public Caller? SignedIn(HttpRequest request) => PrincipalOf(request) is { } header ? Caller.FromPrincipal(header) : null;

    private string? PrincipalOf(HttpRequest request) =>
        options.Value.TrustClientPrincipal && request.Headers["X-MS-CLIENT-PRINCIPAL"] is [{ Length: > 0 } header] ? header : null;

    private Caller? Identify(HttpRequest request)
    {
        if (PrincipalOf(request) is { } header)
        {
            return Caller.FromPrincipal(header);
        }

        var key = request.Headers["x-functions-key"] is [{ Length: > 0 } sent] ? sent : request.Query["code"].ToString();
        return options.Value.FunctionKey is { Length: > 0 } expected && IsSame(key, expected) ? Caller.Key : null;
    }

    // Hashing first makes the lengths equal, so that neither content nor length shows in the time.
    private static bool IsSame(string one, string other) => CryptographicOperations.FixedTimeEquals(
        SHA256.HashData(Encoding.UTF8.GetBytes(one)), SHA256.HashData(Encoding.UTF8.GetBytes(other)));

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "Not available: {Service}. {Detail}")]
        public static partial void Unavailable(ILogger logger, string service, string detail);
    }
}
