using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace AdoptionAutomation.Operations.Backups;

/// <summary>Settings <c>Backups:*</c>.</summary>
internal sealed class BackupsOptions : IValidatableObject
{
    public const string Section = "Backups";

    /// <summary>How many days the nightly copies of the tables are kept; 0: none are made, and those that are there go.</summary>
    public int KeepDays { get; set; } = 14;

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (KeepDays is < 0 or > 90)
        {
            yield return new("Backups:KeepDays must lie between 0 (no backups) and 90.");
        }
    }
}

[OptionsValidator]
internal sealed partial class BackupsOptionsValidator : IValidateOptions<BackupsOptions>;
