using System.Text.Json.Serialization;

namespace AdoptionAutomation.Groups.Readiness;

/// <summary>How much a finding matters. (Public because Razor's parameters are.)</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ReadinessSeverity>))]
public enum ReadinessSeverity
{
    /// <summary>A wave does not start, unless IT overrides with a reason.</summary>
    [JsonStringEnumMemberName("error")]
    Error,

    /// <summary>Costs score; nothing is refused.</summary>
    [JsonStringEnumMemberName("warning")]
    Warning,

    /// <summary>Advice; costs no score.</summary>
    [JsonStringEnumMemberName("info")]
    Info,
}

/// <summary>Something a campaign still lacks. Numbers, ids of groups and fields only; nobody is named.</summary>
/// <param name="Practice">Such as <c>P2</c>.</param>
/// <param name="Severity">How much it matters.</param>
/// <param name="Code">Stable name of the check.</param>
/// <param name="Text">In the campaign's first language.</param>
/// <param name="Where">The file and field, or the call, that mends it.</param>
/// <param name="Group">The group's id, if it is about one.</param>
/// <param name="Wave">The first wave it concerns, if it is about one.</param>
public sealed record ReadinessFinding(
    string Practice, ReadinessSeverity Severity, string Code, string Text, string Where, string? Group = null, string? Wave = null)
{
    /// <summary>False: no reason helps, for nobody can be added to a group that is not there.</summary>
    public bool Overridable { get; init; } = true;
}
