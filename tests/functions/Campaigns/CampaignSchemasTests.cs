using System.Text.Json;
using AdoptionAutomation.Campaigns;

namespace AdoptionAutomation.Tests.Campaigns;

public sealed class CampaignSchemasTests
{
    [Fact]
    public void The_schemas_of_the_sample_campaign_are_current()
    {
        foreach (var (name, text) in CampaignSchemas.Render())
        {
            var path = Path.Combine(CampaignFolder.SampleFolder.FullName, "schemas", name);
            Assert.True(
                File.Exists(path) && File.ReadAllText(path) == text,
                $"{name} is out of date: run `dotnet run --project sandbox -- schemas campaign/schemas`.");
        }
    }

    [Fact]
    public void Every_field_is_explained_to_who_edits_it()
    {
        foreach (var (name, text) in CampaignSchemas.Render())
        {
            using var schema = JsonDocument.Parse(text);
            AssertExplained(schema.RootElement, name);
        }
    }

    [Fact]
    public void Every_sample_file_names_its_schema()
    {
        foreach (var kind in CampaignFileKind.All)
        {
            using var file = JsonDocument.Parse(CampaignFolder.Sample()[kind.Name]);
            var first = file.RootElement.EnumerateObject().First();
            Assert.Equal(("$schema", "schemas/" + kind.SchemaName), (first.Name, first.Value.GetString()));
        }
    }

    private static void AssertExplained(JsonElement node, string path)
    {
        if (node.TryGetProperty("items", out var items))
        {
            AssertExplained(items, path + "[]");
        }

        if (node.TryGetProperty("properties", out var properties))
        {
            Assert.False(node.GetProperty("additionalProperties").GetBoolean());
            foreach (var property in properties.EnumerateObject())
            {
                Assert.True(property.Value.TryGetProperty("description", out _), $"{path}.{property.Name} has no [Description].");
                AssertExplained(property.Value, $"{path}.{property.Name}");
            }
        }
    }
}
