using System.Globalization;
using System.Text.Json;
using AdoptionAutomation.Campaigns.Reading;
using NodaTime;

namespace AdoptionAutomation.Campaigns;

/// <summary>What must fit together within surveys.json, and with waves.json, beyond what each field says for itself; either may have problems.</summary>
internal sealed class SurveysCheck(JsonPart root, JsonPart? waves, FieldContext context)
{
    /// <summary>The shortest month, so that a round has closed before the next opens.</summary>
    private const int LongestMonthly = 28;

    private const int EarliestYear = 2000;
    private const int LatestYear = 2199;

    private static readonly string[] WithoutWaves = ["directory", "groups"];

    private readonly Findings findings = context.Findings;

    public void Run()
    {
        foreach (var survey in root.ItemsOf("surveys").Where(one => one.Kind == JsonValueKind.Object))
        {
            CheckReminders(survey);
            CheckAudience(survey);
            CheckOpening(survey);
            CheckDays(survey);
            new QuestionsCheck(survey, findings).Run();
        }
    }

    private void CheckReminders(JsonPart survey)
    {
        var days = survey.ItemsOf("reminders");
        var open = OpenDaysOf(survey);
        foreach (var (day, number) in days.Select(day => (day, day.Whole)).Where(one => one.Item2 >= open))
        {
            findings.Add(day, SurveyProblemCodes.LateReminder, number!, open!, open! - 1);
        }

        foreach (var (one, next) in days.Zip(days.Skip(1)))
        {
            if (one.Whole is { } first && next.Whole is { } second && second <= first)
            {
                findings.Add(next, SurveyProblemCodes.RemindersMixed, second, first);
            }
        }
    }

    private void CheckAudience(JsonPart survey)
    {
        var to = survey.Find("to");
        foreach (var no in (to?.Parts ?? []).Where(part => part is { Kind: JsonValueKind.True, Text: "false", Name: "directory" or "everybody" }))
        {
            findings.Add(no, SurveyProblemCodes.AudienceIsFalse, no.Name!);
        }

        var given = WithoutWaves.Select(field => to?.Find(field)).FirstOrDefault(part => part is { Kind: not JsonValueKind.Null });
        if (given is not null && survey.Find("when")?.Find("afterWave") is { Kind: JsonValueKind.Object } afterWave)
        {
            findings.Add(afterWave, SurveyProblemCodes.NoWaveToFollow, given.Name!);
        }
    }

    /// <summary>Waves without a date are opened by hand, and may be open by then.</summary>
    private void CheckOpening(JsonPart survey)
    {
        if (survey.Find("when") is not { } when || when.TimeOf("once") is not { } once)
        {
            return;
        }

        var later = (waves?.ItemsOf("waves") ?? []).Where(wave => wave.TimeOf("opens") > once && wave.TextOf("id") is not null)
            .DistinctBy(wave => wave.TextOf("id"), StringComparer.Ordinal)
            .ToDictionary(wave => wave.TextOf("id")!, StringComparer.Ordinal);
        foreach (var named in (survey.Find("to")?.ItemsOf("waves") ?? []).Where(named => later.ContainsKey(named.Text)))
        {
            AddNobody(named, later[named.Text]);
        }

        if (survey.Find("to")?.Find("everybody") is { Kind: JsonValueKind.True, Text: "true" } everybody && later.Count > 0
            && later.Count == waves!.ItemsOf("waves").Count)
        {
            AddNobody(everybody, later.Values.First());
        }

        void AddNobody(JsonPart part, JsonPart wave) =>
            findings.Add(part, SurveyProblemCodes.NobodyYet, wave.TextOf("id")!, wave.TextOf("opens")!, when.TextOf("once")!);
    }

    private void CheckDays(JsonPart survey)
    {
        var when = survey.Find("when");
        var monthly = when?.Find("monthly");
        var (once, from) = (when?.Find("once"), monthly?.Find("from"));
        var year = when?.TimeOf("once")?.Year ?? monthly?.DateOf("from")?.Year;
        if (year is < EarliestYear or > LatestYear)
        {
            var day = once ?? from;
            findings.Add(day!, SurveyProblemCodes.FarDay, day!.Text, EarliestYear, LatestYear);
        }

        if (monthly is { Kind: JsonValueKind.Object } && monthly.Find("months")?.Whole is not 1 && OpenDaysOf(survey) is > LongestMonthly and var open)
        {
            findings.Add(survey.Find("openDays")!, SurveyProblemCodes.RoundsOverlap, open, LongestMonthly);
        }
    }

    private static int? OpenDaysOf(JsonPart survey) => survey.Find("openDays") is { } given ? given.Whole : Survey.UsualOpenDays;
}
