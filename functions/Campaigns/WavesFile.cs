using System.ComponentModel;
using System.Text.Json.Serialization;
using AdoptionAutomation.Campaigns.Reading;
using AdoptionAutomation.Graph;
using NodaTime;

namespace AdoptionAutomation.Campaigns;

[Description("Who is invited, in which order, into which groups.")]
internal sealed record WavesFile
{
    public const int MostWaves = 100;

    [Description("The waves, in the order they open; each is judged by the one before it. Who is in the audience of several is invited by the first.")]
    [Count(1, MostWaves)]
    public required IReadOnlyList<WaveDefinition> Waves { get; init; }

    [Description("People who arrive later join the completed wave that would have invited them; leave it out and they are not invited by themselves.")]
    public NewcomersRule? Newcomers { get; init; }
}

[Description("People who are invited together.")]
internal sealed record WaveDefinition
{
    [Description("Short name of the wave; never change it once it has opened.")]
    [Id(2, 40)]
    public required string Id { get; init; }

    [Description("The wave's name.")]
    public required LocalText Name { get; init; }

    [Description("When it is to open, in the campaign's time zone, such as 2026-09-14T09:00; leave it out to open by hand.")]
    public LocalDateTime? Opens { get; init; }

    [Description("Who is invited.")]
    public required WaveAudience Audience { get; init; }

    [Description("Who is not, though the audience means them.")]
    [Count(0, 20)]
    public IReadOnlyList<Audience> Except { get; init; } = [];

    [Description("Ids of the groups that everyone of the wave joins.")]
    [Count(1)]
    [RefersTo(typeof(GroupDefinition))]
    public required IReadOnlyList<string> Groups { get; init; }

    [Description("Ids of expansions of a directory attribute: everyone also joins the group of their own value, such as their site's.")]
    public IReadOnlyList<string> OwnGroups { get; init; } = [];

    [Description("People invited an hour at most, spread over the working hours of the campaign; leave it out to go as fast as the directory takes.")]
    [Whole(1, 50_000)]
    public int? PacePerHour { get; init; }

    [Description("Days after their welcome on which those who are not active are reminded, such as 3 and 7; moved to the next working day.")]
    [Count(0, 3)]
    [Whole(1, 60)]
    public IReadOnlyList<int> Reminders { get; init; } = [];

    [Description("Mails with what somebody needs to help others, a working day after the welcome.")]
    [Count(0, 2)]
    public IReadOnlyList<KitDefinition> Kits { get; init; } = [];

    [Description("Pauses the wave by itself when too much fails.")]
    public PauseRule? Pause { get; init; }

    [Description("What the wave before must have reached for this one to open; leave it out to open without looking.")]
    public WaveGate? Gate { get; init; }

    /// <summary>Of all that it says, field by field: another one means that it was edited. See <see cref="WaveFingerprint"/>.</summary>
    [JsonIgnore]
    public string Fingerprint => WaveFingerprint.Of(this);
}

[Description("Who a wave invites: exactly one of the four.")]
[ExactlyOne("attributes", "csv", "entraGroup", "everyoneElse")]
internal sealed record WaveAudience : Audience
{
    [Description("true: everybody in the directory whom no wave before invites.")]
    public bool? EveryoneElse { get; init; }
}

[Description("A kit: what an ambassador or a manager needs to help others.")]
internal sealed record KitDefinition
{
    [Description("ambassador or manager.")]
    public required KitKind Kit { get; init; }

    [Description("Which of the wave's people get it: conditions on attributes, all must hold; leave it out for all of them.")]
    [Count(1)]
    public IReadOnlyList<AttributeCondition>? For { get; init; }
}

internal enum KitKind
{
    Ambassador,
    Manager,
}

[Description("Pauses a wave when too many of its people cannot be invited.")]
internal sealed record PauseRule
{
    [Description("Per cent of people that may fail.")]
    [Whole(1, 99)]
    public required int FailuresOver { get; init; }

    [Description("Of at least so many people; with fewer nothing is judged.")]
    [Whole(5, 100_000)]
    public int OfAtLeast { get; init; } = 20;
}

[Description("What the wave before must have reached. Each condition that is given must hold.")]
internal sealed record WaveGate
{
    [Description("Per cent of its invited people who became active.")]
    public LeastShare? Activation { get; init; }

    [Description("Per cent of its people who could not be invited.")]
    public MostShare? Failures { get; init; }

    [Description("Per cent of its welcome mails that came back.")]
    public MostShare? Bounces { get; init; }

    [Description("Per cent of its survey answers that are good (4 or 5 of 5).")]
    public LeastShare? Mood { get; init; }

    [Description("Ambassadors that each site of this wave's people needs.")]
    [Whole(1, 20)]
    public int? AmbassadorsPerSite { get; init; }
}

[Description("At least so many per cent.")]
internal sealed record LeastShare
{
    [Description("Per cent.")]
    [Whole(1, 100)]
    public required int AtLeast { get; init; }

    [Description("Of at least so many; with fewer there is not enough data.")]
    [Whole(5, 100_000)]
    public int OfAtLeast { get; init; } = 10;
}

[Description("At most so many per cent.")]
internal sealed record MostShare
{
    [Description("Per cent.")]
    [Whole(0, 99)]
    public required int AtMost { get; init; }

    [Description("Of at least so many; with fewer there is not enough data.")]
    [Whole(5, 100_000)]
    public int OfAtLeast { get; init; } = 10;
}

[Description("How people who arrive later are invited.")]
internal sealed record NewcomersRule
{
    [Description("Days before their first day, if the directory knows them by then; 0: on it.")]
    [Whole(0, 60)]
    public int DaysBefore { get; init; } = 7;

    [Description("Id of the group in which newcomers are announced, each only if they say yes; leave it out to announce nobody.")]
    [RefersTo(typeof(GroupDefinition))]
    public string? AnnounceIn { get; init; }
}

[Description("People by rule: exactly one of the three.")]
[ExactlyOne("attributes", "csv", "entraGroup")]
internal record Audience
{
    [Description("Conditions on the directory's attributes; all must hold.")]
    [Count(1)]
    public IReadOnlyList<AttributeCondition>? Attributes { get; init; }

    [Description("A CSV file of the campaign's folder, with a column named mail.")]
    [CsvFile(NamedFileUse.Audience)]
    public string? Csv { get; init; }

    [Description("Object id of an Entra group: its members, nested ones included.")]
    [ObjectId]
    public string? EntraGroup { get; init; }
}

[Description("An attribute and the values it may have.")]
internal sealed record AttributeCondition
{
    [Description("Attribute of the person in the directory.")]
    public required DirectoryAttribute Attribute { get; init; }

    [Description("The attribute equals one of these (up to 15, the limit of Graph).")]
    [Count(1, 15)]
    [Written(256)]
    public required IReadOnlyList<string> In { get; init; }

    /// <summary>Whether it holds for what the directory says of somebody; case does not count, as in Graph.</summary>
    public bool Holds(AttributeValues values) => values[Attribute] is { } value && In.Contains(value, StringComparer.OrdinalIgnoreCase);
}

/// <summary>User attributes that Graph can filter on.</summary>
internal enum DirectoryAttribute
{
    Department,
    City,
    OfficeLocation,
    Country,
    JobTitle,
    EmployeeType,
    UsageLocation,
}
