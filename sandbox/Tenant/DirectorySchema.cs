using System.Text.Json.Nodes;
using AdoptionAutomation.Sandbox.People;

namespace AdoptionAutomation.Sandbox.Tenant;

/// <summary>The properties of users and groups that the tenant knows: how they are read, filtered and written as JSON.</summary>
internal static class DirectorySchema
{
    private const FilterBy Full = FilterBy.Equality | FilterBy.Range | FilterBy.Start;
    private const FilterBy Ordered = FilterBy.Equality | FilterBy.Range;

    private static readonly string[] UserDefaults =
    [
        "businessPhones", "displayName", "givenName", "jobTitle", "mail", "mobilePhone", "officeLocation", "preferredLanguage", "surname",
        "userPrincipalName", "id",
    ];

    private static readonly string[] GroupDefaults =
    [
        "id", "classification", "createdDateTime", "description", "displayName", "groupTypes", "mail", "mailEnabled", "mailNickname",
        "preferredLanguage", "resourceBehaviorOptions", "resourceProvisioningOptions", "securityEnabled", "theme", "visibility",
    ];

    /// <summary>As Microsoft's list of service plans has them.</summary>
    private static readonly Dictionary<string, string> PlanIds = new(StringComparer.Ordinal)
    {
        ["exchange"] = "efb87545-963c-4e0d-99df-69c6916d9eb0",
        ["SharePoint"] = "5dbe027f-2339-4123-9542-606e4d348a72",
        ["TeamspaceAPI"] = "57ff2da0-773e-42df-b2af-ffb7a2317929",
        ["YammerEnterprise"] = "7547a3fe-08ee-4ccb-b430-5077c5041653",
    };

    public static readonly IReadOnlyDictionary<string, GraphProperty<Employee>> User = new Dictionary<string, GraphProperty<Employee>>
    {
        ["id"] = new(e => e.Id.ToString(), FilterBy.Equality),
        ["accountEnabled"] = new(e => e.AccountEnabled, FilterBy.Equality),
        ["assignedPlans"] = new(PlansOf),
        ["businessPhones"] = new(_ => Array.Empty<string>()),
        ["city"] = new(e => e.Site.City.Length > 0 ? e.Site.City : null, Full),
        ["companyName"] = new(e => e.CompanyName.Length > 0 ? e.CompanyName : null, Full),
        ["country"] = new(e => e.Site.Country.Length > 0 ? e.Site.Country : null, Full),
        ["createdDateTime"] = new(e => e.CreatedDateTime, Ordered),
        ["department"] = new(e => e.Department, Ordered),
        ["displayName"] = new(e => e.DisplayName, Full),
        ["employeeHireDate"] = new(e => e.EmployeeHireDate, Ordered),
        ["employeeId"] = new(e => e.EmployeeId, Full),
        ["employeeType"] = new(e => e.EmployeeType, Full),
        ["externalUserState"] = new(e => e.ExternalUserState, FilterBy.Equality),
        ["givenName"] = new(e => e.GivenName.Length > 0 ? e.GivenName : null, Full),
        ["jobTitle"] = new(e => e.JobTitle, Full),
        ["mail"] = new(e => e.Mail, Full | FilterBy.End),
        ["mobilePhone"] = new(_ => null),
        ["officeLocation"] = new(e => e.OfficeLocation, Full) { IsAdvanced = true },
        ["preferredLanguage"] = new(e => e.PreferredLanguage, Full),
        ["surname"] = new(e => e.Surname.Length > 0 ? e.Surname : null, Full),
        ["usageLocation"] = new(e => e.IsGuest || e.Site.UsageLocation.Length == 0 ? null : e.Site.UsageLocation, Full),
        ["userPrincipalName"] = new(e => e.UserPrincipalName, Full | FilterBy.End),
        ["userType"] = new(e => e.UserType, FilterBy.Equality),
    };

    public static readonly IReadOnlyDictionary<string, GraphProperty<Group>> Group = new Dictionary<string, GraphProperty<Group>>
    {
        ["id"] = new(g => g.Id.ToString(), FilterBy.Equality),
        ["allowExternalSenders"] = new(g => g.Flag("allowExternalSenders") ?? false),
        ["autoSubscribeNewMembers"] = new(g => g.Flag("autoSubscribeNewMembers") ?? false),
        ["classification"] = new(g => g.Text("classification")),
        ["createdDateTime"] = new(g => g.CreatedAt, Ordered),
        ["description"] = new(g => g.Text("description"), Full),
        ["displayName"] = new(g => g.DisplayName, Full),
        ["deletedDateTime"] = new(g => g.DeletedAt),
        ["groupTypes"] = new(g => g.Properties["groupTypes"] ?? new JsonArray(), FilterBy.Any),
        ["hideFromAddressLists"] = new(g => g.Flag("hideFromAddressLists") ?? false),
        ["hideFromOutlookClients"] = new(g => g.Flag("hideFromOutlookClients") ?? false),
        ["mail"] = new(g => g.Mail, Full),
        ["mailEnabled"] = new(g => g.Flag("mailEnabled"), FilterBy.Equality),
        ["mailNickname"] = new(g => g.MailNickname, Full),
        ["preferredLanguage"] = new(g => g.Text("preferredLanguage"), Full),
        ["resourceBehaviorOptions"] = new(g => g.Properties["resourceBehaviorOptions"]),
        ["resourceProvisioningOptions"] = new(g => g.Properties["resourceProvisioningOptions"] ?? new JsonArray(), FilterBy.Any),
        ["securityEnabled"] = new(g => g.Flag("securityEnabled"), FilterBy.Equality),
        ["theme"] = new(g => g.Text("theme")),
        ["visibility"] = new(g => g.IsUnified ? g.Text("visibility") ?? "Public" : null),
    };

    public static JsonObject Write(Employee user, string[]? select) => Write(user, select ?? UserDefaults, User);

    public static JsonObject Write(Group group, string[]? select) => Write(group, select ?? GroupDefaults, Group);

    /// <summary>The first selected name that the type does not have, or null.</summary>
    public static string? Unknown<T>(string[]? select, IReadOnlyDictionary<string, GraphProperty<T>> properties) =>
        select?.FirstOrDefault(name => !properties.ContainsKey(name));

    private static JsonArray PlansOf(Employee person) => new([.. person.Plans.Select(plan => new JsonObject
    {
        ["assignedDateTime"] = Listing.Time(person.CreatedDateTime),
        ["capabilityStatus"] = plan.Status,
        ["service"] = plan.Service,
        ["servicePlanId"] = PlanIds[plan.Service],
    })]);

    private static JsonObject Write<T>(T item, IEnumerable<string> names, IReadOnlyDictionary<string, GraphProperty<T>> properties)
    {
        var json = new JsonObject();
        foreach (var name in names)
        {
            json[name] = properties[name].Read(item) switch
            {
                string text => text,
                bool flag => flag,
                DateTimeOffset time => Listing.Time(time),
                string[] texts => new JsonArray([.. texts.Select(t => JsonValue.Create(t))]),
                JsonNode node => node.DeepClone(),
                _ => null,
            };
        }

        return json;
    }
}
