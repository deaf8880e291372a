using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace AdoptionAutomation.Campaigns;

/// <summary>Settings <c>Campaigns:*</c>.</summary>
internal sealed class CampaignsOptions
{
    public const string Section = "Campaigns";

    /// <summary>The campaign that HTTP calls mean when they name none (<c>?campaign=ID</c>).</summary>
    [Required(ErrorMessage = "Campaigns:Default is missing: set it to the id in campaign.json.")]
    public string Default { get; set; } = "";
}

[OptionsValidator]
internal sealed partial class CampaignsOptionsValidator : IValidateOptions<CampaignsOptions>;
