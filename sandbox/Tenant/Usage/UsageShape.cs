namespace AdoptionAutomation.Sandbox.Tenant.Usage;

/// <param name="Name">Of the function, as Graph calls it.</param>
/// <param name="Of">What a line is about.</param>
/// <param name="Columns">The first line.</param>
internal sealed record UsageShape(string Name, UsageLine Of, string Columns)
{
    /// <summary>The column that its page and its data call by two names.</summary>
    public const string Guests = "External Member Count";

    public const string GuestsToo = "Guest Count";

    /// <summary>The reports that are simulated, with the first lines that the v1.0 pages document. A further one is an entry here.</summary>
    public static readonly IReadOnlyDictionary<string, UsageShape> All = new UsageShape[]
    {
        new(
            "getTeamsUserActivityUserDetail",
            UsageLine.User,
            "Report Refresh Date,Tenant Display Name,Shared Channel Tenant Display Names,User Id,User Principal Name,Last Activity Date,Is Deleted,"
                + "Deleted Date,Assigned Products,Team Chat Message Count,Private Chat Message Count,Call Count,Meeting Count,Post Messages,"
                + "Reply Messages,Urgent Messages,Meetings Organized Count,Meetings Attended Count,Ad Hoc Meetings Organized Count,"
                + "Ad Hoc Meetings Attended Count,Scheduled One-time Meetings Organized Count,Scheduled One-time Meetings Attended Count,"
                + "Scheduled Recurring Meetings Organized Count,Scheduled Recurring Meetings Attended Count,Audio Duration,Video Duration,"
                + "Screen Share Duration,Audio Duration In Seconds,Video Duration In Seconds,Screen Share Duration In Seconds,Has Other Action,"
                + "Is Licensed,Report Period"),
        new(
            "getYammerActivityUserDetail",
            UsageLine.User,
            "Report Refresh Date,User Principal Name,Display Name,User State,State Change Date,Last Activity Date,Posted Count,Read Count,"
                + "Liked Count,Assigned Products,Report Period"),
        new(
            "getSharePointActivityUserDetail",
            UsageLine.User,
            "Report Refresh Date,User Principal Name,Is Deleted,Deleted Date,Last Activity Date,Viewed Or Edited File Count,Synced File Count,"
                + "Shared Internally File Count,Shared Externally File Count,Visited Page Count,Assigned Products,Report Period"),
        new(
            "getTeamsTeamActivityDetail",
            UsageLine.Team,
            "Report Refresh Date,Team Name,Team Id,Team Type,Last Activity Date,Report Period,Active Users,Active Channels,Guests,Reactions,"
                + "Meetings Organized,Post Messages,Reply Messages,Channel Messages,Urgent Messages,Mentions,Active Shared Channels,Active External Users"),
        new(
            "getOffice365GroupsActivityDetail",
            UsageLine.Group,
            "Report Refresh Date,Group Display Name,Is Deleted,Owner Principal Name,Last Activity Date,Group Type,Member Count,External Member Count,"
                + "Exchange Received Email Count,SharePoint Active File Count,Yammer Posted Message Count,Yammer Read Message Count,"
                + "Yammer Liked Message Count,Exchange Mailbox Total Item Count,Exchange Mailbox Storage Used (Byte),SharePoint Total File Count,"
                + "SharePoint Site Storage Used (Byte),Group Id,Report Period"),
        new(
            "getYammerGroupsActivityDetail",
            UsageLine.Group,
            "Report Refresh Date,Group Display Name,Is Deleted,Owner Principal Name,Last Activity Date,Group Type,Office 365 Connected,Member Count,"
                + "Posted Count,Read Count,Liked Count,Report Period"),
        new("getEmailActivityCounts", UsageLine.Day, "Report Refresh Date,Send,Receive,Read,Meeting Created,Meeting Interacted,Report Date,Report Period"),
        new(
            "getOffice365ActiveUserCounts",
            UsageLine.Day,
            "Report Refresh Date,Office 365,Exchange,OneDrive,SharePoint,Skype For Business,Yammer,Teams,Report Date,Report Period"),
    }.ToDictionary(shape => shape.Name, StringComparer.OrdinalIgnoreCase);
}

internal enum UsageLine
{
    User,
    Team,
    Group,
    Day,
}

/// <summary>A report that was asked for.</summary>
/// <param name="Shape">Which one.</param>
/// <param name="Days">The period that it covers.</param>
/// <param name="Refresh">The last day that it knows.</param>
/// <param name="IsPartial">Whether part of what happened on that day has not come in yet.</param>
internal sealed record UsageQuestion(UsageShape Shape, int Days, DateOnly Refresh, bool IsPartial)
{
    public DateOnly From => Refresh.AddDays(1 - Days);

    public DateTimeOffset End => new(Refresh.AddDays(1), TimeOnly.MinValue, TimeSpan.Zero);
}
