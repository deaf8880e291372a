using AdoptionAutomation.Waves.Gates;
using AdoptionAutomation.Waves.Life;
using Microsoft.AspNetCore.Http;

namespace AdoptionAutomation.Waves.Calls;

/// <summary>The answers to a call that started nothing: 409, with all that is in the way and what helps (pure).</summary>
internal static class StartProblems
{
    public static IResult Of(string wave, StartAnswer answer) => answer switch
    {
        StartAnswer.CampaignPaused { Pause: var pause } =>
            WaveCalls.Refused(wave, $"the whole campaign has been paused since {pause.At:u}: POST /api/resume first"),
        StartAnswer.Hindered hindered => Of(wave, hindered),
        StartAnswer.Already already => Results.Problem(
            $"Wave '{wave}' does not start: {already.Refusal}. GET /api/waves/{wave} shows how far it is.",
            statusCode: 409,
            title: "Already started"),
        _ => throw new ArgumentOutOfRangeException(nameof(answer)),
    };

    private static IResult Of(string wave, StartAnswer.Hindered hindered)
    {
        var next = hindered.IsOverridable
            ? $"To start all the same: POST /api/waves/{wave}/start?override=REASON, which is kept."
            : "Nobody can be added to a group that does not exist: no override helps.";
        return Results.Problem(
            string.Join(' ', [.. hindered.Texts, next]),
            statusCode: 409,
            title: hindered.Errors.Count > 0 ? "Not ready" : "Held by its gate",
            extensions: new Dictionary<string, object?>(StringComparer.Ordinal)
            {
                ["findings"] = hindered.Errors,
                ["gate"] = new { verdict = WaveView.NameOf(hindered.Gate.Verdict), findings = hindered.Gate.Findings.Select(ShapeOf) },
            });
    }

    private static object ShapeOf(GateFinding finding) =>
        new { finding.Condition, verdict = WaveView.NameOf(finding.Verdict), finding.Text };
}
