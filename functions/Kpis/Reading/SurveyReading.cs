using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Groups;
using AdoptionAutomation.Kpis.Book;
using AdoptionAutomation.Kpis.Snapshots;
using AdoptionAutomation.Surveys.Figures;
using AdoptionAutomation.Waves.People;

namespace AdoptionAutomation.Kpis.Reading;

/// <summary>Mood and recommendation, as released: of each part of the organisation what the youngest round shows that had opened by the day.</summary>
internal sealed class SurveyReading(FiguresStore store)
{
    private const string NpsKind = "nps";

    public async Task<SourceCounts> ReadAsync(Campaign campaign, CountedDay day, IReadOnlyList<GroupRow> groups, CancellationToken cancellationToken)
    {
        var asking = campaign.Surveys.Where(survey => survey.Questions.Any(question => question.Mood || question.Kind == QuestionKind.Nps)).ToList();
        if (asking.Count == 0)
        {
            return new(KpiSource.Surveys, SourceState.Unused);
        }

        var released = new List<SurveyKpi>();
        foreach (var survey in asking)
        {
            if (await store.FindAsync(campaign.Id, survey.Id, cancellationToken) is { } figures)
            {
                released.AddRange(SurveyKpis.Of(figures).Where(one => one.Round.OpensAt < day.End));
            }
        }

        return new(new SourceReading(KpiSource.Surveys, SourceState.Read), Tally(released, new SiteGroups(campaign, groups)));
    }

    private static ScopeTally Tally(List<SurveyKpi> released, SiteGroups sites)
    {
        var tally = new ScopeTally();
        foreach (var one in released.OrderBy(one => one.Round.OpensAt).ThenBy(one => one.Survey, StringComparer.Ordinal))
        {
            if (ScopeOf(one.Cell, sites) is not { } scope)
            {
                continue;
            }

            if (one.MoodMean is { } mood)
            {
                tally.Set(scope, Count.Mood, (double)mood);
            }

            if (one.Nps is { } nps)
            {
                tally.Set(scope, Count.Nps, nps);
            }
        }

        return tally;
    }

    private static Scope? ScopeOf(CellFigures cell, SiteGroups sites) => cell.Scope switch
    {
        CellFigures.Organisation => Scope.Organisation,
        CellFigures.OfSite when sites.Find(cell.Site!) is { } group => new(ScopeKind.Site, group),
        CellFigures.OfWave => new(ScopeKind.Wave, cell.Wave!),
        CellFigures.OfGroup => new(ScopeKind.Group, cell.Group!),
        _ => null,
    };
}
