using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Mail;
using AdoptionAutomation.Operations;
using AdoptionAutomation.Waves.PersonPages;
using Microsoft.Extensions.Options;

namespace AdoptionAutomation.Kpis.Dashboard;

/// <summary>The signed link to a campaign's dashboard, for mails to people who have no role in the app: good for two months, as no digest is older.</summary>
internal sealed class DashboardLinks(IOptions<LinksOptions> options, TimeProvider time)
{
    public const string Route = "dashboard";

    public const string TokenField = "t";

    public const int DaysGood = 60;

    private const string Domain = "dashboard:";

    /// <summary>Null: links are not set up.</summary>
    /// <param name="campaign">The campaign's id, or a scope of it.</param>
    /// <param name="now">The link is good for <see cref="DaysGood"/> days from then.</param>
    public string? For(string campaign, DateTimeOffset now) => options.Value is { Api: { } api, Keys: [var key, ..] }
        ? $"{api}/{Route}?{TokenField}={DatedText.Write(key, Domain, DayOf(now).AddDays(DaysGood), campaign)}"
        : null;

    /// <summary>The campaign's id, or a scope of it; null for a link that was not written here, or is too old.</summary>
    public string? Read(string? token) =>
        DatedText.Read(options.Value.Keys, Domain, token, DayOf(time.GetUtcNow())) is [var scope] && CampaignFile.IsId(MailRedirect.CampaignOf(scope)) ? scope : null;

    private static DateOnly DayOf(DateTimeOffset at) => DateOnly.FromDateTime(at.UtcDateTime);
}
