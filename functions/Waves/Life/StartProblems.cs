using System.Text.Json;
using AdoptionAutomation.Waves.Gates;
using Microsoft.AspNetCore.Http;

namespace AdoptionAutomation.Waves.Life;

/// <summary>Why a wave does not start, in words: for whoever asked, and for its row if its date did (pure).</summary>
internal static class StartProblems
{
    /// <summary>What is in the way of a wave; null if nothing is, or it was started before.</summary>
    public static string? WhyHeld(StartAnswer answer) => answer switch
    {
        StartAnswer.CampaignPaused => "The campaign is paused.",
        StartAnswer.Hindered hindered => string.Join(' ', TextsOf(hindered)),
        _ => null,
    };

    /// <summary>The answer to a call that started nothing: 409 in any case.</summary>
    public static IResult Of(string wave, StartAnswer answer) => answer switch
    {
        StartAnswer.CampaignPaused paused => Results.Problem(
            $"The campaign is paused since {paused.Pause.At:u} by {paused.Pause.By}: no wave starts until it is resumed.",
            statusCode: 409,
            title: "Campaign paused"),
        StartAnswer.Hindered hindered => Of(wave, hindered),
        StartAnswer.Already already => Results.Problem(
            $"Wave '{wave}' does not start: {already.Refusal}. GET /api/waves/{wave} shows how far it is.", statusCode: 409, title: "Already started"),
        _ => throw new ArgumentOutOfRangeException(nameof(answer)),
    };

    private static IResult Of(string wave, StartAnswer.Hindered hindered)
    {
        var next = hindered.IsOverridable
            ? $"To start all the same: POST /api/waves/{wave}/start?override=REASON, which is kept."
            : "Nobody can be added to a group that does not exist: no override helps.";
        return Results.Problem(
            string.Join(' ', [.. TextsOf(hindered), next]),
            statusCode: 409,
            title: hindered.Errors.Count > 0 ? "Not ready" : "Held by its gate",
            extensions: new Dictionary<string, object?>(StringComparer.Ordinal)
            {
                ["findings"] = hindered.Errors,
                ["gate"] = new { verdict = NameOf(hindered.Gate.Verdict), findings = hindered.Gate.Findings.Select(ShapeOf) },
            });
    }

    private static IEnumerable<string> TextsOf(StartAnswer.Hindered hindered)
    {
        var errors = hindered.Errors.Select(error => $"{error.Text} ({error.Where})");
        var held = hindered.Held.Select(finding => $"{finding.Text} (gate.{finding.Condition})").ToList();
        return held.Count == 0 && hindered.Gate.Verdict != GateVerdict.Open
            ? errors.Append($"(gate: {NameOf(hindered.Gate.Verdict)})")
            : errors.Concat(held);
    }

    private static object ShapeOf(GateFinding finding) => new { finding.Condition, verdict = NameOf(finding.Verdict), finding.Text };

    private static string NameOf(GateVerdict verdict) => JsonNamingPolicy.CamelCase.ConvertName(verdict.ToString());
}
