namespace AdoptionAutomation.Graph;

/// <summary>The application permissions the app asks for, each where it is first needed.</summary>
internal static class Permissions
{
    /// <summary>Read the people of an audience: department, city, language and the like.</summary>
    public const string ReadUsers = "User.Read.All";

    /// <summary>Read the members of an Entra group that is an audience; add people to groups.</summary>
    public const string WriteMembers = "GroupMember.ReadWrite.All";

    /// <summary>Create groups with owners and find them again.</summary>
    public const string WriteGroups = "Group.ReadWrite.All";
}
