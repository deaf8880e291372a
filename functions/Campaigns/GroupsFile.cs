using System.ComponentModel;
using AdoptionAutomation.Campaigns.Reading;

namespace AdoptionAutomation.Campaigns;

[Description("Naming rules, templates, and the groups made from them.")]
internal sealed record GroupsFile
{
    public const int MostTemplates = 200;

    [Description("Rules that every group's name keeps.")]
    public NamingRules Naming { get; init; } = new();

    [Description("Kinds of groups; each group is made from one.")]
    [Count(1, MostTemplates)]
    public required IReadOnlyList<GroupTemplate> Templates { get; init; }

    [Description("Groups written one by one.")]
    public IReadOnlyList<GroupDefinition> Groups { get; init; } = [];

    [Description("Groups made from data: one for each site, department or line of a CSV file.")]
    public IReadOnlyList<GroupExpansion> Expansions { get; init; } = [];
}

[Description("Rules that every group's name keeps.")]
internal sealed record NamingRules
{
    public const int ShortestLimit = 10;

    [Description("Put before every name, with its own space if one is wanted.")]
    [Written(40)]
    public string? Prefix { get; init; }

    [Description("Words that no name may contain, whatever their case and accents.")]
    [Written(60)]
    public IReadOnlyList<string> Forbidden { get; init; } = [];

    [Description("Longest name, prefix included; the directory takes 256 characters at most.")]
    [Whole(ShortestLimit, GroupNaming.LongestName)]
    public int Longest { get; init; } = GroupNaming.LongestName;
}

[Description("A kind of groups.")]
internal sealed record GroupTemplate
{
    [Description("Short name for groups to refer to.")]
    [Id(2, 40)]
    public required string Id { get; init; }

    [Description("Id of a template to start from: what this one does not say is taken from there.")]
    [RefersTo(typeof(GroupTemplate))]
    public string? Like { get; init; }

    [Description("What groups of this template are about.")]
    public GroupKind? Kind { get; init; }

    [Description("public: everybody may look in and join; private: members only.")]
    public GroupVisibility? Visibility { get; init; }

    [Description("Who may write to the group: everybody in the organisation, or its members only. Fixed once the group is made.")]
    public GroupPosting? Posting { get; init; }

    [Description("none: owners cannot add guests; allowed: they can, and guests may be invited from this file.")]
    public GuestPolicy? Guests { get; init; }

    [Description("Whether members receive the group's posts by mail too. Fixed once the group is made.")]
    public bool? NewsByMail { get; init; }

    [Description("Whether people outside the organisation may write to the group's address. Graph may leave this to an owner.")]
    public bool? ExternalSenders { get; init; }

    [Description("Mail addresses of owners that every group of this template has besides its own.")]
    [Mail]
    public IReadOnlyList<string>? Owners { get; init; }

    [Description("Mail addresses of the people who keep such groups alive; name them before a themed group opens.")]
    [Mail]
    public IReadOnlyList<string>? Producers { get; init; }

    [Description("After how many months a group of this template has had its time and IT is told; leave it out for no end.")]
    [Whole(1, 120)]
    public int? LifetimeMonths { get; init; }

    [Description("Tags that every group of this template has, for the content calendar to mean them by.")]
    [Count(0, 20)]
    [Written(40)]
    public IReadOnlyList<string>? Tags { get; init; }

    [Description("IANA name of the time zone that such groups live in, such as America/Toronto; leave it out for the campaign's.")]
    [ZoneName]
    public string? TimeZone { get; init; }

    [Description("Gives each group a Teams team.")]
    public TeamTemplate? Team { get; init; }

    [Description("Posts that wait for the first visitor.")]
    public IReadOnlyList<WelcomePost>? Welcome { get; init; }

    [Description("What the daily check puts back when somebody changed it in the tenant; the rest is only reported. members puts nobody back: it adds those whom membersFrom newly means.")]
    public IReadOnlyList<KeptPart>? Keep { get; init; }
}

internal enum GroupKind
{
    Project,
    Function,
    Place,
    Theme,
    Product,
    Visibility,
    General,
    Pilot,
    Ambassadors,
}

internal enum GroupVisibility
{
    Public,
    Private,
}

internal enum GroupPosting
{
    Everybody,
    Members,
}

internal enum GuestPolicy
{
    None,
    Allowed,
}

internal enum KeptPart
{
    /// <summary>Name and objective.</summary>
    About,
    Visibility,
    Owners,
    Members,
    Channels,
}

[Description("The team of a group.")]
internal sealed record TeamTemplate
{
    [Description("Channels besides General.")]
    [Count(0, 30)]
    public IReadOnlyList<ChannelTemplate> Channels { get; init; } = [];

    [Description("Tabs of the channel General.")]
    [Count(0, 20)]
    public IReadOnlyList<TabTemplate> Tabs { get; init; } = [];
}

[Description("A channel of a team.")]
internal sealed record ChannelTemplate
{
    [Description("Its name, up to 50 characters, without ~ # % & * { } + / \\ : < > ? | ' \" , and without two dots in a row.")]
    [ChannelName]
    public required string Name { get; init; }

    [Description("What it is for.")]
    [Written(1024)]
    public string? Description { get; init; }

    [Description("Links shown as tabs.")]
    [Count(0, 20)]
    public IReadOnlyList<TabTemplate> Tabs { get; init; } = [];
}

[Description("A link shown as a tab.")]
internal sealed record TabTemplate
{
    [Description("What the tab says.")]
    [Written(128)]
    public required string Name { get; init; }

    [Description("Where it leads.")]
    [Https]
    public required string Url { get; init; }
}

[Description("A post that waits for the first visitor.")]
internal sealed record WelcomePost
{
    [Description("Its title.")]
    public required LocalText Title { get; init; }

    [Description("Its text, in Markdown.")]
    public required LocalMarkdown Text { get; init; }

    [Description("A picture under the title.")]
    public PostPicture? Picture { get; init; }

    [Description("Who signs it.")]
    public PostAuthor By { get; init; } = PostAuthor.CommunityManager;
}

internal enum PostAuthor
{
    CommunityManager,
    Sponsor,
}

[Description("A Markdown text in each language of the campaign; HTML in it is shown as text.")]
[InEveryLanguage]
internal sealed record LocalMarkdown
{
    [Description("In French.")]
    [Written(8000)]
    public string? Fr { get; init; }

    [Description("In English.")]
    [Written(8000)]
    public string? En { get; init; }

    /// <summary>The text in <paramref name="language"/>, or in the language that has one.</summary>
    public string In(string language) => (language == "fr" ? Fr ?? En : En ?? Fr) ?? "";
}

[Description("A picture: a file of the campaign's folder, or an address.")]
[ExactlyOne("file", "url")]
internal sealed record PostPicture
{
    [Description("A .png, .jpg or .gif file of the campaign's folder, up to 2 MB; it goes along with the post. (Give exactly one of file and url.)")]
    [PictureFile]
    public string? File { get; init; }

    [Description("Where the picture is; readers' programs fetch it from there.")]
    [Https]
    public string? Url { get; init; }

    [Description("What the picture shows, for those who do not see it.")]
    public required LocalText Alt { get; init; }
}

[Description("A group to create.")]
internal sealed record GroupDefinition
{
    [Description("Short name of the group; it makes its mail address, so never change it once the group exists.")]
    [Id(2, 40)]
    public required string Id { get; init; }

    [Description("Id of the template it is made from.")]
    [RefersTo(typeof(GroupTemplate))]
    public required string Template { get; init; }

    [Description("Its name as people see it, up to 256 characters.")]
    [GroupName]
    public required string Name { get; init; }

    [Description("What the group is for; becomes its description, up to 1024 characters.")]
    [Written(1024)]
    public required string Objective { get; init; }

    [Description("Mail addresses of its owners besides the template's; a group without any cannot be managed.")]
    [Count(0, 100)]
    [Mail]
    public IReadOnlyList<string> Owners { get; init; } = [];

    [Description("Mail addresses of its first members; waves add the others.")]
    [Mail]
    public IReadOnlyList<string> Members { get; init; } = [];

    [Description("Further members by rule: conditions on attributes, a CSV file or an Entra group.")]
    public Audience? MembersFrom { get; init; }

    [Description("Mail addresses of its producers besides the template's.")]
    [Mail]
    public IReadOnlyList<string> Producers { get; init; } = [];

    [Description("Mail addresses of guests from outside; the template must allow guests.")]
    [Count(0, 500)]
    [Mail]
    public IReadOnlyList<string> Guests { get; init; } = [];

    [Description("Its own lifetime in months, instead of the template's.")]
    [Whole(1, 120)]
    public int? LifetimeMonths { get; init; }

    [Description("Tags besides the template's.")]
    [Count(0, 20)]
    [Written(40)]
    public IReadOnlyList<string> Tags { get; init; } = [];

    [Description("Its own time zone, instead of the template's.")]
    [ZoneName]
    public string? TimeZone { get; init; }
}
