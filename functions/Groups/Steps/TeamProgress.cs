using System.Globalization;
using System.Text.Json;
using AdoptionAutomation.Campaigns;

namespace AdoptionAutomation.Groups.Steps;

/// <summary>How far the channels, then the tabs of a team are; kept as the cursor of these parts.</summary>
internal sealed record TeamProgress
{
    /// <summary>A team that was made so shortly before may not be shown everywhere yet.</summary>
    private static readonly TimeSpan LongestLag = TimeSpan.FromHours(1);

    /// <summary>When the team was made; null if that is long ago.</summary>
    public DateTimeOffset? TeamMadeAt { get; init; }

    /// <summary>Ids by name; empty: not looked at yet.</summary>
    public Dictionary<string, string> Channels { get; init => field = new(value, StringComparer.OrdinalIgnoreCase); } = [];

    /// <summary>Whether a channel was added, as far as is known.</summary>
    public bool Made { get; init; }

    /// <summary>How many tabs are dealt with, in their declared order.</summary>
    public int Tabs { get; init; }

    /// <summary>Reasons by place, such as <c>channels[2]</c>.</summary>
    public Dictionary<string, string> Refused { get; init; } = [];

    public string Reasons => ReasonText.Of([.. Refused.Select(pair => $"{pair.Key}: {pair.Value}")], "; ");

    public static TeamProgress Read(string? cursor) => cursor is null ? new() : JsonSerializer.Deserialize<TeamProgress>(cursor)!;

    public string Write() => JsonSerializer.Serialize(this);

    public bool IsNew(DateTimeOffset now) => TeamMadeAt + LongestLag > now;

    /// <summary>Keeps the channels that are declared, and General: a team may have a thousand, and a row has room for few.</summary>
    public TeamProgress WithChannels(TeamTemplate team, Dictionary<string, string> present)
    {
        var declared = team.Channels.Select(channel => channel.Name.Trim()).Append(Teams.General).Distinct(StringComparer.OrdinalIgnoreCase);
        return this with { Channels = declared.Where(present.ContainsKey).ToDictionary(name => name, name => present[name]) };
    }

    public TeamProgress WithChannel(string name, string id) => this with { Channels = new(Channels) { [name] = id }, Made = true };

    /// <summary>Reasons that are not going to be told are not kept either: the cursor has its limit too.</summary>
    public TeamProgress WithRefused(string place, string reason) =>
        this with { Refused = new(Refused) { [place] = Refused.Count < ReasonText.MostPlaces ? reason : "" } };

    public static string PlaceOf(TeamTemplate team, string channel) => string.Create(
        CultureInfo.InvariantCulture, $"channels[{team.Channels.Index().FirstOrDefault(entry => entry.Item.Name == channel).Index}]");
}
