using System.ComponentModel;
using AdoptionAutomation.Campaigns.Reading;
using NodaTime;

namespace AdoptionAutomation.Campaigns;

[Description("Who is invited, in which order, into which groups.")]
internal sealed record WavesFile
{
    [Description("The waves, in the order they open; each is judged by the one before it.")]
    [Count(1)]
    public required IReadOnlyList<WaveDefinition> Waves { get; init; }
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
    public required Audience Audience { get; init; }

    [Description("Ids of the groups that everyone of the wave joins.")]
    [Count(1)]
    [RefersTo(typeof(GroupDefinition))]
    public required IReadOnlyList<string> Groups { get; init; }
}

[Description("People by rule: exactly one of the three.")]
[ExactlyOne("attributes", "csv", "entraGroup")]
internal sealed record Audience
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
