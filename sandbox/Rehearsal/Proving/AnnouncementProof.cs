using System.Text.RegularExpressions;

namespace AdoptionAutomation.Sandbox.Rehearsal.Proving;

/// <summary>Posts that announce newcomers: in the group that the file names, and each newcomer who said yes in one of them.</summary>
internal static partial class AnnouncementProof
{
    /// <summary>A daily look in the morning, over a weekend with a holiday.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromDays(6);

    public static IEnumerable<string> FindingsOf(Evidence evidence, IReadOnlyList<ExpectedGroup> expected, Guid? place)
    {
        var posts = evidence.Tenant.Log.Posts.Where(post => post.Delivered && !expected.Any(group => group.IsWelcome(post.Subject))).ToList();
        foreach (var stray in posts.Where(post => post.Group is null || post.Group != place))
        {
            yield return $"Nobody asked for the post '{stray.Subject}' in group {stray.Group}.";
        }

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
