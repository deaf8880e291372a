using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Azure.Data.Tables;

/// <summary>Rows to JSON, with the type beside every value whose type JSON cannot tell.</summary>
internal static class EntityWriter
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static ReadOnlyMemory<byte> Write(ITableEntity entity)
    {
        ArrayBufferWriter<byte> buffer = new(512);
        Write(entity, buffer);
        return buffer.WrittenMemory;
    }

    public static void Write(ITableEntity entity, IBufferWriter<byte> buffer)
    {
        using Utf8JsonWriter writer = new(buffer, Options);
        writer.WriteStartObject();
        if (entity is IDictionary<string, object> dictionary)
        {
            foreach (var (name, value) in dictionary)
            {
                WriteFree(writer, name, value);
            }
        }
        else
        {
            WriteTyped(writer, entity);
        }

        writer.WriteEndObject();
    }

    private static void WriteTyped(Utf8JsonWriter writer, ITableEntity entity)
    {
        writer.WriteString(EntityNames.PartitionKey, entity.PartitionKey);
        writer.WriteString(EntityNames.RowKey, entity.RowKey);
        foreach (var column in EntityMap.Of(entity.GetType()).Columns)
        {
            if (column.Get is { } get)
            {
                WriteValue(writer, column.Name, get(entity));
            }
        }
    }

    private static void WriteFree(Utf8JsonWriter writer, string name, object? value)
    {
        if (name is EntityNames.ETagOnTheWire or EntityNames.Timestamp)
        {
            return;
        }

        if (value is Enum)
        {
            throw new NotSupportedException($"Property '{name}' is an enum: enum values are only supported in typed entities.");
        }

        WriteValue(writer, name, value);
    }

    private static void WriteValue(Utf8JsonWriter writer, string name, object? value)
    {
        switch (value)
        {
            case null: writer.WriteNull(name); break;
            case string text: writer.WriteString(name, text); break;
            case bool truth: writer.WriteBoolean(name, truth); break;
            case int number: writer.WriteNumber(name, number); break;
            case long number: WriteAs(writer, name, "Edm.Int64", number.ToString(CultureInfo.InvariantCulture)); break;
            case double number: WriteDouble(writer, name, number); break;
            case Guid id: WriteAs(writer, name, "Edm.Guid", id.ToString()); break;
            case DateTimeOffset moment: WriteAs(writer, name, "Edm.DateTime", EdmDateTime(moment.UtcDateTime)); break;
            case DateTime moment: WriteAs(writer, name, "Edm.DateTime", EdmDateTime(Utc(name, moment))); break;
            case byte[] bytes: WriteAs(writer, name, "Edm.Binary", Convert.ToBase64String(bytes)); break;
            case BinaryData data: WriteAs(writer, name, "Edm.Binary", Convert.ToBase64String(data.ToMemory().Span)); break;
            case Enum constant: writer.WriteString(name, constant.ToString()); break;
            default: throw new NotSupportedException($"Property '{name}' is of type {value.GetType()}, which a table cannot hold.");
        }
    }

    internal static string EdmDateTime(DateTime utc) => utc.ToString("yyyy-MM-ddTHH:mm:ss.fffffffZ", CultureInfo.InvariantCulture);

    /// <summary>The official client refuses local and unspecified times rather than guess.</summary>
    private static DateTime Utc(string name, DateTime moment) =>
        moment.Kind == DateTimeKind.Utc
            ? moment
            : throw new NotSupportedException($"Property '{name}' holds a DateTime of kind {moment.Kind}. Tables take UTC only.");

    private static void WriteDouble(Utf8JsonWriter writer, string name, double number)
    {
        if (double.IsFinite(number))
        {
            writer.WriteString(name + EntityNames.TypeSuffix, "Edm.Double");
            writer.WriteNumber(name, number);
        }
        else
        {
            WriteAs(writer, name, "Edm.Double", number.ToString(CultureInfo.InvariantCulture));
        }
    }

    private static void WriteAs(Utf8JsonWriter writer, string name, string edmType, string value)
    {
        writer.WriteString(name + EntityNames.TypeSuffix, edmType);
        writer.WriteString(name, value);
    }
}
