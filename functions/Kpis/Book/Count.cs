namespace AdoptionAutomation.Kpis.Book;

/// <summary>
/// What is counted, by the names under which snapshots keep it. Numbers in a name are the days up to and including the snapshot's. People count
/// from the day of their welcome on, whatever they did before.
/// </summary>
public static class Count
{
    // The app's own state: organisation, sites, waves.
    /// <summary>People who were welcomed.</summary>
    public const string Invited = "invited";

    /// <summary>Of those, people who have been there at least once: a report saw them, or a page of ours did.</summary>
    public const string Registered = "registered";

    /// <summary>People whose welcome came back, or was dropped because an earlier mail to their address did.</summary>
    public const string Bounced = "bounced";

    // The same: organisation only.
    /// <summary>Deliveries of the calendar (a post in one group by one channel) that went out.</summary>
    public const string Published7 = "published7";

    /// <summary>Answers to contests whose result fell into the days.</summary>
    public const string ContestAnswers30 = "contestAnswers30";

    /// <summary>Groups that stand.</summary>
    public const string Groups = "groups";

    // Usage by person: organisation, sites, waves. Of the welcomed alone.
    public const string Active7 = "active7";
    public const string Active30 = "active30";
    public const string Posts7 = "posts7";
    public const string Replies7 = "replies7";
    public const string Contributors7 = "contributors7";
    public const string Posts30 = "posts30";
    public const string Replies30 = "replies30";

    /// <summary>People who wrote a post or a reply.</summary>
    public const string Contributors30 = "contributors30";

    /// <summary>Posts and replies by the 5 % of the registered who wrote the most; not counted below 100 registered, for they would be fewer than five people.</summary>
    public const string ByTop30 = "byTop30";

    // Usage of teams: groups; their sum for the organisation.
    public const string ChannelPosts7 = "channelPosts7";
    public const string ChannelReplies7 = "channelReplies7";
    public const string Reactions7 = "reactions7";

    /// <summary>People who were active in a group's team; not summed.</summary>
    public const string TeamActive7 = "teamActive7";

    // Groups: groups; organisation for the two that say so.
    public const string Members = "members";
    public const string Guests = "guests";

    /// <summary>Mails to the group's address; summed for the organisation.</summary>
    public const string GroupMails7 = "groupMails7";

    /// <summary>Organisation: groups of the campaign that were active.</summary>
    public const string ActiveGroups30 = "activeGroups30";

    // Mail: organisation, the whole tenant.
    public const string MailsSent7 = "mailsSent7";

    /// <summary>Mailboxes in use, day by day, summed.</summary>
    public const string MailboxDays7 = "mailboxDays7";

    /// <summary>The same of the four weeks before the campaign.</summary>
    public const string MailsSentBefore = "mailsSentBefore";
    public const string MailboxDaysBefore = "mailboxDaysBefore";

    // The directory: organisation, the whole tenant.
    /// <summary>Accounts of employees that are in use.</summary>
    public const string Accounts = "accounts";

    /// <summary>Of those, accounts with job title, department and office.</summary>
    public const string Profiles = "profiles";

    // Surveys, as released: organisation, sites, waves, groups.
    /// <summary>Mean of the mood question, 1 to 5.</summary>
    public const string Mood = "mood";

    /// <summary>-100 to 100.</summary>
    public const string Nps = "nps";

    /// <summary>The name under which a figure of the organisation's own is kept: property names of tables have no hyphens.</summary>
    public static string OfBusiness(string id) => $"business_{id.Replace('-', '_')}";
}
