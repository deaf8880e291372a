using AdoptionAutomation.Campaigns;
using Microsoft.Graph.Models;

namespace AdoptionAutomation.Graph;

/// <summary>Which services somebody is licensed for, by <c>assignedPlans</c> (pure).</summary>
internal static class LicenceRule
{
    /// <summary>What to select; <c>User.Read.All</c> shows it.</summary>
    public const string Property = "assignedPlans";

    /// <summary>Available for use, the second in a grace period; the others (Suspended, LockedOut, Deleted) are not.</summary>
    private static readonly string[] Usable = ["Enabled", "Warning"];

    /// <summary>As <c>assignedPlans</c> names it.</summary>
    public static string NameOf(PlatformService service) => service switch
    {
        PlatformService.Teams => "TeamspaceAPI",
        PlatformService.VivaEngage => "YammerEnterprise",
        PlatformService.SharePoint => "SharePoint",
        _ => throw new InvalidOperationException($"No licence is known for {service}."),
    };

    /// <summary>Null: the directory was not asked.</summary>
    public static IReadOnlySet<string>? ServicesOf(User user) => user.AssignedPlans?
        .Where(plan => plan.Service is not null && Usable.Contains(plan.CapabilityStatus, StringComparer.OrdinalIgnoreCase))
        .Select(plan => plan.Service!)
        .ToHashSet(StringComparer.OrdinalIgnoreCase);
}
