namespace AdoptionAutomation.Sandbox.Tenant;

/// <summary>
/// The application permission that each route asks for: the least one of the permission reference. Reading groups and their members is
/// allowed to whoever may write either.
/// </summary>
internal static class GraphPermissions
{
    private const string Groups = "Group.ReadWrite.All";
    private const string Members = "GroupMember.ReadWrite.All";
    private const string TeamSettings = "TeamSettings.ReadWrite.All";

    /// <summary>All that an app may have here, in the order in which <see cref="IdentityEndpoint"/> counts them.</summary>
    public static readonly IReadOnlyList<string> All =
    [
        Groups, Members, TeamSettings, "Mail.Send", "User.Read.All", "Reports.Read.All", "ReportSettings.Read.All", "User.Invite.All",
        "GroupSettings.ReadWrite.All", "Sites.ReadWrite.All", "TeamsTab.ReadWrite.All", "Channel.ReadBasic.All", "Channel.Create", "Channel.Delete.All",
    ];

    /// <summary>The 403 of a permission that was not given, or null.</summary>
    public static Reply? Check(GraphRequest request, IReadOnlyCollection<string> missing) =>
        missing.Count > 0 && Needed(request) is { Length: > 0 } needed && needed.All(missing.Contains)
            ? Refusal(request)
            : null;

    /// <summary>The reports say it in words of their own, and their settings in an error within an error.</summary>
    private static Reply Refusal(GraphRequest request) => request.Path switch
    {
        ["reports", ..] => request.Refuse(403, "S2SUnauthorized", "Invalid permission."),
        ["admin", ..] => request.Refuse(403, "UnknownError", """{"error":{"code":"S2SUnauthorized","message":"Invalid permission."}}"""),
        _ => request.Refuse(403, "Authorization_RequestDenied", "Insufficient privileges to complete the operation."),
    };

    /// <summary>The 403 of whoever selects licences and may not see them, or null.</summary>
    public static Reply? CheckLicences(GraphRequest request, bool hides) => hides && request.Query.Select?.Contains("assignedPlans") is true
        ? request.Refuse(403, "Authorization_RequestDenied", "Insufficient privileges to complete the operation.")
        : null;

    /// <summary>One of these; empty for what nobody has to be allowed.</summary>
    public static string[] Needed(GraphRequest request) => (request.Method, request.Path) switch
    {
        (_, ["users", _, "sendMail"]) => ["Mail.Send"],
        (_, ["users", _, "checkMemberGroups"]) => [Members, Groups],
        (_, ["users", ..]) => ["User.Read.All"],
        (_, ["reports", ..]) => ["Reports.Read.All"],
        (_, ["admin", "reportSettings"]) => ["ReportSettings.Read.All"],
        (_, ["invitations"]) => ["User.Invite.All"],
        (_, ["groups", _, "settings", ..]) => ["GroupSettings.ReadWrite.All"],
        (_, ["groups", _, "sites", ..] or ["sites", ..]) => ["Sites.ReadWrite.All"],
        ("GET", ["groups", _, "team"]) => [TeamSettings, Groups],
        ("GET", ["groups", ..]) => [Members, Groups],
        ("POST" or "DELETE", ["groups", _, "members", ..]) => [Members],
        ("PATCH", ["groups", _]) when BindsMembers(request) => [Members],
        (_, ["groups", ..] or ["directory", "deletedItems", ..]) => [Groups],
        (_, ["teams", _, "channels", _, "tabs"]) => ["TeamsTab.ReadWrite.All"],
        ("GET", ["teams", _, "channels", ..]) => ["Channel.ReadBasic.All"],
        ("POST", ["teams", _, "channels"]) => ["Channel.Create"],
        ("DELETE", ["teams", _, "channels", _]) => ["Channel.Delete.All"],
        ("GET", ["teams", _]) => [TeamSettings, Groups],
        (_, ["teams", ..]) => [TeamSettings],
        _ => [],
    };

    private static bool BindsMembers(GraphRequest request) =>
        request.Body is System.Text.Json.Nodes.JsonObject body && body.All(p => p.Key is "members@odata.bind");
}
