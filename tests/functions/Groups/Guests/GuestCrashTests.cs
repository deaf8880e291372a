using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Groups;
using AdoptionAutomation.Groups.Guests;
using AdoptionAutomation.Groups.Steps;
using AdoptionAutomation.Sandbox.Tenant;
using AdoptionAutomation.Storage;
using AdoptionAutomation.Tests.Sandbox.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace AdoptionAutomation.Tests.Functions.Groups.Guests;

/// <summary>The process dies at every request on a guest's way, before it and after it: invited once, in the groups, never written to twice.</summary>
public sealed class GuestCrashTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    private static readonly string[] Guests = ["ana@partner.example", "li@partner.example"];

    private static readonly TenantOptions Lagging = new()
    {
        Employees = 40,
        LeastReadLag = TimeSpan.FromSeconds(5),
        MostReadLag = TimeSpan.FromSeconds(40),
        YoungWriteMisses = 0.5,
    };

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task Wherever_the_process_dies_guests_are_invited_once_and_their_mail_is_sent_once_or_named_uncertain(int part)
    {
        var deaths = await CrashMatrix.RunAsync(StartAsync, BeginAsync, CheckAsync, TimeSpan.FromHours(3), (part, 2));

        Assert.True(deaths >= 6, $"only {deaths} deaths were tried");
    }

    private async Task<AppTest> StartAsync()
    {
        var app = await AppTest.StartAsync(azurite.NewAccount(), Lagging, campaign: GuestTests.CampaignWith([], []));
        await app.ProvisionAsync();
        await app.EditAsync(GuestTests.CampaignWith(Guests, Guests));
        return app;
    }

    /// <summary>The groups' step, run by hand: the matrix is about what follows from it.</summary>
    internal static async Task BeginAsync(AppTest app)
    {
        await using var hand = app.World.App.Build(new());
        var step = new GuestsStep(hand.GetRequiredService<GuestsTable>(), hand.GetRequiredService<WorkQueue>());
        var (groups, campaign) = (hand.GetRequiredService<GroupsTable>(), await hand.GetRequiredService<CampaignStore>().GetAsync("small", default));
        foreach (var group in campaign.Groups)
        {
            var row = await groups.FindAsync("small", group.Id, default);
            row = await groups.TryWriteAsync("small", row! with { Approved = GroupParts.Approval(group) }, default) ?? row;
            await step.TakeAsync(new(campaign, group, row), default);
        }
    }

    private static async Task CheckAsync(AppTest app)
    {
        foreach (var guest in Guests)
        {
            Assert.Single(app.Tenant.Log.Invitations, invited => invited.Mail == guest && !invited.Reused);
            var user = app.Tenant.Directory.User(guest)!.Id;
            Assert.All(app.Campaign.Groups, group =>
                Assert.True(app.Tenant.Directory.GroupByNickname(Nickname.Of("small", group.Id))!.Members.Contains(user), $"not in {group.Id}"));
            var row = (await app.Get<GuestsTable>().FindAsync("small", GuestsTable.KeyOf("small", guest), default))!;
            var mails = app.Tenant.Log.MailsTo(guest).Count;
            var isNamed = row.State == GuestState.Mailed ? mails == 1 : row.State == GuestState.Uncertain && mails <= 1;
            Assert.True(isNamed, $"{row.State} ({row.Reason}), {mails} mails");
        }

        Assert.Equal((0, 0), (app.World.Host.Poisoned, app.World.Host.PendingMessages));
    }
}
