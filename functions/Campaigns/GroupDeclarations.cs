using System.Globalization;

namespace AdoptionAutomation.Campaigns;

/// <summary>From groups.json to declared groups: templates merged, patterns filled, names prefixed (pure).</summary>
/// <param name="file">groups.json.</param>
/// <param name="hashes">Of the files that it names, by name.</param>
internal sealed class GroupDeclarations(GroupsFile file, IReadOnlyDictionary<string, string> hashes)
{
    public DeclaredGroup Of(GroupDefinition definition, string origin)
    {
        var template = Merged(definition.Template);
        return From(template) with
        {
            Id = definition.Id,
            Name = file.Naming.Prefix + definition.Name,
            Objective = definition.Objective,
            Owners = Union(template.Owners, definition.Owners),
            Members = definition.Members,
            MembersFrom = definition.MembersFrom,
            Producers = Union(template.Producers, definition.Producers),
            Guests = definition.Guests,
            LifetimeMonths = definition.LifetimeMonths ?? template.LifetimeMonths,
            Tags = Union(template.Tags, definition.Tags),
            TimeZone = definition.TimeZone ?? template.TimeZone,
            MembersFileHash = definition.MembersFrom?.Csv is { } csv ? hashes[csv] : null,
            Origin = origin,
        };
    }

    /// <param name="expansion">The expansion.</param>
    /// <param name="value">One of its values.</param>
    /// <param name="columns">The CSV row, by column; empty for an attribute's value.</param>
    public DeclaredGroup Of(GroupExpansion expansion, string value, IReadOnlyDictionary<string, string> columns)
    {
        var template = Merged(expansion.Template);
        var rule = expansion.MembersBy is { } attribute
            ? new Audience { Attributes = [new() { Attribute = attribute, In = [value] }] }
            : null;
        return From(template) with
        {
            Id = GroupIds.Of(expansion.Id, value),
            Name = file.Naming.Prefix + new GroupPattern(expansion.Name).Fill(value, columns),
            Objective = new GroupPattern(expansion.Objective).Fill(value, columns),
            Owners = Union(template.Owners, [.. expansion.Owners, .. AddressesIn(columns, "owners")]),
            MembersFrom = rule,
            Producers = Union(template.Producers, [.. expansion.Producers, .. AddressesIn(columns, "producers")]),
            Origin = string.Create(CultureInfo.InvariantCulture, $"groups.json expansions '{expansion.Id}', value '{value}'"),
            From = new(expansion.Id, value),
        };
    }

    /// <summary>The groups of an expansion from a CSV file, in its order.</summary>
    public IEnumerable<DeclaredGroup> Of(GroupExpansion expansion, ExpansionTable table) =>
        expansion.From.Keep(table.Rows, row => row.Value).Select(row => Of(expansion, row.Value, row.Columns));

    /// <summary>The template with what it takes over from those it is like.</summary>
    public GroupTemplate Merged(string id)
    {
        var merged = Find(id);
        HashSet<string> met = [id];
        for (var next = merged.Like; next is not null && met.Add(next); next = Find(next).Like)
        {
            merged = Over(Find(next), merged);
        }

        return merged;
    }

    private GroupTemplate Find(string id) => file.Templates.First(template => template.Id == id);

    private static GroupTemplate Over(GroupTemplate basis, GroupTemplate own) => own with
    {
        Kind = own.Kind ?? basis.Kind,
        Visibility = own.Visibility ?? basis.Visibility,
        Posting = own.Posting ?? basis.Posting,
        Guests = own.Guests ?? basis.Guests,
        NewsByMail = own.NewsByMail ?? basis.NewsByMail,
        ExternalSenders = own.ExternalSenders ?? basis.ExternalSenders,
        Owners = own.Owners ?? basis.Owners,
        Producers = own.Producers ?? basis.Producers,
        LifetimeMonths = own.LifetimeMonths ?? basis.LifetimeMonths,
        Tags = own.Tags ?? basis.Tags,
        TimeZone = own.TimeZone ?? basis.TimeZone,
        Team = own.Team ?? basis.Team,
        Welcome = own.Welcome ?? basis.Welcome,
        Keep = own.Keep ?? basis.Keep,
    };

    private static DeclaredGroup From(GroupTemplate template) => new()
    {
        Id = "",
        Kind = template.Kind!.Value,
        Name = "",
        Objective = "",
        Visibility = template.Visibility!.Value,
        Posting = template.Posting ?? GroupPosting.Everybody,
        GuestPolicy = template.Guests,
        NewsByMail = template.NewsByMail ?? false,
        ExternalSenders = template.ExternalSenders,
        Owners = [],
        Members = [],
        MembersFrom = null,
        Producers = [],
        Guests = [],
        LifetimeMonths = template.LifetimeMonths,
        Tags = template.Tags ?? [],
        TimeZone = template.TimeZone,
        Team = template.Team,
        Welcome = template.Welcome ?? [],
        Keep = template.Keep ?? [],
        Origin = "",
    };

    private static string[] AddressesIn(IReadOnlyDictionary<string, string> columns, string column) =>
        ExpansionCsv.AddressesIn(columns.GetValueOrDefault(column, ""));

    private static IReadOnlyList<string> Union(IReadOnlyList<string>? first, IReadOnlyList<string> second) =>
        [.. (first ?? []).Union(second, StringComparer.OrdinalIgnoreCase)];
}
