using AdoptionAutomation.Campaigns.Reading;
using AdoptionAutomation.Tests.Functions.Calendar.Lint;
using AdoptionAutomation.Tests.Functions.Kpis.Business;

namespace AdoptionAutomation.Tests.Campaigns;

public sealed class ProblemCodesTests
{
    /// <summary>Codes that take more than one change to the sample, with the class that tests them.</summary>
    private static readonly Dictionary<string, Type> TestedElsewhere = new()
    {
        ["JSN002"] = typeof(CampaignReaderTests),
        ["JSN004"] = typeof(CampaignReaderTests),
        ["JSN005"] = typeof(CampaignReaderTests),
        ["JSN006"] = typeof(CampaignReaderTests),
        ["JSN008"] = typeof(CampaignReaderTests),
        ["JSN010"] = typeof(CampaignReaderTests),
        ["CAM103"] = typeof(CampaignStoreTests),
        ["CSV001"] = typeof(AudienceCsvTests),
        ["CSV007"] = typeof(AudienceCsvTests),
        ["CSV008"] = typeof(AudienceCsvTests),
        ["CSV009"] = typeof(AudienceCsvTests),
        ["CSV010"] = typeof(AudienceCsvTests),
        ["CSV013"] = typeof(ExpansionCsvTests),
        ["CSV014"] = typeof(ExpansionCsvTests),
        ["CAL103"] = typeof(CalendarCheckTests),
        ["CAL210"] = typeof(CalendarLintTests),
        ["CAL211"] = typeof(CalendarLintTests),
        ["SUR113"] = typeof(SurveysCheckTests),
        ["SUR116"] = typeof(SurveysCheckTests),
        ["GRP104"] = typeof(GroupsCheckTests),
        ["GRP117"] = typeof(GroupsCheckTests),
        ["GRP118"] = typeof(GroupsCheckTests),
        ["KPI001"] = typeof(BusinessFiguresTests),
        ["KPI002"] = typeof(BusinessFiguresTests),
        ["KPI003"] = typeof(BusinessFiguresTests),
        ["KPI004"] = typeof(BusinessFiguresTests),
        ["KPI005"] = typeof(BusinessFiguresTests),
        ["KPI006"] = typeof(BusinessFiguresTests),
        ["KPI007"] = typeof(BusinessFiguresTests),
        ["KPI008"] = typeof(BusinessFiguresTests),
    };

    [Fact]
    public void A_code_stands_for_one_problem() =>
        Assert.Equal(ProblemCodes.All.Count, ProblemCodes.All.Select(code => code.In("")).Distinct().Count());

    [Fact]
    public void Every_code_speaks_both_languages_with_the_same_details()
    {
        Assert.All(ProblemCodes.All, code =>
        {
            Assert.NotEqual(code.Fr, code.En);
            Assert.EndsWith(".", code.Fr.Replace('?', '.'), StringComparison.Ordinal);
            Assert.EndsWith(".", code.En.Replace('?', '.'), StringComparison.Ordinal);
            Assert.Equal(Details(code.Fr), Details(code.En));
        });

        static IEnumerable<string> Details(string text) =>
            Enumerable.Range(0, 4).Select(number => $"{{{number}}}").Where(detail => text.Contains(detail, StringComparison.Ordinal));
    }

    [Fact]
    public void Every_code_is_tested()
    {
        var tested = ProblemRows.All.Concat(CalendarCheckTests.All).Concat(CalendarLintTests.All).Concat(SurveysCheckTests.All).Select(row => row.Code).ToHashSet();
        var untested = ProblemCodes.All.Where(code => code.Family is { } family
            ? !tested.Contains(code.In(family)) && !TestedElsewhere.ContainsKey(code.In(family))
            : !tested.Any(one => one[3..] == code.Number));

        Assert.Empty(untested);
    }
}
