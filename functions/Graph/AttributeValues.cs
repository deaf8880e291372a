using AdoptionAutomation.Campaigns;
using Microsoft.Graph.Models;

namespace AdoptionAutomation.Graph;

/// <summary>What the directory says of a person, attribute by attribute; null: it does not say.</summary>
internal sealed record AttributeValues
{
    public static readonly AttributeValues None = new();

    /// <summary>The attributes as Graph names them.</summary>
    public static readonly IReadOnlyList<string> Names = [.. Enum.GetValues<DirectoryAttribute>().Select(attribute => attribute.GraphName())];

    public string? Department { get; init; }

    public string? City { get; init; }

    public string? OfficeLocation { get; init; }

    public string? Country { get; init; }

    public string? JobTitle { get; init; }

    public string? EmployeeType { get; init; }

    public string? UsageLocation { get; init; }

    public string? this[DirectoryAttribute attribute] => attribute switch
    {
        DirectoryAttribute.Department => Department,
        DirectoryAttribute.City => City,
        DirectoryAttribute.OfficeLocation => OfficeLocation,
        DirectoryAttribute.Country => Country,
        DirectoryAttribute.JobTitle => JobTitle,
        DirectoryAttribute.EmployeeType => EmployeeType,
        DirectoryAttribute.UsageLocation => UsageLocation,
        _ => throw new InvalidOperationException($"No property of a user stands for {attribute}."),
    };

    public static AttributeValues From(User user) => new()
    {
        Department = user.Department,
        City = user.City,
        OfficeLocation = user.OfficeLocation,
        Country = user.Country,
        JobTitle = user.JobTitle,
        EmployeeType = user.EmployeeType,
        UsageLocation = user.UsageLocation,
    };
}

internal static class DirectoryAttributes
{
    /// <summary>The attribute as Graph names it.</summary>
    public static string GraphName(this DirectoryAttribute attribute)
    {
        var name = attribute.ToString();
        return char.ToLowerInvariant(name[0]) + name[1..];
    }
}
