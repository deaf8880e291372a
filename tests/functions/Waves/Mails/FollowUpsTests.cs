using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Waves.Mails;
using AdoptionAutomation.Waves.People;
using FsCheck;
using FsCheck.Fluent;
using NodaTime;

namespace AdoptionAutomation.Tests.Functions.Waves.Mails;

public class FollowUpsTests
{
    private static readonly CampaignFile Settings = new()
    {
        Id = "small",
        Name = new() { En = "Small" },
        Platform = "Agora",
        PlatformUrl = "https://agora.example",
        TimeZone = "Europe/Paris",
        Languages = ["en"],
        Start = new(2026, 9, 7),
        WorkingDays = [IsoDayOfWeek.Monday, IsoDayOfWeek.Tuesday, IsoDayOfWeek.Wednesday, IsoDayOfWeek.Thursday, IsoDayOfWeek.Friday],
        Holidays = [new(2026, 11, 11), new(2026, 12, 25), new(2027, 1, 1)],
        QuietHours = new() { From = new(18, 30), To = new(8, 0) },
        Sponsor = new() { Name = "S", Mail = "s@lumen.example" },
        CommunityManagers = [],
        ItContacts = [],
        Charter = new() { Url = "https://agora.example/c", Version = "1" },
    };

    private static readonly WaveDefinition Wave = new()
    {
        Id = "first",
        Name = new() { En = "First" },
        Audience = new(),
        Groups = ["everybody"],
        Reminders = [3, 7],
        Kits = [new() { Kit = KitKind.Ambassador }, new() { Kit = KitKind.Manager }],
    };

    private static readonly OpenHours Hours = new(Settings);
    private static readonly FollowUps Rule = new(Hours, Wave);

    public static TheoryData<string, string?, string[]> Calendars => new()
    {
        // A Monday; days that move nowhere.
        { "2026-09-14T08:02:00Z", null, ["kit-ambassador 2026-09-15T08:00Z", "reminder-1 2026-09-17T08:00Z", "reminder-2 2026-09-21T08:00Z"] },

        // A Thursday: J+3 is a Sunday. A Friday: the kit goes on Monday.
        { "2026-09-17T08:00:00Z", null, ["kit-ambassador 2026-09-18T08:00Z", "reminder-1 2026-09-21T08:00Z", "reminder-2 2026-09-24T08:00Z"] },
        { "2026-09-18T08:00:00Z", null, ["kit-ambassador 2026-09-21T08:00Z", "reminder-1 2026-09-21T08:00Z", "reminder-2 2026-09-25T08:00Z"] },

        // Armistice Day is a Wednesday.
        { "2026-11-10T09:00:00Z", null, ["kit-ambassador 2026-11-12T09:00Z", "reminder-1 2026-11-13T09:00Z", "reminder-2 2026-11-17T09:00Z"] },

        // Summer time ends on 25 October: 10:00 in Paris is another hour in UTC.
        { "2026-10-22T08:00:00Z", null, ["kit-ambassador 2026-10-23T08:00Z", "reminder-1 2026-10-26T09:00Z", "reminder-2 2026-10-29T09:00Z"] },

        // The person's own calendar: Monday evening in Paris is Monday noon in Toronto, and Tuesday in Tokyo.
        { "2026-09-14T16:00:00Z", "America/Toronto", ["kit-ambassador 2026-09-15T16:00Z", "reminder-1 2026-09-17T16:00Z", "reminder-2 2026-09-21T16:00Z"] },
        { "2026-09-14T23:30:00Z", "Asia/Tokyo", ["kit-ambassador 2026-09-15T23:30Z", "reminder-1 2026-09-17T23:30Z", "reminder-2 2026-09-21T23:30Z"] },

        // Ends of months and of February in a leap year; the end of the year with its two holidays.
        { "2027-01-28T09:00:00Z", null, ["kit-ambassador 2027-01-29T09:00Z", "reminder-1 2027-02-01T09:00Z", "reminder-2 2027-02-04T09:00Z"] },
        { "2028-02-25T09:00:00Z", null, ["kit-ambassador 2028-02-28T09:00Z", "reminder-1 2028-02-28T09:00Z", "reminder-2 2028-03-03T09:00Z"] },
        { "2028-02-22T09:00:00Z", null, ["kit-ambassador 2028-02-23T09:00Z", "reminder-1 2028-02-25T09:00Z", "reminder-2 2028-02-29T09:00Z"] },
        { "2026-12-22T09:00:00Z", null, ["kit-ambassador 2026-12-23T09:00Z", "reminder-1 2026-12-28T09:00Z", "reminder-2 2026-12-29T09:00Z"] },
    };

    [Theory]
    [MemberData(nameof(Calendars))]
    public void Kits_and_reminders_go_at_the_hour_of_the_welcome_on_the_persons_working_days(string welcomed, string? zone, string[] expected)
    {
        var person = Welcomed(DateTimeOffset.Parse(welcomed, System.Globalization.CultureInfo.InvariantCulture), zone);

        Assert.Equal(expected, Rule.Of(person).Select(one => $"{one.Purpose} {one.At.UtcDateTime:yyyy-MM-ddTHH:mmZ}"));
    }

    public static TheoryData<string, string[]> Exclusions => new()
    {
        { "active", ["kit-ambassador"] },
        { "stopped", ["kit-ambassador"] },
        { "bounced", [] },
        { "failed", [] },
        { "joined", [] },
        { "no kit", ["reminder-1", "reminder-2"] },
        { "a kit that the wave has not", ["reminder-1", "reminder-2"] },
    };

    [Theory]
    [MemberData(nameof(Exclusions))]
    public void Who_is_active_or_wants_none_is_not_reminded_and_who_cannot_be_reached_gets_nothing(string what, string[] expected)
    {
        var at = new DateTimeOffset(2026, 9, 14, 8, 0, 0, TimeSpan.Zero);
        var rule = what == "a kit that the wave has not" ? new FollowUps(Hours, Wave with { Kits = [new() { Kit = KitKind.Manager }] }) : Rule;
        var person = Welcomed(at, null);
        person = what switch
        {
            "active" => person with { ActiveAt = at },
            "stopped" => person with { RemindersStoppedAt = at },
            "bounced" => person with { FollowUpRefused = "bounced" },
            "failed" => person with { State = PersonState.Failed },
            "joined" => person with { State = PersonState.Joined },
            "no kit" => person with { Kits = [] },
            _ => person,
        };

        Assert.Equal(expected, rule.Of(person).Select(one => one.Purpose));
    }

    [Fact]
    public void Of_reminders_that_were_held_up_only_the_last_goes()
    {
        var person = Welcomed(new(2026, 9, 14, 8, 0, 0, TimeSpan.Zero), null);

        var look = Rule.Look(person, new(2026, 10, 14, 8, 0, 0, TimeSpan.Zero));

        Assert.Equal(["kit-ambassador", "reminder-2"], look.Due.Select(one => one.Purpose));
        Assert.Null(look.Next);
    }

    [Fact]
    public void What_is_due_in_closed_hours_waits_until_they_open()
    {
        var person = Welcomed(new(2026, 9, 14, 8, 0, 0, TimeSpan.Zero), null);

        // Saturday: two kinds are due; Monday 8:00 in Paris is 6:00 UTC.
        var look = Rule.Look(person, new(2026, 9, 19, 12, 0, 0, TimeSpan.Zero));

        Assert.Empty(look.Due);
        Assert.Equal(new DateTimeOffset(2026, 9, 21, 6, 0, 0, TimeSpan.Zero), look.Next);
    }

    [Fact]
    public void Nothing_is_ever_due_in_closed_hours_and_looking_always_comes_to_an_end()
    {
        var zones = new[] { null, "America/Toronto", "Asia/Kolkata", "Australia/Lord_Howe", "Pacific/Apia", "America/St_Johns" };
        var days = new[] { new[] { 1 }, [3, 7], [1, 2, 3], [14, 29, 60] };
        var inputs = from minutes in Gen.Choose(0, 2 * 366 * 24 * 60) from zone in Gen.Elements(zones) from reminders in Gen.Elements(days) select (minutes, zone, reminders);
        Prop.ForAll(inputs.ToArbitrary(), input =>
        {
            var welcomed = new DateTimeOffset(2027, 6, 1, 0, 0, 0, TimeSpan.Zero).AddMinutes(input.minutes);
            var rule = new FollowUps(Hours, Wave with { Reminders = input.reminders });
            var person = Welcomed(welcomed, input.zone);
            var sent = new HashSet<string>();
            DateTimeOffset? now = welcomed;
            for (var visits = 0; now is { } at && visits < 50; visits++)
            {
                var look = rule.Look(person, at);
                Assert.All(look.Due, one => Assert.True(Hours.IsOpen(at, input.zone), $"{one.Purpose} at {at}"));
                sent.UnionWith(look.Due.Select(one => one.Purpose));
                Assert.True(look.Next is null || look.Next > at);
                now = look.Next;
            }

            Assert.Null(now);
            Assert.Contains("kit-ambassador", sent);

            // The last reminder stands for one that was moved to its day.
            Assert.Contains($"reminder-{input.reminders.Length}", sent);
            Assert.All(rule.Of(person), one => Assert.True(one.At - welcomed < TimeSpan.FromDays(66)));
        }).QuickCheckThrowOnFailure();
    }

    private static PersonRow Welcomed(DateTimeOffset at, string? zone) => new("0a", "first", PersonState.Welcomed, "a@lumen.example", "Zoé", "en")
    {
        WelcomedAt = at,
        Zone = zone,
        Kits = [KitKind.Ambassador],
    };
}
