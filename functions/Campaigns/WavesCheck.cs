using System.Globalization;
using System.Text.Json;
using AdoptionAutomation.Campaigns.Reading;
using NodaTime;

namespace AdoptionAutomation.Campaigns;

/// <summary>What must fit together within waves.json, and with groups.json, beyond what each field says for itself; either may have problems.</summary>
internal sealed class WavesCheck(JsonPart root, JsonPart? groups, FieldContext context)
{
    private static readonly string[] Conditions = ["activation", "failures", "bounces", "mood", "ambassadorsPerSite"];

    private readonly Findings findings = context.Findings;

    public void Run()
    {
        JsonPart? before = null;
        JsonPart? everyoneElse = null;
        foreach (var wave in root.ItemsOf("waves"))
        {
            CheckAudience(wave, everyoneElse);
            CheckReminders(wave.ItemsOf("reminders"));
            CheckGate(wave.Find("gate"), isFirst: before is null);
            CheckKits(wave.ItemsOf("kits"));
            CheckOwnGroups(wave.ItemsOf("ownGroups"));
            CheckOrder(wave, before);
            before = wave;
            everyoneElse ??= wave.Find("audience")?.Find("everyoneElse") is { Kind: JsonValueKind.True, Text: "true" } ? wave : null;
        }
    }

    private void CheckAudience(JsonPart wave, JsonPart? everyoneElse)
    {
        if (everyoneElse is not null)
        {
            findings.Add(wave.Find("audience") ?? wave, WaveProblemCodes.NobodyLeft, everyoneElse.TextOf("id") ?? "");
        }

        if (wave.Find("audience")?.Find("everyoneElse") is { Kind: JsonValueKind.True, Text: "false" } no)
        {
            findings.Add(no, WaveProblemCodes.ElseIsFalse);
        }
    }

    private void CheckReminders(IReadOnlyList<JsonPart> days)
    {
        foreach (var (one, next) in days.Zip(days.Skip(1)))
        {
            if (Number(one) is { } first && Number(next) is { } second && second <= first)
            {
                findings.Add(next, WaveProblemCodes.RemindersMixed, second, first);
            }
        }

        static int? Number(JsonPart part) => int.TryParse(part.Text, CultureInfo.InvariantCulture, out var number) ? number : null;
    }

    private void CheckGate(JsonPart? gate, bool isFirst)
    {
        if (gate is not { Kind: JsonValueKind.Object })
        {
            return;
        }

        if (isFirst)
        {
            findings.Add(gate, WaveProblemCodes.GateOfFirst);
        }
        else if (gate.Parts.Count == 0)
        {
            findings.Add(gate, WaveProblemCodes.NoCondition, string.Join(", ", Conditions));
        }
    }

    private void CheckKits(IReadOnlyList<JsonPart> kits)
    {
        var lines = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
        foreach (var kit in kits.Select(kit => kit.Find("kit")).OfType<JsonPart>().Where(kit => !lines.TryAdd(kit.Text, kit.Line)))
        {
            findings.Add(kit, WaveProblemCodes.SameKit, kit.Text, lines[kit.Text]);
        }
    }

    private void CheckOwnGroups(IReadOnlyList<JsonPart> expansions)
    {
        var byAttribute = (groups?.ItemsOf("expansions") ?? [])
            .Where(expansion => expansion.Find("from")?.Find("attribute") is { Kind: JsonValueKind.String })
            .Select(expansion => expansion.TextOf("id") ?? "")
            .ToList();
        foreach (var own in expansions.Where(own => groups is not null && own.Kind == JsonValueKind.String && !byAttribute.Contains(own.Text)))
        {
            findings.Add(own, WaveProblemCodes.NotByAttribute, own.Text, byAttribute.Count == 0 ? "-" : string.Join(", ", byAttribute));
        }
    }

    private void CheckOrder(JsonPart wave, JsonPart? before)
    {
        if (OpeningOf(wave) is { } opens && OpeningOf(before) is { } earlier && opens < earlier)
        {
            findings.Add(wave.Find("opens")!, WaveProblemCodes.OpensEarly, before!.TextOf("id") ?? "", before.TextOf("opens")!);
        }
    }

    private static LocalDateTime? OpeningOf(JsonPart? wave) =>
        wave?.TextOf("opens") is { } text && IsoText.DateAndTime.Exists(text) ? IsoText.DateAndTime.Parse(text) : null;
}
