using System.Net.Http.Json;
using System.Text.Json.Nodes;
using AdoptionAutomation.Sandbox.People;
using AdoptionAutomation.Tests.Sandbox.Tenant;
using NodaTime;

namespace AdoptionAutomation.Tests.Sandbox.People;

public class PeopleBehaviourTests
{
    [Fact]
    public async Task About_seven_in_ten_of_the_welcomed_sign_in_within_days_at_a_waking_hour()
    {
        await using var host = await TenantHost.StartAsync();
        var behaviour = await WelcomeAsync(host, "welcome");
        await WelcomeAgainAsync(host);
        await host.Agenda.RunUntilAsync(TenantHost.Start.AddDays(7), CancellationToken.None);

        Assert.InRange(behaviour.Activated, 320, 380);
        Assert.Equal(behaviour.Activated, behaviour.Activations.Select(a => a.User).Distinct().Count());
        Assert.All(behaviour.Activations, a =>
        {
            var zone = DateTimeZoneProviders.Tzdb[host.People.Find(a.User)!.Site.TimeZone];
            Assert.InRange(Instant.FromDateTimeOffset(a.At).InZone(zone).TimeOfDay, new LocalTime(7, 30), new LocalTime(21, 30));
        });
    }

    [Fact]
    public async Task Other_mails_activate_nobody()
    {
        await using var host = await TenantHost.StartAsync();
        var behaviour = await WelcomeAsync(host, "digest");
        await host.Agenda.RunUntilAsync(TenantHost.Start.AddDays(7), CancellationToken.None);

        Assert.Equal(0, behaviour.Activated);
    }

    private static async Task<PeopleBehaviour> WelcomeAsync(TenantHost host, string category)
    {
        var behaviour = new PeopleBehaviour(host.People, 1, host.Clock, host.Agenda);
        host.Tenant.Mailroom.Delivered = behaviour.OnDelivered;
        await SendAsync(host, category);
        return behaviour;
    }

    private static Task WelcomeAgainAsync(TenantHost host) => SendAsync(host, "welcome");

    private static async Task SendAsync(TenantHost host, string category)
    {
        var mail = MailRoutesTests.Mail([.. host.People.From(12).Take(500).Select(e => e.Mail)]);
        mail["categories"] = new JsonArray(category);
        using var response = await host.SendGrid.PostAsJsonAsync("v3/mail/send", mail);
        response.EnsureSuccessStatusCode();
    }
}
