using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Campaigns.Reading;
using NodaTime;

namespace AdoptionAutomation.Calendar.Lint;

/// <summary>
/// Advice on a sound calendar, from what adoption takes (pure): it says where, and never blocks. What is over is let be.
/// </summary>
internal static class CalendarLint
{
    /// <param name="reading">A sound campaign; another has problems to mend first.</param>
    /// <param name="now">The time it is.</param>
    /// <param name="before">The calendar that this one replaces: its posts of the past are not news. Null: times in the past are not judged.</param>
    /// <returns>Warnings, sorted by line and column, in the campaign's first language.</returns>
    public static IReadOnlyList<Problem> Of(CampaignReading reading, Instant now, CalendarFile? before = null)
    {
        if (reading is not { Campaign: { } campaign, CalendarText: { } text })
        {
            return [];
        }

        var findings = new Findings();
        var scene = new LintScene(campaign, text, now);
        new SeasonLint(scene, findings).Run();
        new HoursLint(scene, findings).Run();
        new RhythmLint(scene, findings).Run();
        new PostLint(scene, findings).Run(before);
        new TextLint(scene, findings).Run();
        return findings.In(campaign.FirstLanguage);
    }
}
