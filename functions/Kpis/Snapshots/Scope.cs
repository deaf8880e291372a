using System.Text.Json.Serialization;

namespace AdoptionAutomation.Kpis.Snapshots;

/// <summary>A part of the organisation that figures are kept of. (Public because Razor's parameters are.)</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Id">Of a site the id of its group, of a wave or group its own; empty for the organisation.</param>
public sealed record Scope(ScopeKind Kind, string Id)
{
    private const char Separator = ':';

    public static readonly Scope Organisation = new(ScopeKind.Organisation, "");

    /// <summary>As in <c>organisation</c> and <c>site:site-lyon</c>.</summary>
    [JsonIgnore]
    public string Key => Kind == ScopeKind.Organisation ? WordOf(Kind) : $"{WordOf(Kind)}{Separator}{Id}";

    /// <summary>Null: no scope is called so.</summary>
    public static Scope? Parse(string? key) => key?.Split(Separator, 2) switch
    {
        [var one] when one == WordOf(ScopeKind.Organisation) => Organisation,
        [var word, { Length: > 0 } id] when AdoptionAutomation.Storage.Key.Allows(id) && Enum.TryParse<ScopeKind>(word, ignoreCase: true, out var kind)
            && kind != ScopeKind.Organisation && WordOf(kind) == word => new(kind, id),
        _ => null,
    };

    public override string ToString() => Key;

    private static string WordOf(ScopeKind kind) => kind.ToString().ToLowerInvariant();
}

[JsonConverter(typeof(JsonStringEnumConverter<ScopeKind>))]
public enum ScopeKind
{
    Organisation,
    Site,
    Wave,
    Group,
}
