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
    public IReadOnlyList<Objective> Objectives { get; init; } = [];

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
}
