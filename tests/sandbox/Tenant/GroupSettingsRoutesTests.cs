using System.Text.Json.Nodes;

namespace AdoptionAutomation.Tests.Sandbox.Tenant;

public sealed class GroupSettingsRoutesTests : IAsyncLifetime
{
    private TenantHost host = null!;

    public async Task InitializeAsync() => host = await TenantHost.StartAsync();

    public async Task DisposeAsync() => await host.DisposeAsync();

    [Fact]
    public async Task Whether_guests_are_let_in_is_set_once_and_changed_later()
    {
        var id = await host.CreateGroupAsync("ideas");

        Assert.Equal("201", await host.PostAsync($"groups/{id}/settings", Setting("AllowToAddGuests", "false")));
        Assert.Equal(
            "400 A conflicting object with one or more of the specified property values is present in the directory.",
            await host.PostAsync($"groups/{id}/settings", Setting("AllowToAddGuests", "true")));
        var read = Assert.Single((await host.GetAsync($"groups/{id}/settings"))["value"]!.AsArray())!;
        Assert.Equal(("Group.Unified.Guest", "false"), (read["displayName"]!.ToString(), read["values"]![0]!["value"]!.ToString()));
        Assert.Equal("204", await host.SendAsync(HttpMethod.Patch, $"groups/{id}/settings/{read["id"]}", Setting("AllowToAddGuests", "true")));
        Assert.Equal("true", Assert.Single(host.Tenant.Directory.Group(id)!.Settings).Values["AllowToAddGuests"]);
    }

    [Theory]
    [InlineData("AllowToAddGuests", "perhaps", "08d542b9-071f-4e16-94b0-74abb372e3d9")]
    [InlineData("Colour", "true", "08d542b9-071f-4e16-94b0-74abb372e3d9")]
    [InlineData("AllowToAddGuests", "true", "00000000-071f-4e16-94b0-74abb372e3d9")]
    public async Task Only_the_template_s_values_are_taken(string name, string value, string template)
    {
        var id = await host.CreateGroupAsync("ideas");

        Assert.StartsWith("400 ", await host.PostAsync($"groups/{id}/settings", Setting(name, value, template)), StringComparison.Ordinal);
        Assert.Empty(host.Tenant.Directory.Group(id)!.Settings);
    }

    private static JsonObject Setting(string name, string value, string template = "08d542b9-071f-4e16-94b0-74abb372e3d9") => new()
    {
        ["templateId"] = template,
        ["values"] = new JsonArray(new JsonObject { ["name"] = name, ["value"] = value }),
    };
}
