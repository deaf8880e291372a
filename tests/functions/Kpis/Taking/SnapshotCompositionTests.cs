using AdoptionAutomation.Kpis.Book;
using AdoptionAutomation.Kpis.Reading;
using AdoptionAutomation.Kpis.Snapshots;
using AdoptionAutomation.Kpis.Taking;

namespace AdoptionAutomation.Tests.Functions.Kpis.Taking;

public sealed class SnapshotCompositionTests
{
    private static readonly DateOnly Day = new(2026, 9, 20);
    private static readonly DateTimeOffset Now = new(2026, 9, 22, 6, 40, 0, TimeSpan.Zero);
    private static readonly Scope Site = new(ScopeKind.Site, "site-lyon");
    private static readonly Scope Group = new(ScopeKind.Group, "everybody");

    [Fact]
    public void A_day_is_made_of_what_its_sources_told()
    {
        var snapshot = Compose(null, Own(30, 12), Users(9), Teams(7, 12));

        Assert.Equal((1, Day, Now), (snapshot.Version, snapshot.Day, snapshot.TakenAt));
        Assert.Equal([Scope.Organisation, Site, Group], snapshot.Scopes.Select(scope => scope.Scope));
        Assert.Equal((30, 9, 7), (snapshot.Organisation[Count.Invited], snapshot.Organisation[Count.Active7], snapshot.Of(Group)[Count.ChannelPosts7]));
        Assert.Equal([null, "Name of site-lyon", "Name of everybody"], snapshot.Scopes.Select(scope => scope.Name?.En));
        Assert.Equal([KpiSource.Own, KpiSource.Users, KpiSource.Teams], snapshot.Sources.Select(source => source.Source));
    }

    [Fact]
    public void The_report_says_more_of_who_came_than_the_app_knows()
    {
        var own = Own(30, 12);
        own.Tally.Set(Scope.Organisation, Count.Registered, 2);

        Assert.Equal(20, Compose(null, own, Users(9, registered: 20)).Organisation[Count.Registered]);
        Assert.Equal(2, Compose(null, own, new(KpiSource.Users, SourceState.Failed, "429")).Organisation[Count.Registered]);
    }

    /// <summary>Peer bug 8: a read that failed was shown as nobody doing anything.</summary>
    [Fact]
    public void A_read_that_failed_is_a_gap_and_never_a_zero()
    {
        var snapshot = Compose(null, Own(30, 12), new(KpiSource.Users, SourceState.Failed, "429"), new(KpiSource.Teams, SourceState.Failed, "503"));

        Assert.Null(snapshot.Organisation[Count.Active7]);
        Assert.Null(snapshot.Organisation[Count.ChannelPosts7]);
        Assert.DoesNotContain(snapshot.Scopes.SelectMany(scope => scope.Counts.Values), count => CountSources.Of(count.Key) is KpiSource.Users or KpiSource.Teams);
        Assert.Equal([(KpiSource.Users, "429"), (KpiSource.Teams, "503")], snapshot.Sources.Where(source => source.State == SourceState.Failed).Select(source => (source.Source, source.Why!)));
    }

    [Fact]
    public void Nothing_new_is_the_kept_version_itself()
    {
        var former = Kept(Own(30, 12), Users(9), Teams(7, 12));

        Assert.Same(former, Compose(former, Own(30, 12), Users(9), Teams(7, 12)));
    }

    [Fact]
    public void Late_data_restates_the_day_openly()
    {
        var restated = Compose(Kept(Own(30, 12), Users(9)), Own(30, 12), Users(11));

        Assert.Equal((2, 11), (restated.Version, restated.Organisation[Count.Active7]));
    }

    [Fact]
    public void What_was_read_before_stays_when_it_fails_now()
    {
        var former = Kept(Own(30, 12), Users(9, registered: 20), Teams(7, 12));

        Assert.Same(former, Compose(former, Own(30, 12), new(KpiSource.Users, SourceState.Failed, "429"), new(KpiSource.Teams, SourceState.Failed, "503")));
    }

    [Fact]
    public void A_source_that_catches_up_is_put_into_its_own_day_and_the_rest_stays()
    {
        var former = Kept(Own(30, 4), Users(9), new(KpiSource.Teams, SourceState.Failed, "it knows 2026-09-19 only."));

        var restated = Compose(former, Teams(7, 12));

        Assert.Equal((2, 9, 7), (restated.Version, restated.Organisation[Count.Active7], restated.Of(Group)[Count.ChannelPosts7]));
        Assert.Equal(SourceState.Read, restated.Sources.Single(source => source.Source == KpiSource.Teams).State);
        Assert.True(restated.Scopes.Single(scope => scope.Scope == Site).IsHidden);
    }

    [Fact]
    public void The_directory_which_knows_no_days_stays_as_it_was_counted_first()
    {
        var former = Kept(Own(30, 12), Directory(100));

        Assert.Same(former, Compose(former, Own(30, 12), Directory(101)));
    }

    [Fact]
    public void Few_people_and_few_members_are_hidden_and_what_is_released_or_of_the_whole_is_not()
    {
        var surveys = new SourceCounts(KpiSource.Surveys, SourceState.Read);
        surveys.Tally.Set(Site, Count.Mood, 4.1);

        var snapshot = Compose(null, Own(30, 4), Users(9), Teams(7, 12), Members(4), surveys);

        Assert.Equal([Count.Mood], snapshot.Of(Site).Values.Keys);
        Assert.Empty(snapshot.Of(Group).Values);
        Assert.Equal([false, true, true], snapshot.Scopes.Select(scope => scope.IsHidden));
        Assert.Equal(7, snapshot.Organisation[Count.ChannelPosts7]);
    }

    [Fact]
    public void Who_was_hidden_stays_hidden_while_what_would_tell_otherwise_is_away()
    {
        var former = Kept(Own(30, 12), Teams(7, 3));

        Assert.Same(former, Compose(former, Own(30, 12), new(KpiSource.Teams, SourceState.Failed, "503")));
        Assert.False(Compose(former, Own(30, 12), Teams(7, 3), Members(5)).Scopes.Single(scope => scope.Scope == Group).IsHidden);
    }

    [Theory]
    [InlineData(3, true)]
    [InlineData(12, false)]
    public void Where_nobody_says_how_many_members_a_group_has_those_who_are_active_must_be_five(int active, bool expected) =>
        Assert.Equal(expected, Compose(null, Own(30, 12), Teams(7, active)).Scopes.Single(scope => scope.Scope == Group).IsHidden);

    private static DaySnapshot Compose(DaySnapshot? former, params SourceCounts[] told) =>
        new SnapshotComposition(former, scope => new($"Nom de {scope.Id}", $"Name of {scope.Id}")).Compose(Day, Now, told);

    /// <summary>As it comes back from storage.</summary>
    private static DaySnapshot Kept(params SourceCounts[] told) =>
        System.Text.Json.JsonSerializer.Deserialize<DaySnapshot>(System.Text.Json.JsonSerializer.Serialize(Compose(null, told), System.Text.Json.JsonSerializerOptions.Web), System.Text.Json.JsonSerializerOptions.Web)!;

    private static SourceCounts Own(int invited, int inLyon)
    {
        var own = new SourceCounts(KpiSource.Own, SourceState.Read);
        own.Tally.Set(Scope.Organisation, Count.Invited, invited);
        own.Tally.Set(Site, Count.Invited, inLyon);
        own.Tally.Touch(Group);
        return own;
    }

    private static SourceCounts Users(int active, int registered = 10)
    {
        var users = new SourceCounts(KpiSource.Users, SourceState.Read);
        users.Tally.Set(Scope.Organisation, Count.Active7, active);
        users.Tally.Set(Scope.Organisation, Count.Registered, registered);
        users.Tally.Set(Site, Count.Active7, 2);
        return users;
    }

    private static SourceCounts Teams(int posts, int active)
    {
        var teams = new SourceCounts(KpiSource.Teams, SourceState.Read);
        teams.Tally.Set(Group, Count.ChannelPosts7, posts);
        teams.Tally.Set(Group, Count.TeamActive7, active);
        teams.Tally.Set(Scope.Organisation, Count.ChannelPosts7, posts);
        return teams;
    }

    private static SourceCounts Members(int members)
    {
        var groups = new SourceCounts(KpiSource.Groups, SourceState.Read);
        groups.Tally.Set(Group, Count.Members, members);
        return groups;
    }

    private static SourceCounts Directory(int accounts)
    {
        var directory = new SourceCounts(KpiSource.Directory, SourceState.Read);
        directory.Tally.Set(Scope.Organisation, Count.Accounts, accounts);
        return directory;
    }
}
