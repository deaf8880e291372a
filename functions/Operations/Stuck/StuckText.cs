using System.Globalization;
using System.Text.Json;
using AdoptionAutomation.Effects;

namespace AdoptionAutomation.Operations.Stuck;

/// <summary>What each finding says and the one call that mends it.</summary>
internal static class StuckText
{
    public static string NameOf(StuckCause cause) => JsonNamingPolicy.CamelCase.ConvertName(cause.ToString());

    public static string In(string language, StuckFinding finding)
    {
        var (fr, en) = Texts[finding.Cause];
        return string.Format(CultureInfo.InvariantCulture, language == "fr" ? fr : en, finding.Subject, finding.Count, finding.Detail);
    }

    /// <param name="finding">What was found.</param>
    /// <param name="wave">The wave that stands still; null if it is not about one.</param>
    public static string CallFor(StuckFinding finding, string? wave) => finding.Cause switch
    {
        StuckCause.LaneStopped or StuckCause.LaneRests => $"POST /api/lanes/{finding.Subject}/release",
        StuckCause.Poison => $"POST /api/poison/redrive?queue={finding.Subject}",
        StuckCause.GroupNotReady or StuckCause.GuestsWait => "POST /api/groups/apply",
        StuckCause.UncertainMails => $"GET /api/waves/{wave}",
        _ => $"POST /api/lanes/{Lane.GraphWrites.Name}/release",
    };

    private static readonly Dictionary<StuckCause, (string Fr, string En)> Texts = new()
    {
        [StuckCause.LaneStopped] = (
            "La voie {0} est arrêtée : {2} Une fois réparé, elle repart seule dans le quart d’heure, ou tout de suite par l’appel.",
            "Lane {0} is stopped: {2} Once that is mended it goes on by itself within a quarter of an hour, or at once by the call."),
        [StuckCause.LaneRests] = (
            "La voie {0} se repose jusqu’à {2}, comme le service l’a demandé.",
            "Lane {0} rests until {2}, as the service asked."),
        [StuckCause.Poison] = (
            "{1} messages de la file {0} ont échoué cinq fois ; GET /api/poison dit pourquoi. Réparez, puis remettez-les.",
            "{1} messages of queue {0} failed five times; GET /api/poison says why. Mend it, then put them back."),
        [StuckCause.GroupNotReady] = (
            "Le groupe {0} n’est pas debout ; GET /api/groups dit ce qui lui manque.",
            "Group {0} does not stand; GET /api/groups says what it lacks."),
        [StuckCause.GuestsWait] = (
            "{1} invités attendent depuis longtemps ; GET /api/guests dit où ils en sont.",
            "{1} guests have been waiting for long; GET /api/guests says how far they are."),
        [StuckCause.UncertainMails] = (
            "Pour {1} courriels, on ne sait pas s’ils sont partis : les événements de SendGrid le diront si son webhook pointe vers POST /api/mail/events ; sinon, à vous de décider.",
            "Of {1} mails nobody knows whether they went out: SendGrid’s events tell if its webhook points to POST /api/mail/events; else it is yours to decide."),
        [StuckCause.NothingUnderWay] = (
            "{1} personnes attendent et rien ne venait pour elles : l’application les relance d’elle-même dans l’heure, ou tout de suite par l’appel.",
            "{1} people wait and nothing came for them: the app brings them back by itself within the hour, or at once by the call."),
    };
}
