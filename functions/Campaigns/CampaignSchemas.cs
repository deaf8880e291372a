using System.ComponentModel;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using AdoptionAutomation.Campaigns.Reading;
using NodaTime;

namespace AdoptionAutomation.Campaigns;

/// <summary>
/// The JSON schemas that help people edit campaign files, made from the same records and rules that the files are read by.
/// </summary>
internal static class CampaignSchemas
{
    private static readonly JsonSchemaExporterOptions ExporterOptions = new()
    {
        TreatNullObliviousAsNonNullable = true,
        TransformSchemaNode = Complete,
    };

    private static readonly JsonSerializerOptions Layout = new(CampaignJson.Options)
    {
        WriteIndented = true,
        NewLine = "\n",
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>File name and text of each schema.</summary>
    public static IReadOnlyDictionary<string, string> Render() => CampaignFileKind.All.ToDictionary(
        kind => kind.SchemaName,
        kind => Root(kind).ToJsonString(Layout) + "\n");

    private static JsonObject Root(CampaignFileKind kind)
    {
        var schema = (JsonObject)CampaignJson.Options.GetJsonSchemaAsNode(kind.Record, ExporterOptions);
        schema.Insert(0, "$schema", "https://json-schema.org/draft/2020-12/schema");
        schema.Insert(1, "title", kind.Name);
        ((JsonObject)schema["properties"]!).Insert(0, "$schema", new JsonObject
        {
            ["type"] = "string",
            ["description"] = "Where editors find this schema.",
        });
        return schema;
    }

    private static JsonObject Complete(JsonSchemaExporterContext context, JsonNode node)
    {
        var schema = node as JsonObject ?? [];
        var type = Nullable.GetUnderlyingType(context.TypeInfo.Type) ?? context.TypeInfo.Type;
        var nullable = context.PropertyInfo is { IsGetNullable: true };
        if (schema.ContainsKey("properties"))
        {
            schema["additionalProperties"] = false;
        }

        DescribeScalar(schema, type, nullable);
        DescribeBy(type, schema);
        if (context.PropertyInfo?.AttributeProvider is { } member)
        {
            DescribeBy(member, schema);
        }

        return schema;
    }

    private static void DescribeScalar(JsonObject schema, Type type, bool nullable)
    {
        if (IsoText.Of(type) is { } iso)
        {
            schema["type"] = nullable ? new JsonArray("string", "null") : "string";
            schema["pattern"] = iso.Shape;
            schema["examples"] = new JsonArray(iso.Example);
        }
        else if (type.IsEnum)
        {
            schema["enum"] = new JsonArray([.. CampaignJson.WordsOf(type).Select(word => (JsonNode)word)]);
        }

        if (type == typeof(LocalDate))
        {
            schema["format"] = "date";
        }
    }

    private static void DescribeBy(ICustomAttributeProvider target, JsonObject schema)
    {
        foreach (var description in target.GetCustomAttributes(inherit: true).OfType<DescriptionAttribute>())
        {
            schema.Remove("description");
            schema.Insert(0, "description", description.Description);
        }

        foreach (var rule in FieldRule.On(target))
        {
            rule.Describe(schema);
        }
    }
}
