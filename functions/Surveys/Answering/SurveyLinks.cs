using AdoptionAutomation.Surveys.Rounds;
using AdoptionAutomation.Waves.PersonPages;
using Microsoft.Extensions.Options;

namespace AdoptionAutomation.Surveys.Answering;

/// <summary>The addresses of the survey page, and back from a token to what it stands for.</summary>
internal sealed class SurveyLinks(IOptions<LinksOptions> options, TimeProvider time)
{
    public const string Route = "survey";

    public const string HowToTurnOn = "Surveys need an address and two keys: set Links:BaseUrl, Links:SigningKey and Surveys:EncryptionKey.";

    public bool IsOn => options.Value.IsOn;

    /// <summary>A person's page of a round; the same address each time.</summary>
    /// <param name="scope">The campaign's scope.</param>
    /// <param name="round">The round.</param>
    /// <param name="person">Object id.</param>
    public string To(string scope, SurveyRound round, string person) => $"{options.Value.Api}/{Route}?t={TokenOf(scope, round, person)}";

    public string TokenOf(string scope, SurveyRound round, string person) =>
        SurveyToken.Write(options.Value.Keys[0], new(scope, round.Id, person), DateOnly.FromDateTime(round.ClosesAt.UtcDateTime));

    /// <summary>Null for a link that leads nowhere, or not any more.</summary>
    public SurveyTicket? Read(string? token) => SurveyToken.Read(options.Value.Keys, token, DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime));
}
