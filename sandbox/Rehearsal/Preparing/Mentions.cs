using System.Globalization;
using System.Text.Json;
using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Campaigns.Reading;

namespace AdoptionAutomation.Sandbox.Rehearsal.Preparing;

/// <summary>A mail address that a file of the campaign names, and where.</summary>
internal sealed record Mention(string Address, string Place, bool IsMember)
{
    /// <summary>Whether it ought to be in the directory: an owner or member whoever they are, else one of the directory's own domains.</summary>
    public bool IsOurs(IReadOnlySet<string> domains) => IsMember || domains.Contains(Address[(Address.IndexOf('@', StringComparison.Ordinal) + 1)..]);
}

internal static class Mentions
{
    public static async Task<IReadOnlyList<Mention>> InAsync(ICampaignFiles files, CancellationToken cancellationToken)
    {
        var found = new List<Mention>();
        foreach (var kind in CampaignFileKind.All)
        {
            var ignored = new Findings();
            if (await SourceFile.OpenAsync(files, kind, ignored, cancellationToken) is { } file && JsonTree.Parse(file, ignored) is { } root)
            {
                found.AddRange(Below(root).Where(part => part.Kind == JsonValueKind.String && MailAddress.IsValid(part.Text)).Select(MentionOf));
            }
        }

        return found;
    }

    private static Mention MentionOf(JsonPart part)
    {
        var (line, column) = part.File.PlaceOf(part.Offset);
        return new(
            part.Text,
            string.Create(CultureInfo.InvariantCulture, $"{part.File.Name}:{line}:{column} {part.Path}"),
            part.Parent?.Name is "owners" or "members");
    }

    private static IEnumerable<JsonPart> Below(JsonPart part) => part.Parts.SelectMany(Below).Prepend(part);
}
