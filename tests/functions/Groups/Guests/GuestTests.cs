using System.Text.RegularExpressions;
using AdoptionAutomation.Effects;
using AdoptionAutomation.Groups;
using AdoptionAutomation.Groups.Guests;
using AdoptionAutomation.Sandbox.Faults;
using AdoptionAutomation.Sandbox.Tenant;
using AdoptionAutomation.Tests.Sandbox.Storage;
using AdoptionAutomation.Tests.Sandbox.Tenant;

namespace AdoptionAutomation.Tests.Functions.Groups.Guests;

public sealed partial class GuestTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    private const string Ana = "ana@partner.example";
    private const string Li = "li@partner.example";

    private static readonly TenantOptions Tenant = TenantHost.Calm with { Employees = 60 };

    private static readonly TenantOptions Lagging = Tenant with
    {
        LeastReadLag = TimeSpan.FromSeconds(30),
        MostReadLag = TimeSpan.FromMinutes(3),
        YoungWriteMisses = 0.5,
    };

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_guest_of_two_groups_is_invited_once_joins_both_and_gets_one_mail_with_a_link(bool lagging)
    {
        await using var app = await StartAsync([Ana, Li], [Li], lagging ? Lagging : Tenant);
        await app.ProvisionAsync();
        await app.PassAsync(TimeSpan.FromHours(1));

        AssertInvitedOnce(app, Ana, "everybody");
        AssertInvitedOnce(app, Li, "everybody", "few");
        foreach (var address in new[] { Ana, Li })
        {
            var mail = Assert.Single(app.Tenant.Log.MailsTo(address));
            Assert.Equal(["guest"], mail.Categories);
            Assert.Equal(2, Redeem().Count(mail.Html!));
            Assert.Contains("ticket=", mail.Text, StringComparison.Ordinal);
            Assert.DoesNotContain("RedeemLink-", mail.Html + mail.Text, StringComparison.OrdinalIgnoreCase);
        }

        var (status, body) = await app.CallAsync(HttpMethod.Get, "/api/guests");
        Assert.Equal((200, 2), (status, body.GetProperty("states").GetProperty("mailed").GetInt32()));
        Assert.DoesNotContain("@", body.GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Twenty_guests_cost_a_look_a_batch_of_invitations_an_addition_and_a_mail()
    {
        var guests = Enumerable.Range(1, 40).Select(i => $"guest{i}@partner.example").ToList();
        await using var without = await StartAsync([], [], Tenant);
        await without.ProvisionAsync();
        await using var with = await StartAsync(guests, [], Tenant);
        await with.ProvisionAsync();

        Assert.Equal(2 * 3, with.Tenant.Log.Requests(RemoteService.Graph) - without.Tenant.Log.Requests(RemoteService.Graph));
        Assert.Equal(2, with.Tenant.Log.Requests(RemoteService.SendGrid));
        Assert.Equal(40, await CountAsync(with, GuestState.Mailed));
    }

    [Fact]
    public async Task A_colleague_named_as_a_guest_is_taken_as_they_are_and_sent_to_the_platform()
    {
        await using var app = await StartAsync(["Paul.Lefevre@lumen.example"], ["ines.benali@lumen.example"], Tenant);
        await app.ProvisionAsync();

        Assert.Empty(app.Tenant.Log.Invitations);
        Assert.Contains("https://agora.example", Assert.Single(app.Tenant.Log.MailsTo("ines.benali@lumen.example", "guest")).Text, StringComparison.Ordinal);
        Assert.Equal(2, await CountAsync(app, GuestState.Mailed));
    }

    [Fact]
    public async Task An_address_that_the_tenant_refuses_is_recorded_with_the_reason_and_the_others_come_in()
    {
        await using var app = await StartAsync(["nobody.of.us@lumen.example", Ana], [], Tenant);
        await app.ProvisionAsync();
        await app.PassAsync(TimeSpan.FromHours(2));

        AssertInvitedOnce(app, Ana, "everybody");
        var (_, body) = await app.CallAsync(HttpMethod.Get, "/api/guests");
        var refused = Assert.Single(body.GetProperty("unsettled").EnumerateArray());
        Assert.Equal(("failed", "400 BadRequest"), (refused.GetProperty("state").GetString(), refused.GetProperty("reason").GetString()));
        Assert.Equal(GuestsTable.KeyOf("small", "Nobody.of.us@LUMEN.example"), refused.GetProperty("key").GetString());
    }

    [Fact]
    public async Task A_missing_permission_stops_the_lane_names_it_and_fails_nobody()
    {
        await using var app = await StartAsync([Ana], [], Tenant with { MissingPermissions = ["User.Invite.All"] });
        await app.ProvisionAsync();

        Assert.Contains("User.Invite.All", await app.Get<RateGovernor>().StoppedAsync(Lane.Invitations, default), StringComparison.Ordinal);
        Assert.Equal(1, await CountAsync(app, GuestState.Planned));
    }

    [Fact]
    public async Task A_full_directory_stops_the_lane_and_fails_nobody()
    {
        // Room for both groups, which come first, and one guest.
        await using var app = await StartAsync([], [], Tenant with { ObjectsLeft = 3 });
        await app.ProvisionAsync();
        await app.EditAsync(CampaignWith([Ana, Li], []));
        await app.ApplyAsync();
        await app.PassAsync(TimeSpan.FromMinutes(20));

        Assert.Contains("the tenant is full", await app.Get<RateGovernor>().StoppedAsync(Lane.Invitations, default), StringComparison.Ordinal);
        Assert.Equal((1, 1), (await CountAsync(app, GuestState.Planned), await CountAsync(app, GuestState.Mailed)));
    }

    [Fact]
    public async Task A_mail_that_bounces_fails_the_guest_and_is_not_sent_again()
    {
        await using var app = await StartAsync([Ana], [Ana], Tenant with { InvalidMailboxes = [Ana] });
        await app.ProvisionAsync();
        await app.PassAsync(TimeSpan.FromHours(12));

        Assert.Single(app.Tenant.Log.MailsTo(Ana));
        var guest = await app.Get<GuestsTable>().FindAsync("small", GuestsTable.KeyOf("small", Ana), default);
        Assert.Equal(GuestState.Failed, guest!.State);
        Assert.StartsWith("bounced", guest.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_guest_taken_out_of_the_files_is_not_let_in()
    {
        // No turn until the permission is granted, and by then one of the two is no more invited.
        var asked = Tenant with { MissingPermissions = ["User.Invite.All"] };
        await using var app = await StartAsync([Ana, Li], [Li], asked);
        await app.ProvisionAsync();
        await app.EditAsync(CampaignWith([Ana], []));
        await app.ApplyAsync();
        await app.PassAsync(TimeSpan.FromHours(1));

        var left = await app.Get<GuestsTable>().FindAsync("small", GuestsTable.KeyOf("small", Li), default);
        Assert.Empty(left!.Groups);
        Assert.Equal(["everybody"], (await app.Get<GuestsTable>().FindAsync("small", GuestsTable.KeyOf("small", Ana), default))!.Groups);
    }

    [Fact]
    public async Task A_group_that_refuses_its_guests_shows_it_and_the_next_apply_tries_again()
    {
        await using var app = await StartAsync(["nobody.of.us@lumen.example"], [], Tenant);
        await app.ProvisionAsync();
        await app.PassAsync(TimeSpan.FromHours(1));
        var row = await app.Get<GroupsTable>().FindAsync("small", "everybody", default);
        Assert.EndsWith("400 BadRequest", row!.Refused[GroupPart.Guests], StringComparison.Ordinal);

        var applied = await app.ApplyAsync();
        Assert.Contains("everybody", applied.GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_group_that_is_not_found_is_waited_for_while_young_and_then_left_out_for_its_guests()
    {
        await using var app = await StartAsync([], [], Tenant);
        await app.ProvisionAsync();
        await app.EditAsync(CampaignWith([Ana], [Ana]));
        app.Tenant.Hands.DeleteGroup(app.Tenant.Directory.GroupByNickname(Nickname.Of("small", "few"))!.Id);
        await GuestCrashTests.BeginAsync(app);
        await app.PassAsync(TimeSpan.FromHours(2));
        AssertInvitedOnce(app, Ana, "everybody");
        Assert.Equal(1, await CountAsync(app, GuestState.Planned));

        await app.PassAsync(TimeSpan.FromHours(30));

        Assert.DoesNotContain("A few", Assert.Single(app.Tenant.Log.MailsTo(Ana)).Text, StringComparison.Ordinal);
        var guest = await app.Get<GuestsTable>().FindAsync("small", GuestsTable.KeyOf("small", Ana), default);
        Assert.Equal((GuestState.Mailed, "few"), (guest!.State, Assert.Single(guest.Refused).Key));
        Assert.Contains(GroupPart.Guests, (await app.Get<GroupsTable>().FindAsync("small", "few", default))!.Refused.Keys);
    }

    [Fact]
    public async Task A_colleague_is_not_invited_when_the_directory_could_not_be_asked()
    {
        await using var app = await StartAsync([], [], Tenant);
        await app.ProvisionAsync();
        await app.EditAsync(CampaignWith(["Paul.Lefevre@lumen.example"], []));
        // Found, but not put into the group; and on the second visit nobody answers whether they are a colleague.
        app.World.Faults.Strike(target => target.Method == "PATCH", 1, new(FaultKind.Throttled, 30));
        app.World.Faults.Strike(target => target.Path == "/v1.0/$batch", 2, new(FaultKind.Throttled, 30));
        await GuestCrashTests.BeginAsync(app);
        await app.PassAsync(TimeSpan.FromHours(1));

        Assert.Equal(2, app.World.Faults.Injected.Count);
        Assert.Empty(app.Tenant.Log.Invitations);
        Assert.Equal(1, await CountAsync(app, GuestState.Mailed));
    }

    [Theory]
    [InlineData("/v1.0/$batch")]
    [InlineData("/v3/mail/send")]
    public async Task An_answer_that_is_lost_makes_no_second_guest_and_no_second_mail(string path)
    {
        await using var app = await StartAsync([Ana, Li], [], Tenant);
        app.World.Faults.Strike(
            target => target.Path == path && target.Subjects().Any(subject => subject.Contains(Ana, StringComparison.Ordinal)), 1, new(FaultKind.AnswerLost));
        await app.ProvisionAsync();
        await app.PassAsync(TimeSpan.FromHours(12));

        AssertInvitedOnce(app, Ana, "everybody");
        Assert.Single(app.Tenant.Log.MailsTo(Ana));
        Assert.Equal(2, await CountAsync(app, GuestState.Mailed));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Under_harsh_faults_everybody_is_invited_once_and_no_mail_is_doubled(int seed)
    {
        var guests = Enumerable.Range(1, 30).Select(i => $"guest{i}@partner.example").ToList();
        await using var app = await StartAsync(guests, [.. guests.Take(5)], Lagging with { Seed = seed }, FaultScript.Harsh);
        await app.ApplyAsync();
        await app.PassAsync(TimeSpan.FromHours(24));

        foreach (var guest in guests)
        {
            AssertInvitedOnce(app, guest, guests.IndexOf(guest) < 5 ? ["everybody", "few"] : ["everybody"]);
            Assert.True(app.Tenant.Log.MailsTo(guest).Count <= 1);
        }

        var mailed = await CountAsync(app, GuestState.Mailed);
        Assert.Equal(30, mailed + await CountAsync(app, GuestState.Uncertain));
        Assert.Equal(0, app.World.Host.Poisoned);
    }

    private static void AssertInvitedOnce(AppTest app, string address, params string[] groups)
    {
        Assert.Single(app.Tenant.Log.Invitations, invited => invited.Mail == address && !invited.Reused);
        var user = app.Tenant.Directory.User(address)!.Id;
        Assert.All(groups, group => Assert.True(app.Tenant.Directory.GroupByNickname(Nickname.Of("small", group))!.Members.Contains(user)));
    }

    private static async Task<int> CountAsync(AppTest app, GuestState state) =>
        await app.Get<GuestsTable>().ListAsync("small", default).CountAsync(guest => guest.State == state);

    private Task<AppTest> StartAsync(IReadOnlyList<string> everybody, IReadOnlyList<string> few, TenantOptions tenant, FaultScript? faults = null) =>
        AppTest.StartAsync(azurite.NewAccount(), tenant, faults, CampaignWith(everybody, few));

    internal static SmallCampaign CampaignWith(IReadOnlyList<string> everybody, IReadOnlyList<string> few) => new()
    {
        Groups = SmallCampaign.GroupsWith(""", "guests": "allowed" """, GuestsOf(everybody), GuestsOf(few)),
    };

    private static string GuestsOf(IReadOnlyList<string> addresses) =>
        addresses.Count > 0 ? $""", "guests": [{string.Join(", ", addresses.Select(address => $"\"{address}\""))}]""" : "";

    [GeneratedRegex("href=\"https://login\\.sandbox\\.example/redeem\\?user=[^\"]+\"")]
    private static partial Regex Redeem();
}
