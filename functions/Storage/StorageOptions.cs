using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace AdoptionAutomation.Storage;

/// <summary>
/// Settings <c>AzureWebJobsStorage</c>, shared with the Functions host: a connection string on a laptop, or in Azure the
/// service URIs (<c>AzureWebJobsStorage__tableServiceUri</c> ...) reached with the app's managed identity.
/// </summary>
internal sealed class StorageOptions : IValidatableObject
{
    public const string Section = "AzureWebJobsStorage";

    public string? ConnectionString { get; set; }

    public Uri? TableServiceUri { get; set; }

    public Uri? QueueServiceUri { get; set; }

    public Uri? BlobServiceUri { get; set; }

    /// <summary>Client id of the user-assigned identity; absent: the system-assigned one.</summary>
    public string? ClientId { get; set; }

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (string.IsNullOrEmpty(ConnectionString) && (TableServiceUri is null || QueueServiceUri is null || BlobServiceUri is null))
        {
            yield return new(
                "AzureWebJobsStorage is missing: set the connection string (UseDevelopmentStorage=true for a local Azurite), or all of " +
                "AzureWebJobsStorage__tableServiceUri, AzureWebJobsStorage__queueServiceUri and AzureWebJobsStorage__blobServiceUri.");
        }
    }
}

[OptionsValidator]
internal sealed partial class StorageOptionsValidator : IValidateOptions<StorageOptions>;
