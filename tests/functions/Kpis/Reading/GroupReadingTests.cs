using AdoptionAutomation.Graph;
using AdoptionAutomation.Kpis.Book;
using AdoptionAutomation.Kpis.Reading;
using AdoptionAutomation.Kpis.Snapshots;
using Microsoft.Extensions.DependencyInjection;

namespace AdoptionAutomation.Tests.Functions.Kpis.Reading;

public sealed class GroupReadingTests
{
    private const string Teams = "getTeamsTeamActivityDetail";
    private const string Groups = "getOffice365GroupsActivityDetail";
    private const string TeamColumns = "Report Refresh Date,Team Name,Team Id,Last Activity Date,Active users,Guests,Reactions,Post Messages,Reply Messages";
    private const string GroupColumns = "Report Refresh Date,Group Display Name,Is Deleted,Last Activity Date,Member Count,GUESTS,Exchange Received Email Count,Group Id";

    private static readonly Scope One = new(ScopeKind.Group, "one");
    private static readonly Scope Two = new(ScopeKind.Group, "two");
    private static readonly Dictionary<string, Scope> Ours = new(StringComparer.OrdinalIgnoreCase) { ["aaaa"] = One, ["bbbb"] = Two };

    [Fact]
    public async Task Teams_of_ours_are_counted_one_by_one_and_together_and_those_of_others_are_not()
    {
        var read = await ReadAsync(
            GroupReport.Teams,
            $"{TeamColumns}\n2026-09-20,One,AAAA,2026-09-19,12,0,5,4,3\n2026-09-20,Two,bbbb,,,0,,1,\n2026-09-20,Theirs,cccc,2026-09-20,99,0,99,99,99\n");

        AssertCounts(read, One, (Count.ChannelPosts7, 4), (Count.ChannelReplies7, 3), (Count.Reactions7, 5), (Count.TeamActive7, 12));
        AssertCounts(read, Two, (Count.ChannelPosts7, 1), (Count.ChannelReplies7, 0), (Count.Reactions7, 0), (Count.TeamActive7, 0));
        AssertCounts(read, Scope.Organisation, (Count.ChannelPosts7, 5), (Count.ChannelReplies7, 3), (Count.Reactions7, 5), (Count.TeamActive7, null));
    }

    [Theory]
    [InlineData("External Member Count")]
    [InlineData("Guest Count")]
    public async Task Both_headings_of_guests_are_known(string heading)
    {
        var read = await ReadAsync(GroupReport.Groups, $"{GroupColumns.Replace("GUESTS", heading, StringComparison.Ordinal)}\n2026-09-20,One,False,2026-09-20,40,2,7,aaaa\n");

        AssertCounts(read, One, (Count.Members, 40), (Count.Guests, 2), (Count.GroupMails7, 7));
        AssertCounts(read, Scope.Organisation, (Count.Members, null), (Count.GroupMails7, 7));
    }

    [Fact]
    public async Task A_group_that_was_deleted_or_is_missing_is_a_gap_of_its_own_and_one_that_comes_twice_counts_once()
    {
        var read = await ReadAsync(
            GroupReport.Groups,
            $"{GroupColumns.Replace("GUESTS", "Guest Count", StringComparison.Ordinal)}\n2026-09-20,One,True,2026-09-20,0,0,0,aaaa\n2026-09-20,Two,False,2026-09-20,0,0,1,bbbb\n2026-09-20,Two,False,2026-09-20,8,8,8,bbbb\n");

        Assert.DoesNotContain(One, read.Counts.Tally.Values.Keys);
        AssertCounts(read, Two, (Count.Members, 0), (Count.GroupMails7, 1));
        Assert.StartsWith("1 lines named a group a second time", read.Counts.Reading.Why, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Groups_are_active_by_what_either_report_says_and_unknown_if_one_is_missing()
    {
        var groups = await ReadAsync(GroupReport.Groups, $"{GroupColumns.Replace("GUESTS", "Guest Count", StringComparison.Ordinal)}\n2026-09-20,One,False,2026-08-01,9,0,0,aaaa\n2026-09-20,Two,False,2026-08-22,9,0,0,bbbb\n");
        var teams = await ReadAsync(GroupReport.Teams, $"{TeamColumns}\n2026-09-20,One,aaaa,2026-09-20,1,0,0,0,0\n");
        var day = CountedDay.Of(await FakeReports.CampaignAsync(), new(2026, 9, 20));

        Assert.Equal(2, GroupReading.Active(day, groups, teams));
        Assert.Equal(1, GroupReading.Active(day with { Day = new(2026, 9, 21) }, groups, teams));
        Assert.Null(GroupReading.Active(day, groups, new(new(KpiSource.Teams, SourceState.Failed), new Dictionary<Scope, DateOnly?>())));
    }

    [Theory]
    [InlineData(true, SourceState.Concealed)]
    [InlineData(false, SourceState.Read)]
    public async Task Hidden_groups_are_told_from_absent_ones_by_the_setting(bool isConcealed, object expected)
    {
        var read = await ReadAsync(GroupReport.Teams, $"{TeamColumns}\n2026-09-20,9F,9F86,2026-09-19,12,0,5,4,3\n", isConcealed);

        Assert.Equal((SourceState)expected, read.Counts.Reading.State);
        Assert.Empty(read.Counts.Tally.Values);
    }

    [Theory]
    [InlineData("Report Refresh Date,Team Id,Last Activity Date,Active Users,Post Messages,Reply Messages\n2026-09-20,aaaa,,1,1,1\n", "no column 'Reactions'")]
    [InlineData(TeamColumns + "\n2026-09-20,One,aaaa,2026-09-19,12,0,5,4.5,3\n", "'Post Messages' has what is no number")]
    [InlineData(TeamColumns + "\n2026-09-20,One,aaaa,19 Sep,12,0,5,4,3\n", "'Last Activity Date' has what is no date")]
    public async Task What_cannot_be_read_is_named(string body, string expected)
    {
        var wrong = await Assert.ThrowsAsync<UnreadableReportException>(() => ReadAsync(GroupReport.Teams, body));

        Assert.Contains(expected, wrong.Message, StringComparison.Ordinal);
    }

    private static async Task<GroupCounts> ReadAsync(GroupReport report, string body, bool isConcealed = false)
    {
        using var fake = new FakeReports().With(report == GroupReport.Teams ? Teams : Groups, body);
        await using var app = fake.App();
        return await app.GetRequiredService<GroupReading>().ReadAsync(report, Ours, isConcealed, default);
    }

    private static void AssertCounts(GroupCounts read, Scope scope, params (string Count, double? Value)[] expected) =>
        Assert.Equal(expected, expected.Select(one => (one.Count, read.Counts.Tally[scope, one.Count])));
}
