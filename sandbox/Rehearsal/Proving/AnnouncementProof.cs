using System.Text.RegularExpressions;
using AdoptionAutomation.Campaigns;

namespace AdoptionAutomation.Sandbox.Rehearsal.Proving;

/// <summary>Posts that announce newcomers: in the group that the file names, and each newcomer who said yes in one of them.</summary>
internal static partial class AnnouncementProof
{
    /// <summary>A daily look in the morning, over a weekend with a holiday.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromDays(6);

    /// <param name="evidence">What happened.</param>
    /// <param name="others">What arrived in groups and is neither welcome nor the calendar's.</param>
    /// <param name="place">The group that the file names.</param>
    public static IEnumerable<string> FindingsOf(Evidence evidence, IReadOnlyList<Arrival> others, Guid? place)
    {
        foreach (var stray in others.Where(post => post.Group != place || post.Channel != PostChannel.Conversation))
        {
            yield return $"Nobody asked for the post '{stray.Title}' by {stray.Channel} in group {stray.Group}.";
        }

        var posts = evidence.Tenant.Log.Posts.Where(post => post.Delivered && others.Any(other => other.At == post.At && other.Group == post.Group && other.Title == post.Subject));

        var agreed = (evidence.People.Buttons?.Pressed ?? []).Where(pressed => pressed.Button == "announce").ToList();
        var announced = posts.Sum(post => Line().Count(post.Html)) / evidence.Campaign.Settings.Languages.Count;
        var due = agreed.Count(pressed => Later(pressed.At, evidence.Tenant.Directory.Employees.Find(pressed.Person)?.EmployeeHireDate) + Grace < evidence.End);
        if (announced > agreed.Count)
        {
            yield return $"{announced} newcomers were announced, and {agreed.Count} had said yes.";
        }

        if (announced < due && evidence.Tenant.Log.Faults.Count == 0)
        {
            yield return $"Lost: {due} newcomers were to be announced, and {announced} were.";
        }
    }

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset? other) => other > one ? other.Value : one;

    [GeneratedRegex("<li[ >]")]
    private static partial Regex Line();
}
