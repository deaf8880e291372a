using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace AdoptionAutomation.Sandbox.Tenant;

/// <summary>GET and POST /groups/{id}/settings, PATCH /groups/{id}/settings/{id}, of the template Group.Unified.Guest.</summary>
internal static class GroupSettingsRoutes
{
    private const string TemplateName = "Group.Unified.Guest";
    private const string AllowToAddGuests = "AllowToAddGuests";
    private static readonly Guid Template = new("08d542b9-071f-4e16-94b0-74abb372e3d9");

    public static Reply? Answer(GraphRequest request, TenantDirectory directory) => request switch
    {
        { Method: "GET", Path: ["groups", var id, "settings"] } => List(request, directory, id),
        { Method: "POST", Path: ["groups", var id, "settings"] } => Make(request, directory, id),
        { Method: "PATCH", Path: ["groups", var id, "settings", var setting] } => Update(request, directory, id, setting),
        _ => null,
    };

    private static Reply List(GraphRequest request, TenantDirectory directory, string id)
    {
        if (directory.ReadableGroup(id, request.Now) is not { } group)
        {
            return request.NotFound(id);
        }

        var body = Listing.WithContext(request, "groupSettings", []);
        body["value"] = new JsonArray([.. group.Settings.Select(Write)]);
        return new(StatusCodes.Status200OK, body);
    }

    private static Reply Make(GraphRequest request, TenantDirectory directory, string id)
    {
        if (directory.WritableGroup(id, request.Now, request.Number) is not { } group)
        {
            return request.NotFound(id);
        }

        if (Listing.Text(request.Body, "templateId") is not { } text || !Guid.TryParse(text, out var template) || template != Template)
        {
            return request.BadRequest("Invalid value specified for property 'templateId' of resource 'DirectorySetting'.");
        }

        if (Values(request, out var wrong) is not { } values)
        {
            return wrong!;
        }

        if (group.Settings.Exists(setting => setting.Template == template))
        {
            return request.BadRequest("A conflicting object with one or more of the specified property values is present in the directory.");
        }

        var made = new GroupSetting(directory.NewId(), template, values);
        group.Settings.Add(made);
        return new(StatusCodes.Status201Created, Listing.WithContext(request, "groupSettings/$entity", Write(made)));
    }

    private static Reply Update(GraphRequest request, TenantDirectory directory, string id, string settingId)
    {
        if (directory.WritableGroup(id, request.Now, request.Number) is not { } group)
        {
            return request.NotFound(id);
        }

        if (!Guid.TryParse(settingId, out var guid) || group.Settings.Find(s => s.Id == guid) is not { } setting)
        {
            return request.NotFound(settingId);
        }

        if (Values(request, out var wrong) is not { } values)
        {
            return wrong!;
        }

        foreach (var (name, value) in values)
        {
            setting.Values[name] = value;
        }

        return Reply.NoContent();
    }

    /// <summary>Null with <paramref name="wrong"/> if the body does not hold the template's values.</summary>
    private static Dictionary<string, string>? Values(GraphRequest request, out Reply? wrong)
    {
        var given = (request.Body as JsonObject)?["values"] as JsonArray ?? [];
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var pair in given)
        {
            var (name, value) = (Listing.Text(pair, "name"), Listing.Text(pair, "value"));
            if (name is not AllowToAddGuests || value is null || !bool.TryParse(value, out _))
            {
                wrong = request.BadRequest($"The setting '{name}' with the value '{value}' is not one of the template {TemplateName}.");
                return null;
            }

            values[name] = value;
        }

        wrong = values.Count > 0 ? null : request.BadRequest("A value is required for property 'values' of resource 'DirectorySetting'.");
        return wrong is null ? values : null;
    }

    private static JsonObject Write(GroupSetting setting) => new()
    {
        ["id"] = setting.Id.ToString(),
        ["displayName"] = TemplateName,
        ["templateId"] = setting.Template.ToString(),
        ["values"] = new JsonArray([.. setting.Values.Select(v => new JsonObject { ["name"] = v.Key, ["value"] = v.Value })]),
    };
}
