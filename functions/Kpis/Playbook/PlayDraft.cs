using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Campaigns.Reading;
using NodaTime;

namespace AdoptionAutomation.Kpis.Playbook;

/// <summary>A post as content-calendar.json takes it (pure): a draft, so that nothing goes out because somebody pasted it; in the campaign's languages.</summary>
internal sealed class PlayDraft(Campaign campaign, DateOnly day)
{
    private const int LongestId = 40;
    private const int DaysAhead = 5;

    private static readonly LocalTime Morning = new(10, 0);

    private static readonly JsonSerializerOptions Layout = new(CampaignJson.Options)
    {
        WriteIndented = true,
        NewLine = "\n",
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <param name="name">What the play is called in its id.</param>
    /// <param name="kind">In groups of this kind, else of the general kind, else in the first group.</param>
    /// <param name="title">In both languages.</param>
    /// <param name="text">Markdown, in both languages.</param>
    /// <returns>Null: the campaign has no group to post in.</returns>
    public string? Of(string name, GroupKind kind, (string Fr, string En) title, (string Fr, string En) text)
    {
        if (campaign.Groups.Count == 0)
        {
            return null;
        }

        var id = string.Create(CultureInfo.InvariantCulture, $"{name}-{day:yyyy-MM-dd}");
        var on = new OpenHours(campaign.Settings).WorkingDayFrom(LocalDate.FromDateOnly(day).PlusDays(DaysAhead));
        return JsonSerializer.Serialize(
            new Draft
            {
                Id = id.Length <= LongestId ? id : id[^LongestId..].TrimStart('-'),
                At = on + Morning,
                To = TargetOf(kind),
                Post = new() { Title = InLanguages(title), Text = InLanguages(text) },
            },
            Layout);
    }

    private Target TargetOf(GroupKind kind) =>
        campaign.Groups.Any(group => group.Kind == kind) ? new() { Kinds = [kind] }
        : campaign.Groups.Any(group => group.Kind == GroupKind.General) ? new() { Kinds = [GroupKind.General] }
        : new() { Groups = [campaign.Groups[0].Id] };

    private Dictionary<string, string> InLanguages((string Fr, string En) said) =>
        campaign.Settings.Languages.ToDictionary(language => language, language => language == "fr" ? said.Fr : said.En, StringComparer.Ordinal);

    /// <summary>A <see cref="SinglePost"/> with what it needs alone: the rest is the file's to leave out.</summary>
    private sealed record Draft
    {
        public required string Id { get; init; }

        public required LocalDateTime At { get; init; }

        public PostStatus Status { get; init; } = PostStatus.Draft;

        public required Target To { get; init; }

        public IReadOnlyList<PostChannel> Channels { get; init; } = [PostChannel.Conversation];

        public required DraftText Post { get; init; }
    }

    private sealed record Target
    {
        public IReadOnlyList<GroupKind>? Kinds { get; init; }

        public IReadOnlyList<string>? Groups { get; init; }
    }

    private sealed record DraftText
    {
        public required IReadOnlyDictionary<string, string> Title { get; init; }

        public required IReadOnlyDictionary<string, string> Text { get; init; }
    }
}
