using System.Collections.Immutable;
using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Graph;
using AdoptionAutomation.Groups;
using AdoptionAutomation.Groups.Drift;
using AdoptionAutomation.Groups.Plan;

namespace AdoptionAutomation.Tests.Functions.Groups.Plan;

/// <summary>The rule of the plan, with no tenant and no storage.</summary>
public sealed class GroupPlanTests
{
    private static DeclaredGroup Paris => PlanScene.Paris;

    [Fact]
    public void A_group_that_does_not_exist_is_created_with_all_its_parts()
    {
        var entry = new PlanScene().Entry();

        Assert.Equal(PlanAction.Create, entry.Action);
        Assert.Equal(GroupParts.WantedBy(Paris).Keys, entry.Parts.Select(part => part.Part));
        Assert.Equal((GroupState.Approved, GroupParts.Approval(Paris), null), (entry.Next!.State, entry.Next.Approved, entry.Next.GraphId));
        Assert.True(entry.HasWork);
    }

    [Fact]
    public void A_group_that_stands_as_declared_is_kept_and_nothing_is_written()
    {
        var entry = PlanScene.Standing().Entry();

        Assert.Equal((PlanAction.Keep, null, false), (entry.Action, entry.Next, entry.HasWork));
        Assert.Empty(entry.Parts);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_group_with_our_mark_whose_row_is_lost_is_adopted_and_described_only_if_it_must_be(bool asDeclared)
    {
        var live = PlanScene.ListedOf(Paris);
        var entry = new PlanScene { Live = [asDeclared ? live : live with { Objective = "Something else." }] }.Entry();

        Assert.Equal((PlanAction.Adopt, "graph-paris"), (entry.Action, entry.Next!.GraphId));
        Assert.DoesNotContain(entry.Parts, part => part.Part == GroupPart.Creation);
        Assert.Equal(!asDeclared, entry.Parts.Any(part => part.Part == GroupPart.About));
        Assert.Equal(asDeclared, entry.Next.Applied.ContainsKey(GroupPart.About));
    }

    [Fact]
    public void A_group_that_was_renamed_with_its_nickname_is_still_ours_by_its_id()
    {
        var entry = (PlanScene.Standing() with { Live = [PlanScene.ListedOf(Paris) with { Nickname = "somethingelse" }] }).Entry();

        Assert.Equal(PlanAction.Keep, entry.Action);
    }

    [Theory]
    [InlineData("Paris")]
    [InlineData(" paris ")]
    public void Another_group_under_the_same_name_is_a_conflict(string name)
    {
        var entry = new PlanScene { Live = [new("foreign-id", "paris-site", name, null, "Private", null, null)] }.Entry();

        Assert.Equal((PlanAction.Conflict, null, false), (entry.Action, entry.Next, entry.HasWork));
        Assert.Contains("foreign-id", entry.Findings.Single().In("en"), StringComparison.Ordinal);
    }

    [Fact]
    public void Another_group_under_the_name_that_a_standing_group_is_to_have_is_a_conflict()
    {
        var scene = PlanScene.Standing();
        var entry = (scene with
        {
            Declared = [Paris with { Name = "Lutèce" }],
            Live = [.. scene.Live, new("foreign-id", "x", "Lutèce", null, "Private", null, null)],
        }).Entry();

        Assert.Equal(PlanAction.Conflict, entry.Action);
    }

    [Fact]
    public void Another_group_that_takes_the_name_later_changes_nothing()
    {
        var scene = PlanScene.Standing();

        Assert.Equal(PlanAction.Keep, (scene with { Live = [.. scene.Live, new("foreign-id", "x", "Paris", null, "Private", null, null)] }).Entry().Action);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_group_in_the_bin_is_a_conflict_with_its_id_and_its_last_day(bool hasRow)
    {
        var scene = hasRow ? PlanScene.Standing() with { Live = [] } : new PlanScene();
        var entry = (scene with { Bin = [new("graph-paris", Nickname.Of(PlanScene.Campaign, "paris"), new(2026, 9, 1, 0, 0, 0, TimeSpan.Zero))] }).Entry();

        Assert.Equal(PlanAction.Conflict, entry.Action);
        Assert.Contains("graph-paris", entry.Findings.Single().In("en"), StringComparison.Ordinal);
        Assert.Contains("2026-10-01", entry.Findings.Single().In("fr"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(5, PlanAction.Keep)]
    [InlineData(20, PlanAction.Create)]
    internal void A_group_that_is_not_listed_has_disappeared_unless_it_is_young(int minutes, PlanAction action)
    {
        var row = PlanScene.RowOf(Paris) with { MadeAt = PlanScene.Now.AddMinutes(-minutes), ETag = new("old") };
        var entry = new PlanScene { Rows = [row] }.Entry();

        Assert.Equal((action, action == PlanAction.Create), (entry.Action, entry.HasDisappeared));
        if (action == PlanAction.Create)
        {
            Assert.Equal((null, new("old")), (entry.Next!.GraphId, entry.Next.ETag));
            Assert.Empty(entry.Next.Applied);
        }
    }

    [Fact]
    public void A_changed_declaration_says_what_changes_from_what_to_what()
    {
        var entry = (PlanScene.Standing() with { Declared = [Paris with { Objective = "Access, rooms, visitors.", Visibility = GroupVisibility.Private }] }).Entry();

        Assert.Equal(PlanAction.Change, entry.Action);
        var part = entry.Parts.Single();
        Assert.Equal((GroupPart.About, PartReason.Changed), (part.Part, part.Reason));
        Assert.Equal(
            [new("objective", "Life at the Paris site.", "Access, rooms, visitors."), new("visibility", "Public", "Private")],
            part.Fields);
        Assert.NotEqual(GroupParts.Approval(Paris), entry.Next!.Approved);
        Assert.Equal(GroupState.Ready, entry.Next.State);
    }

    [Fact]
    public void Owners_are_shown_by_number_and_never_by_address()
    {
        var plan = new PlanScene().Plan();

        Assert.Equal(new PlannedField("owners", null, "1"), plan.Entries[0].Parts.Single(part => part.Part == GroupPart.Owners).Fields.Single());
        Assert.DoesNotContain("@", PlanText.Of(PlanDocument.Of(plan, "en")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(GroupPosting.Members, false)]
    [InlineData(GroupPosting.Everybody, true)]
    internal void What_is_fixed_at_creation_blocks_the_group_when_it_is_declared_otherwise(GroupPosting posting, bool newsByMail)
    {
        var entry = (PlanScene.Standing() with { Declared = [Paris with { Posting = posting, NewsByMail = newsByMail }] }).Entry();

        Assert.Equal((PlanAction.Blocked, null, false), (entry.Action, entry.Next, entry.HasWork));
        Assert.Equal(PlanCodes.FixedAtCreation, entry.Findings.Single().Code);
    }

    [Theory]
    [InlineData("unknown")]
    [InlineData("left")]
    [InlineData("guest")]
    public void An_owner_who_is_not_of_the_organisation_blocks_the_group_by_field(string who)
    {
        DirectoryUser? other = who switch
        {
            "left" => new("h", "hugo@lumen.example", "Hugo", null, IsEnabled: false, IsGuest: false),
            "guest" => new("h", "hugo@lumen.example", "Hugo", null, IsEnabled: true, IsGuest: true),
            _ => null,
        };
        var scene = new PlanScene
        {
            Declared = [Paris with { Owners = [PlanScene.Owner, "hugo@lumen.example"] }],
            People = other is null ? [PlanScene.Claire] : [PlanScene.Claire, other],
        };

        var entry = scene.Entry();
        Assert.Equal((PlanAction.Blocked, null), (entry.Action, entry.Next));
        Assert.Contains("owners[1]", entry.Findings.Single().In("en"), StringComparison.Ordinal);
        Assert.DoesNotContain("hugo", entry.Findings.Single().In("en"), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void A_group_without_any_owner_is_blocked()
    {
        Assert.Equal(PlanCodes.NoOwner, new PlanScene { Declared = [Paris with { Owners = [] }] }.Entry().Findings.Single().Code);
    }

    [Fact]
    public void An_owner_who_left_a_standing_group_is_said_and_hinders_nothing()
    {
        var entry = (PlanScene.Standing() with { Declared = [Paris with { Objective = "New." }], People = [] }).Entry();

        Assert.Equal(PlanAction.Change, entry.Action);
        Assert.Contains(entry.Drift, drift => drift is { Kind: DriftKind.OwnerGone, Detail: "owners[0]" });
    }

    [Theory]
    [InlineData(DriftKind.OwnerGone, "owners[0]: cannot sign in any more")]
    [InlineData(DriftKind.OwnerGone, "owners[0]: no owner any more")]
    [InlineData(DriftKind.Ownerless, "0 of 1 owners can sign in")]
    internal void A_leaver_among_kept_owners_blocks_no_other_change(DriftKind kind, string detail)
    {
        var kept = Paris with { Keep = [KeptPart.Owners] };
        var row = PlanScene.RowOf(kept) with { Drift = [new(kind, detail, Repaired: false)] };
        var scene = PlanScene.Standing(kept) with { Rows = [row], People = [], Declared = [kept with { Objective = "New." }] };

        var entry = scene.Entry();

        Assert.Equal((PlanAction.Change, GroupPart.About), (entry.Action, entry.Parts.Single().Part));
        Assert.Contains(entry.Drift, drift => drift.Kind == kind && !drift.IsRepaired);
        Assert.True((scene with { People = [PlanScene.Claire] }).Entry().Drift.Single().IsRepaired);
    }

    [Fact]
    public void Owners_who_were_refused_because_they_left_are_not_tried_again_in_vain()
    {
        var row = PlanScene.RowOf(Paris);
        row = row with { Applied = row.Applied.Remove(GroupPart.Owners), Refused = row.Refused.Add(GroupPart.Owners, "not in the directory: owners[0]") };
        var gone = PlanScene.Standing() with { Rows = [row], People = [] };

        Assert.Equal((PlanAction.Keep, DriftKind.OwnerGone), (gone.Entry().Action, gone.Entry().Drift.Single().Kind));
        Assert.Equal(PlanAction.Change, (gone with { Declared = [Paris with { Objective = "New." }] }).Entry().Action);
        Assert.Equal(PartReason.Again, (gone with { People = [PlanScene.Claire] }).Entry().Parts.Single().Reason);
    }

    [Fact]
    public void What_never_reaches_the_tenant_needs_no_apply()
    {
        var welcome = new WelcomePost { Title = new() { Fr = "Bienvenue" }, Text = new() { Fr = "Bonjour." } };
        var edited = Paris with
        {
            Producers = ["a@b.example"],
            Kind = GroupKind.Theme,
            LifetimeMonths = 6,
            Welcome = [welcome with { Text = new() { Fr = "Bonsoir." } }],
        };

        var scene = PlanScene.Standing(Paris with { Welcome = [welcome] }) with { Declared = [edited] };

        Assert.Equal((PlanAction.Keep, null, true), (scene.Entry().Action, scene.Entry().Next, scene.Entry().IsPlain));
    }

    [Fact]
    public void What_is_kept_from_now_on_is_shown_and_waits_for_the_apply()
    {
        var plan = (PlanScene.Standing() with { Declared = [Paris with { Keep = [KeptPart.Visibility] }] }).Plan();

        Assert.Equal((PlanAction.Change, false, false), (plan.Entries[0].Action, plan.Entries[0].HasWork, plan.Entries[0].IsPlain));
        Assert.Contains("put back every night: visibility", PlanText.Of(PlanDocument.Of(plan, "en")), StringComparison.Ordinal);
        Assert.Contains("0 as declared", PlanText.Of(PlanDocument.Of(plan, "en")), StringComparison.Ordinal);
        Assert.True((PlanScene.Standing() with { Declared = [Paris with { Keep = [KeptPart.Visibility] }], Rows = [plan.Entries[0].Next!] }).Entry().IsPlain);
    }

    [Fact]
    public void A_group_that_was_restored_is_well_again_once_that_is_applied()
    {
        var row = PlanScene.RowOf(Paris) with { Drift = [new(DriftKind.Deleted, "in the bin", Repaired: false)] };
        var entry = (PlanScene.Standing() with { Rows = [row] }).Entry();

        Assert.Equal((PlanAction.Change, false), (entry.Action, entry.HasWork));
        Assert.Empty(entry.Next!.Drift);
        Assert.True((PlanScene.Standing() with { Rows = [entry.Next] }).Entry().IsPlain);
    }

    [Fact]
    public void Of_name_and_visibility_the_plan_puts_back_the_kept_one_only()
    {
        var kept = Paris with { Keep = [KeptPart.Visibility] };
        var scene = PlanScene.Standing(kept) with { Live = [PlanScene.ListedOf(kept) with { Name = "Lutèce", Visibility = "Private" }] };

        var entry = scene.Entry();

        Assert.Equal("visibility", entry.Parts.Single().Fields.Single().Name);
        Assert.False(entry.Drift.Single(drift => drift.Kind == DriftKind.Renamed).IsRepaired);
        var wanted = GroupParts.WantedBy(kept)[GroupPart.About];
        Assert.Equal([DriftKind.VisibilityChanged], AboutRepair.KindsIn(entry.Next!.Applied[GroupPart.About], wanted));
        Assert.Equal((true, "visibility"), ((scene with { Rows = [entry.Next] }).Entry().IsUnderWay, (scene with { Rows = [entry.Next] }).Entry().Parts.Single().Fields.Single().Name));
    }

    [Fact]
    public void A_channel_that_the_check_tries_in_vain_to_put_back_is_shown_and_not_promised()
    {
        var kept = Paris with { Team = new() { Channels = [new() { Name = "News" }] }, Keep = [KeptPart.Channels] };
        var row = PlanScene.RowOf(kept) with { Drift = [new(DriftKind.ChannelDeleted, "News", Repaired: false, Tried: true)] };
        var plan = (PlanScene.Standing(kept) with { Rows = [row] }).Plan();

        Assert.Equal((PlanAction.Keep, null), (plan.Entries[0].Action, plan.Entries[0].Next));
        Assert.Contains("the daily check tries every night", PlanText.Of(PlanDocument.Of(plan, "en")), StringComparison.Ordinal);
    }

    [Fact]
    public void A_refused_part_is_shown_with_its_reason_and_planned_again()
    {
        var declared = Paris with { ExternalSenders = true };
        var row = PlanScene.RowOf(declared);
        row = row with { Applied = row.Applied.Remove(GroupPart.Settings), Refused = row.Refused.Add(GroupPart.Settings, "400 BadRequest") };
        var entry = (PlanScene.Standing(declared) with { Rows = [row] }).Entry();

        Assert.Equal(PlanAction.Change, entry.Action);
        Assert.Equal((GroupPart.Settings, PartReason.Again, "400 BadRequest"), (entry.Parts[0].Part, entry.Parts[0].Reason, entry.Parts[0].Refusal));
        Assert.Empty(entry.Next!.Refused);
    }

    [Theory]
    [InlineData(DriftKind.Renamed, KeptPart.About, GroupPart.About)]
    [InlineData(DriftKind.VisibilityChanged, KeptPart.Visibility, GroupPart.About)]
    [InlineData(DriftKind.OwnerGone, KeptPart.Owners, GroupPart.Owners)]
    [InlineData(DriftKind.ChannelDeleted, KeptPart.Channels, GroupPart.Channels)]
    internal void What_somebody_changed_is_shown_and_put_back_only_if_the_template_keeps_it(DriftKind kind, KeptPart kept, GroupPart part)
    {
        var loose = Drifted(kind, Paris with { Team = new() { Channels = [new() { Name = "News" }] } }).Entry();
        Assert.Equal((PlanAction.Keep, null, false), (loose.Action, loose.Next, loose.HasWork));
        Assert.Equal((kind, false), (loose.Drift.Single().Kind, loose.Drift.Single().IsRepaired));

        var scene = Drifted(kind, Paris with { Team = new() { Channels = [new() { Name = "News" }] }, Keep = [kept] });
        var firm = scene.Entry();
        Assert.Equal((PlanAction.Change, true), (firm.Action, firm.HasWork));
        Assert.Equal((part, PartReason.Repair), (firm.Parts.Single().Part, firm.Parts.Single().Reason));
        Assert.False(firm.Next!.Has(part, GroupParts.WantedBy(scene.Declared[0])[part]));
        Assert.Empty(firm.Next.Drift);
    }

    [Fact]
    public void What_the_daily_check_repaired_is_not_drift_any_more()
    {
        var row = PlanScene.RowOf(Paris) with { Drift = [new(DriftKind.OwnerGone, "owners[0]", Repaired: true), new(DriftKind.Renamed, "P", Repaired: false)] };

        Assert.Empty((PlanScene.Standing() with { Rows = [row] }).Entry().Drift);
    }

    [Fact]
    public void A_group_that_is_no_longer_declared_is_left_alone_and_said()
    {
        var entry = (PlanScene.Standing() with { Declared = [] }).Plan().Entries.Single();

        Assert.Equal((PlanAction.Left, "graph-paris", null, false), (entry.Action, entry.GraphId, entry.Next, entry.HasWork));
    }

    [Fact]
    public void A_standing_group_whose_value_has_become_a_problem_is_blocked_and_not_left()
    {
        var finding = new PlanFinding(PlanCodes.ValueWithoutLetter);
        var entry = (PlanScene.Standing() with { Declared = [], Problems = [new("sites", "x", "paris", finding)] }).Plan().Entries.Single();

        Assert.Equal((PlanAction.Blocked, finding), (entry.Action, entry.Findings.Single()));
    }

    [Fact]
    public void A_group_that_failed_is_tried_again_with_the_reason_shown()
    {
        var row = new GroupRow("paris") { State = GroupState.Failed, Approved = GroupParts.Approval(Paris), Reason = "400 Directory_QuotaExceeded" };
        var entry = new PlanScene { Rows = [row] }.Entry();

        Assert.Equal((PlanAction.Create, "400 Directory_QuotaExceeded", GroupState.Approved), (entry.Action, entry.FailedBefore, entry.Next!.State));
        Assert.Null(entry.Next.Reason);
    }

    [Fact]
    public void A_group_that_only_moved_in_its_file_stays_as_it_was_approved()
    {
        var entry = (PlanScene.Standing() with { Declared = [Paris with { Origin = "groups.json groups[7]" }] }).Entry();

        Assert.Equal((PlanAction.Keep, false, null), (entry.Action, entry.HasWork, entry.Next));
    }

    [Fact]
    public void What_was_approved_is_under_way_and_is_queued_again_without_a_write()
    {
        var approved = new GroupRow("paris") { Approved = GroupParts.Approval(Paris) };
        var half = PlanScene.RowOf(Paris) with { State = GroupState.Created, Applied = PlanScene.RowOf(Paris).Applied.Remove(GroupPart.Owners) };

        Assert.All(
            [new PlanScene { Rows = [approved] }, PlanScene.Standing() with { Rows = [approved] }, PlanScene.Standing() with { Rows = [half] }],
            scene => Assert.Equal((true, true, null), (scene.Entry().IsUnderWay, scene.Entry().HasWork, scene.Entry().Next)));
    }

    private static PlanScene Drifted(DriftKind kind, DeclaredGroup declared)
    {
        var scene = PlanScene.Standing(declared);
        return kind switch
        {
            DriftKind.Renamed => scene with { Live = [scene.Live[0] with { Name = "Lutèce" }] },
            DriftKind.VisibilityChanged => scene with { Live = [scene.Live[0] with { Visibility = "Private" }] },
            _ => scene with { Rows = [scene.Rows[0] with { Drift = [new(kind, "owners[0]", Repaired: false)] }] },
        };
    }
}
