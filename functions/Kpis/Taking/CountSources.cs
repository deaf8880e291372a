using AdoptionAutomation.Kpis.Book;
using AdoptionAutomation.Kpis.Snapshots;

namespace AdoptionAutomation.Kpis.Taking;

/// <summary>Which source a count is from, and which are about people (pure).</summary>
internal static class CountSources
{
    private static readonly Dictionary<string, KpiSource> Sources = new(
        new (KpiSource Source, string[] Counts)[]
        {
            (KpiSource.Own, [Count.Invited, Count.Bounced, Count.Published7, Count.ContestAnswers30, Count.Groups]),
            (
                KpiSource.Users,
                [
                    Count.Registered, Count.Active7, Count.Active30, Count.Posts7, Count.Replies7, Count.Contributors7, Count.Posts30, Count.Replies30,
                    Count.Contributors30, Count.ByTop30,
                ]),
            (KpiSource.Teams, [Count.ChannelPosts7, Count.ChannelReplies7, Count.Reactions7, Count.TeamActive7]),
            (KpiSource.Groups, [Count.Members, Count.Guests, Count.GroupMails7, Count.ActiveGroups30]),
            (KpiSource.Mail, [Count.MailsSent7, Count.MailboxDays7, Count.MailsSentBefore, Count.MailboxDaysBefore]),
            (KpiSource.Directory, [Count.Accounts, Count.Profiles]),
            (KpiSource.Surveys, [Count.Mood, Count.Nps]),
        }.SelectMany(one => one.Counts, (one, count) => KeyValuePair.Create(count, one.Source)),
        StringComparer.Ordinal);

    /// <summary>What stands in no list was brought by the organisation.</summary>
    public static KpiSource Of(string count) => Sources.GetValueOrDefault(count, KpiSource.Business);

    /// <summary>Whether it is about the people of a scope, of whom there must be five.</summary>
    public static bool IsOfPeople(string count) => count is Count.Invited or Count.Bounced || Of(count) == KpiSource.Users;

    /// <summary>Whether it is about the members of a group, of whom there must be five.</summary>
    public static bool IsOfMembers(string count) => Of(count) is KpiSource.Teams or KpiSource.Groups;
}
