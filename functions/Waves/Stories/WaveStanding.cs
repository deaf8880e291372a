using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Graph;
using AdoptionAutomation.Waves.Life;

namespace AdoptionAutomation.Waves.Stories;

/// <summary>How one wave stands to one person (pure).</summary>
/// <param name="Wave">As its file has it.</param>
/// <param name="Row">Null: not started.</param>
/// <param name="Audience">Whether the audience means them, condition by condition.</param>
/// <param name="Exceptions">The same of each of its exceptions.</param>
internal sealed record WaveStanding(
    WaveDefinition Wave, WaveRow? Row, IReadOnlyList<ConditionSight> Audience, IReadOnlyList<IReadOnlyList<ConditionSight>> Exceptions)
{
    public WaveState State => Row?.State ?? WaveState.Planned;

    public bool Means => Audience.All(condition => condition.Holds);

    /// <summary>The first of its exceptions that holds, from 0; null: none does.</summary>
    public int? ExceptedBy => Exceptions.Index().FirstOrDefault(exception => exception.Item.All(condition => condition.Holds)) is { Item: not null } found
        ? found.Index
        : null;

    /// <summary>Whether it would invite them, if no wave before did.</summary>
    public bool Wants => Means && ExceptedBy is null;

    public static WaveStanding Of(WaveDefinition wave, WaveRow? row, DirectoryUser user, PersonPlaces places) => new(
        wave,
        row,
        Sight(wave.Audience, user, places),
        [.. wave.Except.Select(except => Sight(except, user, places))]);

    private static IReadOnlyList<ConditionSight> Sight(Audience audience, DirectoryUser user, PersonPlaces places) => audience switch
    {
        { Csv: { } file } => [new($"csv {file}", places.Lines.ContainsKey(file)) { Line = places.Lines.TryGetValue(file, out var line) ? line : null }],
        { EntraGroup: { } group } => [new($"entraGroup {group}", places.Groups.Contains(group))],
        { Attributes: { } conditions } =>
            [.. conditions.Select(condition => new ConditionSight($"{condition.Attribute.GraphName()} in {string.Join(", ", condition.In)}", condition.Holds(user.Attributes)))],
        _ => [new("everyoneElse", !user.IsGuest)],
    };
}

/// <summary>A condition of an audience, as its file has it. (Public because answers are made of it.)</summary>
/// <param name="Condition">Such as <c>city in Lyon, Lille</c>: the file's values, not the person's.</param>
/// <param name="Holds">Whether it holds for the person.</param>
public sealed record ConditionSight(string Condition, bool Holds)
{
    /// <summary>Of the CSV file.</summary>
    public int? Line { get; init; }
}

/// <param name="Lines">The line of each CSV file that has the person's address.</param>
/// <param name="Groups">Those of the campaign's Entra groups that the person is in.</param>
internal sealed record PersonPlaces(IReadOnlyDictionary<string, int> Lines, IReadOnlySet<string> Groups);
