using System.Text.Json;
using System.Text.Json.Serialization;

namespace AdoptionAutomation.Surveys.Answering.Elsewhere;

/// <summary>An answer that was collected elsewhere, as it is sent.</summary>
/// <param name="Id">What it is called there; the same id is the same answer.</param>
/// <param name="Round">Which round it answers; null: the one that is open.</param>
/// <param name="Site">Where it counts; null: not known.</param>
/// <param name="Wave">The wave's id; null: none.</param>
/// <param name="Values">By question: a text, a number, or a list of texts.</param>
internal sealed record ForeignAnswer(string? Id, string? Round, string? Site, string? Wave, IReadOnlyDictionary<string, JsonElement>? Values)
{
    private const int LongestName = 100;
    private const int LongestId = 200;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow };

    /// <exception cref="JsonException">It is no such document; the message says where.</exception>
    public static ForeignAnswer Parse(ReadOnlySpan<byte> json) =>
        JsonSerializer.Deserialize<ForeignAnswer>(json, Json) ?? throw new JsonException("The document is null.");

    /// <summary>What is wrong with all but the values, by field.</summary>
    /// <param name="waves">Ids of the campaign's waves.</param>
    public IEnumerable<(string Field, string Problem)> Problems(IReadOnlyCollection<string> waves)
    {
        if (Id is not { Length: > 0 and <= LongestId })
        {
            yield return ("id", $"Send what the answer is called there, 1 to {LongestId} characters: a second sending is known by it.");
        }

        if (Site is not null && (Site.Length > LongestName || Site.Any(char.IsControl)))
        {
            yield return ("site", $"A site's name is a text of at most {LongestName} characters, in one line.");
        }

        if (Wave is { Length: > 0 } && !waves.Contains(Wave, StringComparer.Ordinal))
        {
            yield return ("wave", $"The campaign has no wave '{Wave}'; it has: {string.Join(", ", waves)}. Leave it out if none is known.");
        }

        if (Values is null)
        {
            yield return ("values", "Send the answers by question, such as { \"mood\": 4, \"tools\": [\"chat\"] }.");
        }
    }

    /// <summary>The values as the check takes them, and the questions whose value is neither a text, nor a number, nor a list of texts.</summary>
    public (IReadOnlyDictionary<string, IReadOnlyList<string>> Given, IReadOnlyList<AnswerProblem> Problems) Read()
    {
        var given = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
        var problems = new List<AnswerProblem>();
        foreach (var (question, value) in Values ?? new Dictionary<string, JsonElement>(StringComparer.Ordinal))
        {
            if (Read(value) is { } read)
            {
                given.Add(question, read);
            }
            else
            {
                problems.Add(new(question, AnswerFault.NotAnAnswer));
            }
        }

        return (given, problems);
    }

    private static string[]? Read(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null => [],
        JsonValueKind.String => [value.GetString()!],
        JsonValueKind.Number => [value.GetRawText()],
        JsonValueKind.Array when value.EnumerateArray().All(one => one.ValueKind == JsonValueKind.String) => [.. value.EnumerateArray().Select(one => one.GetString()!)],
        _ => null,
    };
}
