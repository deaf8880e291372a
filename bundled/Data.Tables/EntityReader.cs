using System.Globalization;
using System.Text.Json;

namespace Azure.Data.Tables;

/// <summary>JSON to rows.</summary>
internal static class EntityReader
{
    private static readonly Dictionary<Type, Func<JsonElement, object?>> Readers = new()
    {
        [typeof(string)] = static value => value.ValueKind == JsonValueKind.String ? value.GetString() : null,
        [typeof(int)] = static value => value.GetInt32(),
        [typeof(long)] = static value =>
            value.ValueKind == JsonValueKind.Number ? value.GetInt64() : long.Parse(value.GetString()!, CultureInfo.InvariantCulture),
        [typeof(double)] = static value => Double(value),
        [typeof(bool)] = static value => value.GetBoolean(),
        [typeof(Guid)] = static value => Guid.Parse(value.GetString()!),
        [typeof(DateTime)] = static value => Moment(value).UtcDateTime,
        [typeof(DateTimeOffset)] = static value => Moment(value),
        [typeof(byte[])] = static value => value.GetBytesFromBase64(),
        [typeof(BinaryData)] = static value => BinaryData.FromBytes(value.GetBytesFromBase64()),
        [typeof(ETag)] = static value => new ETag(value.GetString()!),
    };

    public static T Read<T>(JsonElement row)
        where T : class, ITableEntity
    {
        if (typeof(T) == typeof(TableEntity))
        {
            return (T)(object)ReadFree(row);
        }

        return (T)ReadTyped(row, EntityMap.Of(typeof(T)));
    }

    /// <summary>How a column of this type is read; a type that a table cannot hold fails when the first value comes.</summary>
    public static Func<JsonElement, object?> For(Type type)
    {
        var plain = Nullable.GetUnderlyingType(type) ?? type;
        Func<JsonElement, object?> read = plain.IsEnum
            ? value => Enum.Parse(plain, value.GetString()!)
            : Readers.GetValueOrDefault(plain) ?? (_ => throw new InvalidOperationException($"a table cannot hold a {type}"));
        return value => value.ValueKind == JsonValueKind.Null ? null : read(value);
    }

    private static ITableEntity ReadTyped(JsonElement row, EntityMap map)
    {
        var entity = map.Create();
        foreach (var property in row.EnumerateObject())
        {
            var value = property.Value;
            switch (property.Name)
            {
                case EntityNames.PartitionKey: entity.PartitionKey = value.GetString()!; break;
                case EntityNames.RowKey: entity.RowKey = value.GetString()!; break;
                case EntityNames.Timestamp: entity.Timestamp = Moment(value); break;
                case EntityNames.ETagOnTheWire: entity.ETag = new(value.GetString()!); break;
                case var name when map.Find(name) is { Set: { } set } column: set(entity, column.Read(value)); break;
            }
        }

        return entity;
    }

    private static TableEntity ReadFree(JsonElement row)
    {
        var types = Types(row);
        TableEntity entity = [];
        foreach (var property in row.EnumerateObject())
        {
            var name = property.Name;
            if (name is EntityNames.Timestamp)
            {
                entity.Timestamp = Moment(property.Value);
            }
            else if (name is EntityNames.ETagOnTheWire || !IsMetadata(name))
            {
                entity[name] = Free(property.Value, types?.GetValueOrDefault(name))!;
            }
        }

        return entity;
    }

    /// <summary>Property names hold no dots; what does is OData's own (<c>odata.metadata</c>, <c>X@odata.type</c>).</summary>
    private static bool IsMetadata(string name) => name.Contains("odata.", StringComparison.Ordinal);

    private static Dictionary<string, string>? Types(JsonElement row)
    {
        Dictionary<string, string>? types = null;
        foreach (var property in row.EnumerateObject())
        {
            if (property.Name.EndsWith(EntityNames.TypeSuffix, StringComparison.Ordinal))
            {
                types ??= new(StringComparer.Ordinal);
                types[property.Name[..^EntityNames.TypeSuffix.Length]] = property.Value.GetString()!;
            }
        }

        return types;
    }

    private static object? Free(JsonElement value, string? edmType) => (value.ValueKind, edmType) switch
    {
        (JsonValueKind.Null, _) => null,
        (_, "Edm.Binary") => value.GetBytesFromBase64(),
        (_, "Edm.DateTime") => Moment(value),
        (_, "Edm.Guid") => Guid.Parse(value.GetString()!),
        (_, "Edm.Int64") => Readers[typeof(long)](value),
        (_, "Edm.Double") => Double(value),
        (JsonValueKind.True or JsonValueKind.False, _) => value.GetBoolean(),
        (JsonValueKind.Number, _) => value.TryGetInt32(out var number) ? (object)number : value.GetDouble(),
        _ => value.GetString(),
    };

    private static double Double(JsonElement value) =>
        value.ValueKind == JsonValueKind.Number ? value.GetDouble() : double.Parse(value.GetString()!, CultureInfo.InvariantCulture);

    private static DateTimeOffset Moment(JsonElement value) =>
        DateTimeOffset.Parse(value.GetString()!, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind);
}
