using System.Globalization;
using AdoptionAutomation.Calendar.Season;
using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Campaigns.Reading;
using NodaTime;

namespace AdoptionAutomation.Calendar.Lint;

/// <summary>Posts that crowd each other in a group, and posts that come when nobody works. A feed's are left alone: they come when they can.</summary>
internal sealed class HoursLint(LintScene scene, Findings findings)
{
    private static readonly TimeSpan Apart = TimeSpan.FromHours(1);

    private readonly List<Occurrence> wanted = [.. scene.Coming.Where(occurrence => occurrence.IsWanted && occurrence.Kind != OccurrenceKind.News)];

    public void Run()
    {
        CheckHours();
        CheckNeighbours();
    }

    private void CheckHours()
    {
        foreach (var odd in wanted.Where(occurrence => !IsOpen(occurrence.At)).GroupBy(occurrence => occurrence.Publication.Id))
        {
            var written = scene.Find(odd.Key);
            var place = odd.First().Kind == OccurrenceKind.Result ? written.Part.Find("closes")! : written.At;
            findings.Add(place, CalendarWarningCodes.OddHour, Shown(odd.First().At), odd.Count());
        }
    }

    private bool IsOpen(LocalDateTime at) => scene.Days.IsOpen(scene.Zone.AtLeniently(at).ToDateTimeOffset(), null);

    /// <summary>Once for a pair of publications, at the one that is written later.</summary>
    private void CheckNeighbours()
    {
        var meetings = new Dictionary<(string Early, string Late), (string Group, LocalDateTime At, HashSet<string> Times)>();
        foreach (var group in Groups())
        {
            var posts = DeliveriesTo(group);
            foreach (var (one, next) in posts.Zip(posts.Skip(1)).Where(pair => pair.Second.At - pair.First.At < Apart))
            {
                var pair = InOrder(one.Occurrence.Publication.Id, next.Occurrence.Publication.Id);
                meetings.TryAdd(pair, (NameOf(group), next.Occurrence.At, []));
                meetings[pair].Times.Add(next.Occurrence.Key);
            }
        }

        foreach (var (pair, met) in meetings)
        {
            findings.Add(scene.Find(pair.Late).At, CalendarWarningCodes.CloseTogether, pair.Early, met.Group, Shown(met.At), met.Times.Count);
        }
    }

    /// <summary>What is shown in one group, in order; by several channels, once.</summary>
    private List<Delivery> DeliveriesTo(DeclaredGroup group)
    {
        var plan = new DeliveryPlan(scene.Campaign.Settings, scene.Calendar, [group]);
        var meant = scene.Written.Where(one => plan.Meant(one.Publication.To).Any()).Select(one => one.Publication.Id).ToHashSet(StringComparer.Ordinal);
        return
        [
            .. wanted.Where(occurrence => meant.Contains(occurrence.Publication.Id)).SelectMany(plan.Of)
                .Where(delivery => delivery.Channel != PostChannel.Mail)
                .DistinctBy(delivery => delivery.Occurrence.Key)
                .OrderBy(delivery => delivery.At),
        ];
    }

    /// <summary>Of an expansion, one stands for all: they are meant by the same kinds and tags.</summary>
    private IEnumerable<DeclaredGroup> Groups() => scene.Campaign.Groups
        .Concat(scene.Campaign.GroupTree.Expansions.Where(expansion => expansion.From.Attribute is not null)
            .Select(expansion => new GroupDeclarations(scene.Campaign.GroupTree, scene.Campaign.FileHashes).Of(expansion, "*", new Dictionary<string, string>())));

    private static string NameOf(DeclaredGroup group) => group.From is { Value: "*" } all ? all.Expansion : group.Id;

    private (string Early, string Late) InOrder(string one, string other) =>
        scene.Find(one).Part.Offset <= scene.Find(other).Part.Offset ? (one, other) : (other, one);

    private static string Shown(LocalDateTime at) => at.ToString("uuuu-MM-dd HH:mm", CultureInfo.InvariantCulture);
}
