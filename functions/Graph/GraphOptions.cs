using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace AdoptionAutomation.Graph;

/// <summary>Settings <c>Graph:*</c>.</summary>
internal sealed class GraphOptions
{
    public const string Section = "Graph";

    [Required(ErrorMessage = "Graph:BaseUrl is missing; the public cloud's is https://graph.microsoft.com/v1.0.")]
    public Uri BaseUrl { get; set; } = new("https://graph.microsoft.com/v1.0");

    /// <summary>Client id of the user-assigned identity that holds the Graph permissions; absent: the system-assigned one.</summary>
    public string? ManagedIdentityClientId { get; set; }
}

[OptionsValidator]
internal sealed partial class GraphOptionsValidator : IValidateOptions<GraphOptions>;
