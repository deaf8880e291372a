using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Sandbox.People;
using CsvHelper;

namespace AdoptionAutomation.Sandbox.Rehearsal.Proving;

/// <summary>One group that the files ask for.</summary>
/// <param name="Id">Its id, by which waves name it; null for groups of directory attributes, which no file names.</param>
/// <param name="Name">As people see it.</param>
/// <param name="Owners">Mail addresses.</param>
/// <param name="Members">Mail addresses of the listed members.</param>
/// <param name="IsMember">Who is to be a member by rule.</param>
/// <param name="Team">Null: none.</param>
/// <param name="Posts">How many posts wait in it.</param>
/// <param name="Guests">Mail addresses.</param>
internal sealed record ExpectedGroup(
    string? Id,
    string Name,
    IReadOnlyList<string> Owners,
    IReadOnlyList<string> Members,
    Func<Employee, bool> IsMember,
    TeamTemplate? Team,
    int Posts,
    IReadOnlyList<string> Guests)
{
    /// <summary>As the template says.</summary>
    public GroupKind? Kind { get; init; }

    /// <summary>As the template and the group say.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>Titles of those posts, in every language.</summary>
    public IReadOnlyList<string> Titles { get; init; } = [];

    /// <summary>Whether a post is one of them, rather than one that announces newcomers.</summary>
    public bool IsWelcome(string subject) => Titles.Any(title => subject.Contains(title, StringComparison.Ordinal));
}

/// <summary>
/// The groups that groups.json asks for, worked out here from the file and the people alone: none of the app's code that merges templates and
/// expands groups is called, so the two check each other.
/// </summary>
internal static class ExpectedGroups
{
    public static async Task<IReadOnlyList<ExpectedGroup>> OfAsync(
        Campaign campaign, ICampaignFiles files, Employees employees, CancellationToken cancellationToken)
    {
        var tree = campaign.GroupTree;
        var groups = new List<ExpectedGroup>();
        foreach (var written in tree.Groups)
        {
            groups.Add(From(tree, written.Template, written.Name) with
            {
                Id = written.Id,
                Owners = [.. FirstOf(tree, written.Template, template => template.Owners) ?? [], .. written.Owners],
                Members = written.Members,
                IsMember = written.MembersFrom is { } rule ? await AudienceRule.OfAsync(rule, files, employees, cancellationToken) : _ => false,
                Guests = written.Guests,
                Tags = [.. FirstOf(tree, written.Template, template => template.Tags) ?? [], .. written.Tags],
            });
        }

        foreach (var expansion in tree.Expansions)
        {
            var values = expansion.From.Csv is { } csv
                ? await RowsOfAsync(csv, files, cancellationToken)
                : ValuesOf(expansion.From, employees).Select(value => new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase) { ["value"] = value });
            var wanted = values.Where(row => !expansion.From.Except.Contains(row["value"], StringComparer.OrdinalIgnoreCase));
            groups.AddRange(wanted.Select(row => Expanded(tree, expansion, row)));
        }

        // Waves name expanded groups by an id that only the app can make; the name tells which one is meant.
        var ids = campaign.Groups.ToDictionary(group => group.Name, group => group.Id, StringComparer.Ordinal);
        return [.. groups.Select(group => group with { Id = group.Id ?? ids.GetValueOrDefault(group.Name) })];
    }

    /// <summary>Names of the groups that a wave gives a person by their own attributes, of those that are to stand.</summary>
    public static IReadOnlyList<string> OwnOf(Campaign campaign, WaveDefinition wave, Employee person, IReadOnlyList<ExpectedGroup> groups) =>
    [
        .. from id in wave.OwnGroups
           let expansion = campaign.GroupTree.Expansions.First(expansion => expansion.Id == id)
           let value = AudienceRule.ValueOf(person, expansion.From.Attribute!.Value)?.Trim() ?? ""
           let name = campaign.GroupTree.Naming.Prefix + expansion.Name.Replace("{value}", value, StringComparison.OrdinalIgnoreCase)
           from standing in groups
           where Same(standing.Name, name)
           select standing.Name,
    ];

    private static ExpectedGroup Expanded(GroupsFile tree, GroupExpansion expansion, Dictionary<string, string> row)
    {
        var name = row.Aggregate(expansion.Name, (text, column) => text.Replace($"{{{column.Key}}}", column.Value, StringComparison.OrdinalIgnoreCase));
        var own = row.GetValueOrDefault("owners", "").Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return From(tree, expansion.Template, name) with
        {
            Owners = [.. FirstOf(tree, expansion.Template, template => template.Owners) ?? [], .. expansion.Owners, .. own],
            IsMember = expansion.MembersBy is { } attribute ? person => Same(AudienceRule.ValueOf(person, attribute), row["value"]) : _ => false,
        };
    }

    private static ExpectedGroup From(GroupsFile tree, string template, string name) => new(
        null,
        tree.Naming.Prefix + name,
        [],
        [],
        _ => false,
        FirstOf(tree, template, one => one.Team),
        FirstOf(tree, template, one => one.Welcome)?.Count ?? 0,
        [])
    {
        Kind = KindOf(tree, template),
        Tags = FirstOf(tree, template, one => one.Tags) ?? [],
        Titles = [.. (FirstOf(tree, template, one => one.Welcome) ?? []).SelectMany(post => new[] { post.Title.Fr, post.Title.En }).OfType<string>()],
    };

    /// <summary>What a template says, or the nearest of those it is like.</summary>
    private static T? FirstOf<T>(GroupsFile tree, string id, Func<GroupTemplate, T?> read)
        where T : class
    {
        var template = tree.Templates.First(template => template.Id == id);
        return read(template) ?? (template.Like is { } like ? FirstOf(tree, like, read) : null);
    }

    private static GroupKind? KindOf(GroupsFile tree, string id)
    {
        var template = tree.Templates.First(template => template.Id == id);
        return template.Kind ?? (template.Like is { } like ? KindOf(tree, like) : null);
    }

    private static IEnumerable<string> ValuesOf(ExpansionSource from, Employees employees) => employees.From(0)
        .Where(person => person is { AccountEnabled: true, IsGuest: false })
        .Select(person => AudienceRule.ValueOf(person, from.Attribute!.Value)?.Trim())
        .OfType<string>()
        .GroupBy(value => value, StringComparer.OrdinalIgnoreCase)
        .Where(same => same.Key.Length > 0 && same.Count() >= from.AtLeast)
        .Select(same => same.Key);

    private static async Task<IReadOnlyList<Dictionary<string, string>>> RowsOfAsync(string file, ICampaignFiles files, CancellationToken cancellationToken)
    {
        await using var stream = await files.OpenAsync(file, cancellationToken) ?? Stream.Null;
        await using var cells = CsvReader.Create(stream, new() { TrimWhitespace = true }, leaveOpen: true);
        var rows = new List<Dictionary<string, string>>();
        while (await cells.ReadAsync(cancellationToken))
        {
            rows.Add(cells.Headers.ToArray().Index().ToDictionary(column => column.Item, column => cells.GetString(column.Index), StringComparer.OrdinalIgnoreCase));
        }

        return rows;
    }

    private static bool Same(string? one, string other) => string.Equals(one?.Trim(), other.Trim(), StringComparison.OrdinalIgnoreCase);
}
