using System.Collections.Immutable;
using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Groups;
using AdoptionAutomation.Groups.Drift;
using AdoptionAutomation.Sandbox.Check;

namespace AdoptionAutomation.Tests.Functions.Groups.Drift;

public sealed class DriftRuleTests
{
    private static readonly DateTimeOffset Now = new(2026, 10, 1, 4, 30, 0, TimeSpan.Zero);

    private static readonly Campaign Campaign = Read();

    private static readonly DeclaredGroup Declared = Campaign.Groups[0] with
    {
        Owners = ["one@lumen.example", "two@lumen.example"],
        Team = new() { Channels = [new() { Name = "News" }, new() { Name = "Help" }] },
    };

    private static readonly TenantState.There AsDeclared =
        new(Declared.Name, Declared.Objective, "Public", [new("ONE@lumen.example", true), new("two@lumen.example", true)])
        {
            Team = Channels("General", "news", "Help"),
        };

    private static readonly Dictionary<string, TenantState> Found = new(StringComparer.Ordinal)
    {
        ["as declared"] = AsDeclared,
        ["more people and channels"] = AsDeclared with { Owners = [.. AsDeclared.Owners, new("guest@x.example", false)], Team = Channels("General", "News", "Help", "Lunch") },
        ["renamed"] = AsDeclared with { Name = "Others" },
        ["redescribed"] = AsDeclared with { Description = null },
        ["private"] = AsDeclared with { Visibility = "Private" },
        ["one owner fewer"] = AsDeclared with { Owners = [AsDeclared.Owners[1]] },
        ["one owner left"] = AsDeclared with { Owners = [new("one@lumen.example", false), AsDeclared.Owners[1]] },
        ["nobody"] = AsDeclared with { Owners = [] },
        ["no team"] = AsDeclared with { Team = new TenantTeam.Gone() },
        ["no channel"] = AsDeclared with { Team = Channels("General", "Help") },
        ["in the bin"] = new TenantState.Gone(true),
        ["nowhere"] = new TenantState.Gone(false),
        ["unclear"] = new TenantState.Unclear(),
    };

    [Theory]
    [InlineData("as declared")]
    [InlineData("more people and channels")]
    [InlineData("renamed", "Renamed displayName")]
    [InlineData("redescribed", "Redescribed description")]
    [InlineData("private", "VisibilityChanged private")]
    [InlineData("one owner fewer", "OwnerGone owners[0]: no owner any more")]
    [InlineData("one owner left", "OwnerGone owners[0]: cannot sign in any more")]
    [InlineData("nobody", "Ownerless 0 of 0 owners can sign in", "OwnerGone owners[0]: no owner any more", "OwnerGone owners[1]: no owner any more")]
    [InlineData("no team", "TeamDeleted team")]
    [InlineData("no channel", "ChannelDeleted News")]
    [InlineData("in the bin", "Deleted in the bin: restore it there within 30 days")]
    [InlineData("nowhere", "Deleted not in the bin either")]
    [InlineData("unclear")]
    public void Each_difference_is_found_and_nothing_else(string found, params string[] expected)
    {
        var row = RowOf(Declared);

        var after = Judge(Declared, row, Found[found]);

        Assert.Equal(expected, after.Drift.Select(drift => $"{drift.Kind} {drift.Detail}"));
        Assert.All(after.Drift, drift => Assert.False(drift.Repaired));
        Assert.Same(row.Applied, after.Applied);
        Assert.Equal(after.Drift, Judge(Declared, after, Found[found]).Drift);
    }

    [Theory]
    [InlineData("renamed", KeptPart.About, GroupPart.About)]
    [InlineData("redescribed", KeptPart.About, GroupPart.About)]
    [InlineData("private", KeptPart.Visibility, GroupPart.About)]
    [InlineData("one owner fewer", KeptPart.Owners, GroupPart.Owners)]
    [InlineData("nobody", KeptPart.Owners, GroupPart.Owners)]
    [InlineData("no channel", KeptPart.Channels, GroupPart.Channels)]
    internal void What_the_template_keeps_is_to_be_done_again_and_the_rest_is_not(string found, KeptPart kept, GroupPart part)
    {
        var keeping = Declared with { Keep = [kept] };
        var others = Declared with { Keep = [.. Enum.GetValues<KeptPart>().Except([kept])] };
        var wanted = GroupParts.WantedBy(keeping);

        var after = Judge(keeping, RowOf(keeping), Found[found]);

        Assert.All(after.Drift, drift => Assert.True(drift.Repaired));
        Assert.Equal([part], wanted.Keys.Where(any => !after.Has(any, wanted[any])));
        var left = Judge(others, RowOf(others), Found[found]);
        Assert.True(left.Drift.Count > 0 && left.Drift.All(drift => !drift.Repaired));
        Assert.All(wanted.Keys, any => Assert.True(left.Has(any, wanted[any])));
    }

    [Theory]
    [InlineData("one owner left")]
    [InlineData("no team")]
    [InlineData("in the bin")]
    [InlineData("nowhere")]
    public void What_cannot_be_put_back_is_only_told(string found)
    {
        var keeping = Declared with { Keep = Enum.GetValues<KeptPart>() };

        var after = Judge(keeping, RowOf(keeping), Found[found]);

        Assert.False(Assert.Single(after.Drift).Repaired);
    }

    [Fact]
    public void A_declaration_that_IT_has_not_applied_is_not_put_back()
    {
        var keeping = Declared with { Keep = Enum.GetValues<KeptPart>() };

        var after = Judge(keeping, RowOf(keeping) with { Approved = "another" }, Found["renamed"]);

        Assert.False(Assert.Single(after.Drift).Repaired);
    }

    [Fact]
    public void What_is_planned_and_not_applied_yet_is_no_drift()
    {
        var edited = Declared with { Name = "Another name", Owners = ["three@lumen.example"] };

        Assert.Empty(Judge(edited, RowOf(Declared), AsDeclared).Drift);
    }

    [Fact]
    public void A_repair_that_is_refused_is_told_and_not_tried_again()
    {
        var keeping = Declared with { Keep = [KeptPart.Owners] };
        var repaired = Judge(keeping, RowOf(keeping), Found["one owner fewer"]);
        var refused = repaired with { Refused = repaired.Refused.SetItem(GroupPart.Owners, "not in the directory: owners[0]") };

        var after = Judge(keeping, refused, Found["one owner fewer"]);

        Assert.Equal(new(DriftKind.OwnerGone, "owners[0]: no owner any more", false), Assert.Single(after.Drift));
        Assert.Same(refused.Applied, after.Applied);
    }

    [Fact]
    public void A_repair_that_is_still_under_way_is_called_for_again()
    {
        var keeping = Declared with { Keep = [KeptPart.About] };
        var once = Judge(keeping, RowOf(keeping), Found["renamed"]);

        Assert.True(Assert.Single(Judge(keeping, once, Found["renamed"]).Drift).Repaired);
        Assert.Empty(Judge(keeping, once, AsDeclared).Drift);
    }

    [Fact]
    public void Of_name_and_visibility_only_the_kept_one_is_put_back()
    {
        var keeping = Declared with { Keep = [KeptPart.Visibility] };
        var both = AsDeclared with { Name = "Others", Visibility = "Private" };

        var after = Judge(keeping, RowOf(keeping), both);

        var wanted = GroupParts.WantedBy(keeping)[GroupPart.About];
        Assert.Equal([DriftKind.VisibilityChanged], AboutRepair.KindsIn(after.Applied[GroupPart.About], wanted));
        Assert.Equal(3, AboutRepair.KindsIn(after.Applied[GroupPart.About], "declared otherwise meanwhile").Count);
    }

    [Fact]
    public void A_channel_that_is_still_missing_after_its_repair_is_tried_on_and_not_called_repaired()
    {
        var keeping = Declared with { Keep = [KeptPart.Channels] };
        var row = RowOf(keeping);
        var once = Judge(keeping, row, Found["no channel"]);
        Assert.Equal(new(DriftKind.ChannelDeleted, "News", true), Assert.Single(once.Drift));

        for (var (night, after) = (0, once); night < 3; night++)
        {
            after = Judge(keeping, after with { Applied = row.Applied }, Found["no channel"]);
            Assert.Equal(new(DriftKind.ChannelDeleted, "News", false, Tried: true), Assert.Single(after.Drift));
            Assert.False(after.Applied.ContainsKey(GroupPart.Channels));
        }
    }

    [Fact]
    public void Line_ends_accents_and_outer_spaces_make_no_difference()
    {
        var many = Declared with { Name = "Caf\u00e9", Objective = "One\nTwo", Team = new() { Channels = [new() { Name = " News " }, new() { Name = "Help" }] } };

        Assert.Empty(Judge(many, RowOf(many), AsDeclared with { Name = "Cafe\u0301", Description = "One\r\nTwo " }).Drift);
    }

    [Fact]
    public void A_young_group_that_the_directory_does_not_show_is_left_alone()
    {
        var young = RowOf(Declared) with { MadeAt = Now - TimeSpan.FromMinutes(30) };

        Assert.Empty(Judge(Declared, young, Found["nowhere"]).Drift);
    }

    [Fact]
    public void Members_by_rule_are_read_again_only_if_kept()
    {
        var ruled = Declared with { MembersFrom = new() { EntraGroup = "6c3f1a9e-0000-4000-8000-000000000001" } };
        var keeping = ruled with { Keep = [KeptPart.Members] };

        Assert.True(Judge(ruled, RowOf(ruled), AsDeclared).Applied.ContainsKey(GroupPart.MembersFrom));
        var after = Judge(keeping, RowOf(keeping) with { Cursor = "page 7" }, AsDeclared);
        Assert.False(after.Applied.ContainsKey(GroupPart.MembersFrom));
        Assert.Null(after.Cursor);
        Assert.Empty(after.Drift);
    }

    [Theory]
    [InlineData("2026-01-31T10:00:00Z", 1, "2026-02-27T22:59:59Z", null)]
    [InlineData("2026-01-31T10:00:00Z", 1, "2026-02-27T23:00:00Z", "2026-02-28")]
    [InlineData("2027-12-31T10:00:00Z", 2, "2028-02-28T22:59:59Z", null)]
    [InlineData("2027-12-31T10:00:00Z", 2, "2028-02-28T23:00:00Z", "2028-02-29")]
    [InlineData("2028-02-29T10:00:00Z", 12, "2029-02-27T23:00:00Z", "2029-02-28")]
    [InlineData("2026-03-31T22:30:00Z", 1, "2026-04-30T21:59:59Z", null)]
    [InlineData("2026-03-31T22:30:00Z", 1, "2026-04-30T22:00:00Z", "2026-05-01")]
    public void Lifetimes_end_on_the_day_of_the_campaigns_zone(string madeAt, int months, string now, string? end)
    {
        var mortal = Declared with { LifetimeMonths = months };
        var row = RowOf(mortal) with { MadeAt = DateTimeOffset.Parse(madeAt, null) };

        var after = new DriftRule(Campaign, mortal, row, DateTimeOffset.Parse(now, null)).Judge(AsDeclared);

        Assert.Equal(end is null ? [] : [new GroupDrift(DriftKind.Expired, end, false)], after.Drift);
    }

    private static GroupRow Judge(DeclaredGroup declared, GroupRow row, TenantState state) => new DriftRule(Campaign, declared, row, Now).Judge(state);

    private static GroupRow RowOf(DeclaredGroup declared) => new(declared.Id)
    {
        Approved = GroupParts.Approval(declared),
        State = GroupState.Ready,
        GraphId = "id",
        MadeAt = Now - TimeSpan.FromDays(20),
        Applied = GroupParts.WantedBy(declared).ToImmutableDictionary(),
    };

    private static TenantTeam.There Channels(params string[] names) => new(names.ToHashSet(StringComparer.OrdinalIgnoreCase));

    private static Campaign Read()
    {
        var folder = new SmallCampaign().Write();
        var reading = CampaignReader.ReadAsync(new FolderFiles(folder), default).GetAwaiter().GetResult();
        folder.Delete(recursive: true);
        return reading.Campaign!;
    }
}
