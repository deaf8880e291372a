using System.ComponentModel;
using AdoptionAutomation.Campaigns.Reading;
using AdoptionAutomation.Graph;
using NodaTime;

namespace AdoptionAutomation.Campaigns;

[Description("What holds for the whole campaign.")]
internal sealed record CampaignFile
{
    private const int ShortestId = 3;
    private const int LongestId = 24;

    [Description("Short name of the campaign in storage; never change it once the campaign runs.")]
    [Id(ShortestId, LongestId)]
    public required string Id { get; init; }

    [Description("The campaign's name, as mails and pages show it.")]
    public required LocalText Name { get; init; }

    [Description("The collaboration platform's name, as people say it.")]
    [Written(60)]
    public required string Platform { get; init; }

    [Description("Where the mails send people.")]
    [Https]
    public required string PlatformUrl { get; init; }

    [Description("IANA name of the time zone that all dates and hours are meant in, such as Europe/Paris.")]
    [ZoneName]
    public required string TimeZone { get; init; }

    [Description("Where people live in another time zone, by an attribute of theirs; the first rule that holds counts. Quiet hours and working days are theirs.")]
    [Count(0, 200)]
    public IReadOnlyList<ZoneRule> TimeZones { get; init; } = [];

    [Description("Languages of the campaign, its own first; each text must be given in all of them.")]
    [Count(1)]
    [OneOf("fr", "en")]
    public required IReadOnlyList<string> Languages { get; init; }

    [Description("First day of the campaign, such as 2026-09-07.")]
    public required LocalDate Start { get; init; }

    [Description("Days of the week on which people work.")]
    [Count(1)]
    public required IReadOnlyList<IsoDayOfWeek> WorkingDays { get; init; }

    [Description("Countries whose public holidays are kept: nobody is mailed on them.")]
    public IReadOnlyList<HolidayCountry> PublicHolidays { get; init; } = [];

    [Description("Further days on which nobody is mailed.")]
    public IReadOnlyList<LocalDate> Holidays { get; init; } = [];

    [Description("Hours in which nobody is mailed.")]
    public required QuietHours QuietHours { get; init; }

    [Description("The Microsoft 365 service that the platform is; people without a licence for it are counted in a wave's plan.")]
    public PlatformService? Service { get; init; }

    [Description("Who stands for the campaign in the management.")]
    public required Contact Sponsor { get; init; }

    [Description("Who brings the platform to life.")]
    [Count(1)]
    public required IReadOnlyList<Contact> CommunityManagers { get; init; }

    [Description("Whom to tell when something technical needs a person.")]
    [Count(1)]
    public required IReadOnlyList<Contact> ItContacts { get; init; }

    [Description("Who receives the figures of the campaign by mail.")]
    public IReadOnlyList<Contact> DigestRecipients { get; init; } = [];

    [Description("The rules of use, which the welcome mail links to.")]
    public required Charter Charter { get; init; }

    [Description("What the campaign is to achieve; the figures are read against it.")]
    [Count(0, 12)]
    public IReadOnlyList<Objective> Objectives { get; init; } = [];

    [Description("Figures of the organisation's own, which somebody brings in business-kpis.csv: absences, planning errors.")]
    [Count(0, 12)]
    public IReadOnlyList<BusinessKpi> BusinessKpis { get; init; } = [];

    [Description("Who gets the figures by mail how often, and when.")]
    public DigestRhythm Digests { get; init; } = new();

    /// <summary>Whether a folder's name can be a campaign's id.</summary>
    public static bool IsId(string text) => IdAttribute.Fits(text, ShortestId, LongestId);
}

internal enum PlatformService
{
    Teams,
    VivaEngage,
    SharePoint,
}

[Description("People in another time zone.")]
internal sealed record ZoneRule
{
    [Description("Attribute of the person in the directory.")]
    public required DirectoryAttribute Attribute { get; init; }

    [Description("The attribute equals one of these.")]
    [Count(1, 200)]
    [Written(256)]
    public required IReadOnlyList<string> In { get; init; }

    [Description("IANA name of their time zone, such as America/Toronto.")]
    [ZoneName]
    public required string Zone { get; init; }

    public bool Holds(AttributeValues values) => values[Attribute] is { } value && In.Contains(value, StringComparer.OrdinalIgnoreCase);
}

[Description("A text in each language of the campaign.")]
[InEveryLanguage]
internal sealed record LocalText
{
    [Description("In French.")]
    [Written(300)]
    public string? Fr { get; init; }

    [Description("In English.")]
    [Written(300)]
    public string? En { get; init; }

    /// <summary>The text in <paramref name="language"/>, or in the language that has one.</summary>
    public string In(string language) => (language == "fr" ? Fr ?? En : En ?? Fr) ?? "";
}

[Description("Local hours in which nobody is mailed; they may pass midnight.")]
[DifferentEnds("from", "to")]
internal sealed record QuietHours
{
    [Description("Start, such as 18:30.")]
    public required LocalTime From { get; init; }

    [Description("End, such as 08:00.")]
    public required LocalTime To { get; init; }
}

[Description("Somebody to write to.")]
internal sealed record Contact
{
    [Description("First name and surname.")]
    [Written(100)]
    public required string Name { get; init; }

    [Description("Mail address.")]
    [Mail]
    public required string Mail { get; init; }

    [Description("Language of what is mailed to them, if it is not the campaign's first.")]
    [OneOf("fr", "en")]
    public string? Language { get; init; }
}

[Description("The rules of use.")]
internal sealed record Charter
{
    [Description("Where people read it.")]
    [Https]
    public required string Url { get; init; }

    [Description("Version of its text; whoever accepted keeps the version accepted.")]
    [Written(20)]
    public required string Version { get; init; }
}

[Description("Something the campaign is to achieve.")]
internal sealed record Objective
{
    [Description("Short name for other files to refer to.")]
    [Id(2, 40)]
    public required string Id { get; init; }

    [Description("The objective in a sentence.")]
    public required LocalText Title { get; init; }

    [Description("Id of the figure that tells how far it is (docs/kpis.md lists them), or of one of businessKpis; without it the objective is named and not measured.")]
    [Written(40)]
    public string? Kpi { get; init; }

    [Description("The figure that is to be reached.")]
    public decimal? Target { get; init; }

    [Description("Or: by how much per cent the figure is to change from what it was before the campaign, such as -33.")]
    public decimal? Change { get; init; }

    [Description("Until when, such as 2027-03-05.")]
    public LocalDate? By { get; init; }
}

[Description("A figure of the organisation's own.")]
internal sealed record BusinessKpi
{
    [Description("Short name, which business-kpis.csv and objectives refer to.")]
    [Id(2, 40)]
    public required string Id { get; init; }

    [Description("Its name, as digests and pages show it.")]
    public required LocalText Name { get; init; }

    [Description("What its numbers are: per cent, days, errors a week.")]
    public required LocalText Unit { get; init; }

    [Description("Whether a lower or a higher number is the better one.")]
    public required BetterWhen Better { get; init; }

    [Description("Where it comes from and who brings it: digests say so.")]
    public required LocalText Source { get; init; }
}

internal enum BetterWhen
{
    Higher,
    Lower,
}

[Description("Who gets the figures how often, and when.")]
internal sealed record DigestRhythm
{
    [Description("For digestRecipients.")]
    public DigestEvery Leadership { get; init; } = DigestEvery.Week;

    [Description("For the sponsor.")]
    public DigestEvery Sponsor { get; init; } = DigestEvery.Week;

    [Description("For communityManagers, with what to do next.")]
    public DigestEvery CommunityManagers { get; init; } = DigestEvery.Week;

    [Description("Day of the week; if nobody works on it, the next day on which people do. Sunday's figures are there by Wednesday.")]
    public IsoDayOfWeek On { get; init; } = IsoDayOfWeek.Wednesday;

    [Description("Local time, such as 08:30.")]
    public LocalTime At { get; init; } = new(8, 30);
}

internal enum DigestEvery
{
    /// <summary>Every week; the first of a month looks back on the month before.</summary>
    Week,

    /// <summary>The month's alone.</summary>
    Month,

    Never,
}
