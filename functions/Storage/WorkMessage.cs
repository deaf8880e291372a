using System.Text.Json;
using System.Text.Json.Serialization;

namespace AdoptionAutomation.Storage;

/// <summary>
/// What every message of the pipeline may carry beside its ids, for tracing only: the same work with or without it is the same work. Left out of
/// the JSON where it is not known; the version before, which does not know it, passes over it.
/// </summary>
internal abstract record WorkMessage
{
    /// <summary>W3C traceparent of the work that put the message on its queue.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Trace { get; init; }

    /// <summary>When it was to be seen: now, or when its delay was over.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateTimeOffset? SeenFrom { get; init; }

    /// <summary>When a message's JSON says that it was to be seen; null: it does not.</summary>
    public static DateTimeOffset? SeenFromOf(string body)
    {
        try
        {
            return JsonSerializer.Deserialize<Seen>(body, JsonSerializerOptions.Web)?.SeenFrom;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>The message as it is compared, kept for later and told apart.</summary>
    public WorkMessage Untraced() => this with { Trace = null, SeenFrom = null };

    private sealed record Seen(DateTimeOffset? SeenFrom);
}
