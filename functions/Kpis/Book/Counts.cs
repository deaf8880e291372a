namespace AdoptionAutomation.Kpis.Book;

/// <summary>What was counted of one scope on one day, by the names of <see cref="Count"/>. What is absent was not counted, which is not zero. (Public because Razor's parameters are.)</summary>
public sealed class Counts(IReadOnlyDictionary<string, double> values) : IEquatable<Counts>
{
    public static readonly Counts None = new(new Dictionary<string, double>(StringComparer.Ordinal));

    public IReadOnlyDictionary<string, double> Values { get; } = values;

    public double? this[string name] => Values.TryGetValue(name, out var value) ? value : null;

    /// <summary>One as a share of another, in per cent; null if either was not counted, or nobody is there to share.</summary>
    public double? Percent(string part, string whole) => Ratio(part, whole) * 100;

    public double? Ratio(string part, string whole) => this[whole] is > 0 and var all ? this[part] / all : null;

    public double? Sum(params ReadOnlySpan<string> names)
    {
        double? sum = 0;
        foreach (var name in names)
        {
            sum += this[name];
        }

        return sum;
    }

    public bool Equals(Counts? other) =>
        other is not null && Values.Count == other.Values.Count && Values.All(pair => other[pair.Key] is { } value && value.Equals(pair.Value));

    public override bool Equals(object? obj) => Equals(obj as Counts);

    public override int GetHashCode() => Values.Count;
}
