using System.ComponentModel;
using AdoptionAutomation.Campaigns.Reading;

namespace AdoptionAutomation.Campaigns;

[Description("Groups made from data, one for each value.")]
internal sealed record GroupExpansion
{
    [Description("Short name; the groups' ids start with it, so never change it once they exist.")]
    [Id(2, 20)]
    public required string Id { get; init; }

    [Description("Id of the template they are made from.")]
    [RefersTo(typeof(GroupTemplate))]
    public required string Template { get; init; }

    [Description("Where the values come from.")]
    public required ExpansionSource From { get; init; }

    [Description("Name of each group; {value} stands for the value, and {column} for a column of the CSV file.")]
    [Written(256)]
    public required string Name { get; init; }

    [Description("Objective of each group, with the same marks.")]
    [Written(1024)]
    public required string Objective { get; init; }

    [Description("Mail addresses of owners of all of them, besides the template's; a CSV column named owners gives each its own, separated by spaces.")]
    [Mail]
    public IReadOnlyList<string> Owners { get; init; } = [];

    [Description("Mail addresses of producers of all of them; a CSV column named producers gives each its own.")]
    [Mail]
    public IReadOnlyList<string> Producers { get; init; } = [];

    [Description("People in whose directory entry this attribute equals the value become members.")]
    public DirectoryAttribute? MembersBy { get; init; }
}

[Description("Where an expansion's values come from: exactly one of attribute and csv.")]
[ExactlyOne("attribute", "csv")]
internal sealed record ExpansionSource
{
    [Description("Every value that this attribute has in the directory.")]
    public DirectoryAttribute? Attribute { get; init; }

    [Description("A CSV file of the campaign's folder, with a column named value.")]
    [CsvFile(NamedFileUse.Expansion)]
    public string? Csv { get; init; }

    [Description("With attribute: only values that at least so many people have.")]
    [Whole(1, 1_000_000)]
    public int AtLeast { get; init; } = 1;

    [Description("Values to leave out.")]
    [Written(256)]
    public IReadOnlyList<string> Except { get; init; } = [];

    /// <summary>What is left when the values of <see cref="Except"/> are taken out.</summary>
    public IEnumerable<T> Keep<T>(IEnumerable<T> items, Func<T, string> valueOf)
    {
        var left = Except.Select(GroupIds.Canonical).ToHashSet(StringComparer.Ordinal);
        return items.Where(item => !left.Contains(GroupIds.Canonical(valueOf(item))));
    }
}
