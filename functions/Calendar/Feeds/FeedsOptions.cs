using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace AdoptionAutomation.Calendar.Feeds;

/// <summary>Settings <c>Feeds:*</c>.</summary>
internal sealed class FeedsOptions : IValidatableObject
{
    public const string Section = "Feeds";

    /// <summary>Whether feeds may come from this machine, over http too: for the sandbox. Never in Azure, where that is the app's own inside.</summary>
    public bool AllowLoopback { get; set; }

    /// <summary>How long one feed may take in all, its redirects included.</summary>
    public TimeSpan MostTime { get; set; } = TimeSpan.FromSeconds(10);

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (MostTime <= TimeSpan.Zero || MostTime > TimeSpan.FromMinutes(1))
        {
            yield return new("Feeds:MostTime must lie between 00:00:01 and 00:01:00.");
        }
    }
}

[OptionsValidator]
internal sealed partial class FeedsOptionsValidator : IValidateOptions<FeedsOptions>;
