using AdoptionAutomation.Groups;
using AdoptionAutomation.Groups.Guests;
using AdoptionAutomation.Mail;
using AdoptionAutomation.Sandbox.Tenant;
using AdoptionAutomation.Storage;
using AdoptionAutomation.Tests.Sandbox.Storage;

namespace AdoptionAutomation.Tests.Functions.Groups.Guests;

/// <summary>The process dies at every request on a guest's way, before it and after it: invited once, in the groups, never written to twice.</summary>
[Collection("environment")]
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

        Assert.True(deaths >= 10, $"only {deaths} deaths were tried");
    }

    private async Task<AppTest> StartAsync()
    {
        var app = await AppTest.StartAsync(azurite.NewAccount(), Lagging, campaign: GuestTests.CampaignWith([], []));
        await app.ProvisionAsync();
        return app;
    }

    private static async Task BeginAsync(AppTest app)
    {
        try
        {
            await NameAsync(app);
        }
        catch (HttpRequestException)
        {
            // The process died in the step: its message comes back.
            await NameAsync(app);
        }
    }

    private static async Task NameAsync(AppTest app)
    {
        foreach (var group in app.Campaign.Groups)
        {
            var keys = await app.Get<GuestsTable>().NameAsync("small", group.Id, Guests, default);
            var message = new SendMailMessage("small", GuestMailing.Purpose, group.Id, GuestsTable.FirstKey, keys[^1]);
            await app.Get<WorkQueue>().PutAsync(QueueNames.SendMail, message, default);
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
