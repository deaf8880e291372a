using System.Text.Json;
using System.Text.Json.Serialization;
using AdoptionAutomation.Kpis.Book;

namespace AdoptionAutomation.Kpis.Snapshots;

/// <summary>Counts as an object of numbers.</summary>
internal sealed class CountsConverter : JsonConverter<Counts>
{
    public override Counts Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        new(JsonSerializer.Deserialize<Dictionary<string, double>>(ref reader, options)!);

    public override void Write(Utf8JsonWriter writer, Counts value, JsonSerializerOptions options) =>
        JsonSerializer.Serialize(writer, value.Values, options);
}
