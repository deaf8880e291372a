using System.Globalization;
using System.Text.Json;
using Azure.Data.Tables;

namespace AdoptionAutomation.Operations.Backups;

/// <summary>
/// A row as a line of JSON and back (pure), as the Table service itself writes rows: what JSON cannot tell apart has its type beside it
/// (<c>X@odata.type</c>). When and by which version it was written is not the row's content, and is left out.
/// </summary>
internal static class RowLine
{
    private const string TypeSuffix = "@odata.type";

    private static readonly string[] OfTheService = ["Timestamp", "odata.etag"];

    public static void Write(Utf8JsonWriter json, TableEntity row)
    {
        json.WriteStartObject();
        foreach (var (name, value) in row.Where(property => !OfTheService.Contains(property.Key)))
        {
            Write(json, name, value);
        }

        json.WriteEndObject();
    }

    /// <exception cref="JsonException">It is no row.</exception>
    public static TableEntity Read(string line)
    {
        using var json = JsonDocument.Parse(line);
        var row = new TableEntity();
        foreach (var property in json.RootElement.EnumerateObject().Where(property => !property.Name.EndsWith(TypeSuffix, StringComparison.Ordinal)))
        {
            var type = json.RootElement.TryGetProperty(property.Name + TypeSuffix, out var written) ? written.GetString() : null;
            row[property.Name] = ValueOf(property.Value, type);
        }

        return row;
    }

    private static void Write(Utf8JsonWriter json, string name, object? value)
    {
        switch (value)
        {
            case null: break;
            case bool truth: json.WriteBoolean(name, truth); break;
            case int number: json.WriteNumber(name, number); break;
            case long number: WriteTyped(json, name, "Edm.Int64", number.ToString(CultureInfo.InvariantCulture)); break;
            case double number: WriteTyped(json, name, "Edm.Double", number.ToString("R", CultureInfo.InvariantCulture)); break;
            case DateTimeOffset at: WriteTyped(json, name, "Edm.DateTime", at.UtcDateTime.ToString("O", CultureInfo.InvariantCulture)); break;
            case DateTime at: WriteTyped(json, name, "Edm.DateTime", at.ToUniversalTime().ToString("O", CultureInfo.InvariantCulture)); break;
            case Guid id: WriteTyped(json, name, "Edm.Guid", id.ToString()); break;
            case byte[] bytes: WriteTyped(json, name, "Edm.Binary", Convert.ToBase64String(bytes)); break;
            case BinaryData bytes: WriteTyped(json, name, "Edm.Binary", Convert.ToBase64String(bytes)); break;
            default: json.WriteString(name, (string)value); break;
        }
    }

    private static void WriteTyped(Utf8JsonWriter json, string name, string type, string value)
    {
        json.WriteString(name + TypeSuffix, type);
        json.WriteString(name, value);
    }

    private static object ValueOf(JsonElement value, string? type) => (value.ValueKind, type) switch
    {
        (JsonValueKind.True or JsonValueKind.False, _) => value.GetBoolean(),
        (JsonValueKind.Number, _) => value.GetInt32(),
        (_, "Edm.Int64") => long.Parse(value.GetString()!, CultureInfo.InvariantCulture),
        (_, "Edm.Double") => double.Parse(value.GetString()!, CultureInfo.InvariantCulture),
        (_, "Edm.DateTime") => DateTimeOffset.Parse(value.GetString()!, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind),
        (_, "Edm.Guid") => Guid.Parse(value.GetString()!),
        (_, "Edm.Binary") => value.GetBytesFromBase64(),
        _ => value.GetString()!,
    };
}
