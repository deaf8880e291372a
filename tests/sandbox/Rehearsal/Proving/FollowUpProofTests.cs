using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Sandbox.People;
using AdoptionAutomation.Sandbox.Rehearsal.Proving;
using AdoptionAutomation.Sandbox.Tenant;
using AdoptionAutomation.Tests.Campaigns;
using AdoptionAutomation.Tests.Sandbox.Tenant;
using NodaTime;

namespace AdoptionAutomation.Tests.Sandbox.Rehearsal.Proving;

/// <summary>A proof that never finds anything proves nothing: each test sends what should not be sent, or leaves out what should.</summary>
public class FollowUpProofTests
{
    /// <summary>A Monday, 10:00 in Paris.</summary>
    private static readonly DateTimeOffset Welcomed = new(2026, 1, 5, 9, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task A_kit_and_two_reminders_on_their_days_leave_nothing_to_say()
    {
        var proof = await ProveAsync(("welcome", Welcomed), ("kit-manager", Welcomed.AddDays(1)), ("reminder-1", Welcomed.AddDays(3)), ("reminder-2", Welcomed.AddDays(7)));

        Assert.Empty(proof.Findings);
        Assert.Equal((0, 0), (proof.Lost, proof.Doubled));
    }

    [Theory]
    [InlineData("kit-manager")]
    [InlineData("reminder-1")]
    [InlineData("reminder-2")]
    public async Task What_never_came_is_lost(string kind)
    {
        (string Kind, DateTimeOffset At)[] all =
            [("welcome", Welcomed), ("kit-manager", Welcomed.AddDays(1)), ("reminder-1", Welcomed.AddDays(3)), ("reminder-2", Welcomed.AddDays(7))];

        var proof = await ProveAsync([.. all.Where(mail => mail.Kind != kind)]);

        Assert.Equal(1, proof.Lost);
        Assert.Contains($"got no {kind}", Assert.Single(proof.Findings), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("reminder-1", 3, "Doubled")]
    [InlineData("reminder-1", 2, "Early")]
    [InlineData("kit-ambassador", 1, "Nobody asked")]
    [InlineData("reminder-3", 9, "Nobody asked")]
    public async Task What_nobody_asked_for_is_named(string kind, int days, string finding)
    {
        var proof = await ProveAsync(
            ("welcome", Welcomed),
            ("kit-manager", Welcomed.AddDays(1)),
            ("reminder-1", Welcomed.AddDays(3)),
            ("reminder-2", Welcomed.AddDays(7)),
            (kind, Welcomed.AddDays(days)));

        Assert.Contains(proof.Findings, found => found.StartsWith(finding, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("2026-01-10T10:00Z")]
    [InlineData("2026-01-09T19:00Z")]
    [InlineData("2026-01-09T05:00Z")]
    public async Task A_mail_in_somebodys_free_time_is_named(string at)
    {
        var proof = await ProveAsync(
            ("welcome", Welcomed),
            ("kit-manager", Welcomed.AddDays(1)),
            ("reminder-1", DateTimeOffset.Parse(at, System.Globalization.CultureInfo.InvariantCulture)),
            ("reminder-2", Welcomed.AddDays(7)));

        Assert.Contains("Out of hours", Assert.Single(proof.Findings), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_reminder_to_somebody_who_has_been_active_for_long_is_named()
    {
        await using var host = await TenantHost.StartAsync();
        var people = new PeopleBehaviour(host.People, 1, host.Clock, host.Agenda);
        foreach (var person in host.People.From(12).Take(20))
        {
            people.OnDelivered(MailTo(person, "welcome", host.Clock.GetUtcNow()));
        }

        await host.Agenda.RunUntilAsync(host.Clock.GetUtcNow().AddDays(6), CancellationToken.None);
        var active = host.People.Find(people.Activations[0].User)!;

        var proof = Prove(host, people, active, ("welcome", Welcomed), ("kit-manager", Welcomed.AddDays(1)), ("reminder-2", Welcomed.AddDays(14)));

        Assert.Contains(proof.Findings, found => found.StartsWith("Unwanted", StringComparison.Ordinal));
    }

    private static async Task<FollowUpProof> ProveAsync(params (string Kind, DateTimeOffset At)[] sent)
    {
        await using var host = await TenantHost.StartAsync();
        var people = new PeopleBehaviour(host.People, 1, host.Clock, host.Agenda);
        return Prove(host, people, host.People.From(12).First(person => person.Site.City == "Paris"), sent);
    }

    private static FollowUpProof Prove(TenantHost host, PeopleBehaviour people, Employee person, params (string Kind, DateTimeOffset At)[] sent)
    {
        foreach (var (kind, at) in sent)
        {
            host.Tenant.Log.Add(MailTo(person, kind, at));
        }

        var evidence = new Evidence(host.Tenant, Campaign, people, Uncertain.Nothing, Welcomed.AddDays(40));
        return new(evidence, [new(person, Wave, [])], (_, _) => false);
    }

    internal static AcceptedMail MailTo(Employee person, string kind, DateTimeOffset at) =>
        new($"{kind}.{at:O}", at, 1, person.Mail, new("campagne@sandbox.example", "Hello", "<p>Hello</p>", null, [kind]), null, NoTexts, NoTexts, NoTexts) { Outcome = MailOutcome.Delivered };

    private static Dictionary<string, string> NoTexts { get; } = [];

    private static WaveDefinition Wave { get; } = new()
    {
        Id = "first",
        Name = new() { Fr = "Première" },
        Audience = new() { EveryoneElse = true },
        Groups = ["everybody"],
        Reminders = [3, 7],
        Kits = [new() { Kit = KitKind.Manager }],
    };

    internal static Campaign Campaign => new(Settings, new() { Templates = [] }, new() { Waves = [Wave] }, new(), [])
    {
        Files = CampaignFolder.Sample(),
        FileHashes = new Dictionary<string, string>(),
    };

    private static CampaignFile Settings { get; } = OpenHoursTests.Settings("18:30", "08:00") with { Start = new(2026, 1, 5), Holidays = [] };
}
