using System.Globalization;
using System.Text.Json;
using AdoptionAutomation.Campaigns.Reading;
using AdoptionAutomation.Kpis.Book;

namespace AdoptionAutomation.Campaigns;

/// <summary>Whether the objectives of campaign.json can be measured: by a figure that there is, to an end that lies ahead.</summary>
internal sealed class ObjectivesCheck(JsonPart root, Findings findings)
{
    private static readonly string[] Ends = ["target", "change"];
    private static readonly string[] Measures = ["target", "change", "by"];

    private readonly IReadOnlyList<string> own = [.. root.ItemsOf("businessKpis").Select(kpi => kpi.TextOf("id")).OfType<string>()];

    public void Run()
    {
        foreach (var kpi in root.ItemsOf("businessKpis").Where(kpi => KpiBook.Standard.Any(known => known.Id == kpi.TextOf("id"))))
        {
            findings.Add(kpi.Find("id")!, ObjectiveProblemCodes.TakenId, kpi.TextOf("id")!);
        }

        foreach (var objective in root.ItemsOf("objectives").Where(one => one.Kind == JsonValueKind.Object))
        {
            Check(objective);
        }
    }

    private void Check(JsonPart objective)
    {
        if (objective.TextOf("kpi") is not { } kpi)
        {
            if (Measures.Select(objective.Find).Where(IsGiven).ToList() is [{ } first, ..] needless)
            {
                findings.Add(first, ObjectiveProblemCodes.NotMeasured, string.Join(", ", needless.Select(part => part!.Name)));
            }

            return;
        }

        var ids = KpiBook.Standard.Select(known => known.Id).Concat(own).ToList();
        var ends = Ends.Count(end => IsGiven(objective.Find(end)));
        if (!ids.Contains(kpi))
        {
            findings.Add(objective.Find("kpi")!, ObjectiveProblemCodes.UnknownKpi, kpi, NearMiss.Of(kpi, ids) ?? string.Join(", ", ids));
        }
        else if (ends == 1)
        {
            CheckEnd(objective, kpi);
        }

        if (ends != 1)
        {
            findings.Add(objective, ends == 0 ? ProblemCodes.NoneGiven : ProblemCodes.SeveralGiven, string.Join(", ", Ends));
        }

        CheckDay(objective);
    }

    private void CheckEnd(JsonPart objective, string kpi)
    {
        if (objective.Find("target") is { Kind: JsonValueKind.Number } target)
        {
            if (KpiBook.Standard.FirstOrDefault(known => known.Id == kpi) is { Unit: KpiUnit.Percent } && NumberOf(target) is < 0 or > 100)
            {
                findings.Add(target, ProblemCodes.OutOfRange, target.Text, 0, 100);
            }
        }
        else if (objective.Find("change") is { Kind: JsonValueKind.Number } change)
        {
            if (!own.Contains(kpi) && kpi != KpiBook.Mails)
            {
                findings.Add(change, ObjectiveProblemCodes.NothingBefore, kpi, KpiBook.Mails);
            }
            else if (NumberOf(change) == 0)
            {
                findings.Add(change, ObjectiveProblemCodes.NoChange);
            }
        }
    }

    private void CheckDay(JsonPart objective)
    {
        if (objective.Find("by") is null or { Kind: JsonValueKind.Null })
        {
            findings.Add(objective.File, objective.Offset, objective.PathTo("by"), ProblemCodes.MissingField, "by");
        }
        else if (objective.DateOf("by") is { } by && root.DateOf("start") is { } start && by <= start)
        {
            findings.Add(objective.Find("by")!, ObjectiveProblemCodes.EndsAtOnce, objective.TextOf("by")!, root.TextOf("start")!);
        }
    }

    private static double? NumberOf(JsonPart part) => double.TryParse(part.Text, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static bool IsGiven(JsonPart? part) => part is { Kind: not JsonValueKind.Null };
}
