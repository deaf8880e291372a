namespace AdoptionAutomation.Graph;

/// <summary>The application permissions the app asks for, each where it is first needed.</summary>
internal static class Permissions
{
    /// <summary>Read the people of an audience: department, city, language and the like.</summary>
    public const string ReadUsers = "User.Read.All";

    /// <summary>
    /// Read the members of an Entra group that is an audience; add people to groups. Reading which of some groups a person is in
    /// (<c>checkMemberGroups</c>) asks for <c>User.Read.All</c> and <c>GroupMember.Read.All</c>, which this one includes.
    /// </summary>
    public const string WriteMembers = "GroupMember.ReadWrite.All";

    /// <summary>Create groups with owners and find them again.</summary>
    public const string WriteGroups = "Group.ReadWrite.All";

    /// <summary>Set a group's guest policy.</summary>
    public const string WriteGroupSettings = "GroupSettings.ReadWrite.All";

    /// <summary>Create channels in teams.</summary>
    public const string CreateChannels = "Channel.Create";

    /// <summary>Read channels: the daily check, and adopting what an earlier attempt made.</summary>
    public const string ReadChannels = "Channel.ReadBasic.All";

    /// <summary>Read and add tabs.</summary>
    public const string WriteTabs = "TeamsTab.ReadWrite.All";

    /// <summary>Send as the service mailbox only, scoped by Exchange's RBAC for Applications.</summary>
    public const string SendMail = "Mail.Send";

    /// <summary>Read usage reports: who was active, and when.</summary>
    public const string ReadReports = "Reports.Read.All";

    /// <summary>Read whether usage reports hide who people are.</summary>
    public const string ReadReportSettings = "ReportSettings.Read.All";

    /// <summary>Find a group's site, and create and publish news pages in it: for the channel <c>news</c> only.</summary>
    public const string WriteSites = "Sites.ReadWrite.All";

    /// <summary>Invite guests.</summary>
    public const string InviteGuests = "User.Invite.All";
}
