using System.Text.Json;
using AdoptionAutomation.Campaigns.Reading;
using NodaTime;

namespace AdoptionAutomation.Campaigns;

/// <summary>Whether the days of a calendar follow one another as they must; what is no date at all, its field has said.</summary>
internal sealed class DaysCheck(Findings findings)
{
    private static readonly string[] OverrideKinds = ["cancel", "moveTo", "replace"];

    public void CheckPhases(IReadOnlyList<JsonPart> phases)
    {
        JsonPart? before = null;
        foreach (var phase in phases)
        {
            CheckSpan(phase);
            if (before is not null && Given(before, "until") is null)
            {
                findings.Add(before, CalendarProblemCodes.PhaseWithoutEnd);
            }

            if (before?.DateOf("until") is { } end && phase.DateOf("from") is { } start && start <= end)
            {
                findings.Add(phase.Find("from")!, CalendarProblemCodes.PhasesMixed, phase.TextOf("from")!, before!.TextOf("until")!);
            }

            before = phase;
        }
    }

    public void CheckSpan(JsonPart span)
    {
        if (span.DateOf("from") is { } from && span.DateOf("until") is { } until && until < from)
        {
            findings.Add(span.Find("until")!, CalendarProblemCodes.EndsBeforeStart, span.TextOf("until")!, span.TextOf("from")!);
        }
    }

    public void CheckWorkingDay(JsonPart? number)
    {
        if (number is { Kind: JsonValueKind.Number, Text: "0" or "-0" })
        {
            findings.Add(number, CalendarProblemCodes.ZerothWorkingDay);
        }
    }

    public void CheckClosing(JsonPart contest)
    {
        if (contest.TimeOf("at") is { } at && contest.TimeOf("closes") is { } closes && closes <= at)
        {
            findings.Add(contest.Find("closes")!, CalendarProblemCodes.ClosesEarly, contest.TextOf("closes")!, contest.TextOf("at")!);
        }
    }

    public void CheckOverrides(IReadOnlyList<JsonPart> overrides)
    {
        foreach (var one in overrides.Select(one => one.Find("cancel")).Where(cancel => cancel is { Kind: JsonValueKind.True, Text: "false" }))
        {
            findings.Add(one!, CalendarProblemCodes.CancelIsFalse);
        }

        foreach (var day in overrides.Where(one => one.TextOf("on") is not null).GroupBy(one => one.TextOf("on")!, StringComparer.Ordinal))
        {
            CheckDay(day.Key, day);
        }
    }

    private void CheckDay(string day, IEnumerable<JsonPart> overrides)
    {
        var given = new Dictionary<string, JsonPart>(StringComparer.Ordinal);
        foreach (var (one, kind) in overrides.SelectMany(one => OverrideKinds.Where(kind => Given(one, kind) is not null).Select(kind => (one, kind))))
        {
            if (!given.TryAdd(kind, one))
            {
                findings.Add(one, CalendarProblemCodes.SameOverride, day, kind, given[kind].Line);
            }
        }

        foreach (var (kind, one) in given.Where(pair => pair.Key != "cancel" && given.TryGetValue("cancel", out var cancel) && cancel != pair.Value))
        {
            findings.Add(one, CalendarProblemCodes.CancelledToo, day, given["cancel"].Line, kind);
        }
    }

    private static JsonPart? Given(JsonPart part, string field) => part.Find(field) is { Kind: not JsonValueKind.Null } given ? given : null;
}
