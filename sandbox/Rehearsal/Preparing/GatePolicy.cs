using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Campaigns.Reading;

namespace AdoptionAutomation.Sandbox.Rehearsal.Preparing;

/// <summary>
/// --gate [WAVE:]FIELD=VALUE: what a wave's gate asks, otherwise than waves.json says. Without a wave it holds for all but the first, which has none
/// before it. Values are those of the file, held to the file's own rules; a share such as 0.5 is 50 per cent, and none takes a condition out.
/// </summary>
/// <param name="Wave">Null: all but the first.</param>
/// <param name="Field">As waves.json calls it.</param>
/// <param name="Value">In the file's terms; null takes the condition out.</param>
internal sealed record GatePolicy(string? Wave, string Field, int? Value)
{
    private const string None = "none";

    /// <summary>The conditions of a gate, and the field that holds each one's bound; null where the condition is the bound itself.</summary>
    private static readonly Dictionary<string, string?> Fields = CampaignJson.Options.GetTypeInfo(typeof(WaveGate)).Properties.ToDictionary(
        field => field.Name,
        field => field.PropertyType == typeof(LeastShare) ? "atLeast" : field.PropertyType == typeof(MostShare) ? "atMost" : null,
        StringComparer.Ordinal);

    /// <summary>Adds every mistake to <paramref name="problems"/>; what is without any is answered.</summary>
    public static IReadOnlyList<GatePolicy> Read(IReadOnlyList<string> written, Campaign campaign, List<string> problems)
    {
        var sound = new List<GatePolicy>();
        foreach (var text in written)
        {
            var (policy, problem) = Read(text, campaign);
            if (problem is not null)
            {
                problems.Add($"--gate {text}: {problem}");
            }
            else
            {
                sound.Add(policy!);
            }
        }

        return sound;
    }

    /// <param name="waves">waves.json.</param>
    public void Write(JsonObject waves)
    {
        foreach (var wave in waves["waves"]!.AsArray().Skip(1).Select(wave => wave!.AsObject()).Where(wave => Wave is null || wave["id"]!.GetValue<string>() == Wave))
        {
            if (wave["gate"] is not JsonObject gate)
            {
                wave["gate"] = gate = [];
            }

            if (Value is not { } value)
            {
                gate.Remove(Field);
            }
            else if (Fields[Field] is { } bound)
            {
                (gate[Field] as JsonObject ?? (JsonObject)(gate[Field] = new JsonObject()))[bound] = value;
            }
            else
            {
                gate[Field] = value;
            }

            if (gate.Count == 0)
            {
                wave.Remove("gate");
            }
        }
    }

    private static (GatePolicy? Policy, string? Problem) Read(string text, Campaign campaign)
    {
        if (text.Split('=', 2) is not [var left, { Length: > 0 } right])
        {
            return (null, "write it as activation=0.5, or for one wave as WAVE:activation=0.5.");
        }

        var (wave, field) = left.Split(':', 2) is [var named, var of] ? (named, of) : (null, left);
        if (wave is not null && campaign.FindWave(wave) is null)
        {
            return (null, $"the campaign has no wave '{wave}'. Its waves: {string.Join(", ", campaign.Waves.Select(known => known.Id))}.");
        }

        if (campaign.Waves.Count == 1 || wave == campaign.Waves[0].Id)
        {
            return (null, "the first wave has none before it that a gate could judge. Name a later one.");
        }

        if (!Fields.TryGetValue(field, out var bound))
        {
            return (null, $"a gate has no '{field}'. It has: {string.Join(", ", Fields.Keys)}.");
        }

        if (right == None)
        {
            return (new(wave, field, null), null);
        }

        return WholeOf(right, isShare: bound is not null) is { } value
            ? (new(wave, field, value), ProblemOf(field, bound, value))
            : (null, bound is null ? $"'{right}' is no whole number." : $"'{right}' is neither a share such as 0.5 nor per cent such as 50.");
    }

    private static int? WholeOf(string text, bool isShare)
    {
        if (int.TryParse(text.TrimEnd('%'), NumberStyles.None, CultureInfo.InvariantCulture, out var whole))
        {
            return whole;
        }

        return isShare && decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var share) && share is >= 0 and <= 1 && share * 100 % 1 == 0
            ? (int)(share * 100)
            : null;
    }

    /// <summary>What the file's own rules say to it.</summary>
    private static string? ProblemOf(string field, string? bound, int value)
    {
        var gate = new JsonObject { [field] = bound is null ? value : new JsonObject { [bound] = value } };
        var findings = new Findings();
        var root = JsonTree.Parse(new("waves.json", "WAV", Encoding.UTF8.GetBytes(gate.ToJsonString())), findings)!;
        new FieldCheck(new(findings, new(findings), [], null, [])).Check(root, typeof(WaveGate));
        return findings.In("en") is [var first, ..] ? first.Text : null;
    }
}
