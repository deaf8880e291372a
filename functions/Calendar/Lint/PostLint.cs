using System.Globalization;
using AdoptionAutomation.Calendar.Season;
using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Campaigns.Reading;
using NodaTime;

namespace AdoptionAutomation.Calendar.Lint;

/// <summary>Who signs, where it goes, and what is still a draft or past already.</summary>
internal sealed class PostLint(LintScene scene, Findings findings)
{
    private const int DaysToApprove = 7;

    public void Run(CalendarFile? before)
    {
        CheckAuthors();
        CheckDrafts();
        CheckProducers();
        if (before is not null)
        {
            CheckPast(before);
        }
    }

    private void CheckAuthors()
    {
        foreach (var (_, part) in scene.Written.Where(one => one.Publication is { Author: null } and not Feed))
        {
            findings.Add(part, CalendarWarningCodes.NoAuthor, scene.Campaign.Settings.CommunityManagers[0].Name);
        }
    }

    private void CheckDrafts()
    {
        var soon = scene.Now.PlusDays(DaysToApprove);
        foreach (var drafts in scene.Plan.Between(scene.Now, soon).Where(one => one.Publication.Status == PostStatus.Draft).GroupBy(one => one.Publication.Id))
        {
            var part = scene.Find(drafts.Key).Part;
            findings.Add(part.Find("status") ?? part, CalendarWarningCodes.DraftSoon, Shown(drafts.First().At));
        }
    }

    /// <summary>Each group once, where it is meant first.</summary>
    private void CheckProducers()
    {
        var plan = new DeliveryPlan(scene.Campaign.Settings, scene.Calendar, scene.Campaign.Groups);
        var meant = scene.Written.SelectMany(one => plan.Meant(one.Publication.To).Select(group => (group, one.Part)));
        foreach (var (group, part) in meant.Where(one => one.group is { Kind: GroupKind.Theme, Producers: [] }).DistinctBy(one => one.group.Id))
        {
            findings.Add(part.Find("to")!, CalendarWarningCodes.NoProducers, group.Id);
        }
    }

    private void CheckPast(CalendarFile before)
    {
        var known = before.Posts.Select(post => (post.Id, post.At)).Concat(before.Contests.Select(contest => (contest.Id, contest.At))).ToHashSet();
        foreach (var one in scene.Written)
        {
            var at = one.Publication switch
            {
                SinglePost post => post.At,
                Contest contest => contest.At,
                _ => (LocalDateTime?)null,
            };
            if (at < scene.Now && !known.Contains((one.Publication.Id, at.Value)))
            {
                findings.Add(one.At, CalendarWarningCodes.Past, Shown(at.Value));
            }
        }
    }

    private static string Shown(LocalDateTime at) => at.ToString("uuuu-MM-dd HH:mm", CultureInfo.InvariantCulture);
}
