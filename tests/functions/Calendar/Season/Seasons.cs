using AdoptionAutomation.Campaigns;
using NodaTime;

namespace AdoptionAutomation.Tests.Functions.Calendar.Season;

/// <summary>Campaigns and calendars in memory, for rules that need no more.</summary>
internal static class Seasons
{
    public static readonly PostTargets ToAll = new() { Groups = ["everybody"] };

    private static readonly Contact Somebody = new() { Name = "Hugo Marchand", Mail = "hugo.marchand@lumen.example" };

    public static CampaignFile Settings(string zone = "Europe/Paris") => new()
    {
        Id = "small",
        Name = Text("Small"),
        Platform = "Agora",
        PlatformUrl = "https://agora.example",
        TimeZone = zone,
        Languages = ["fr", "en"],
        Start = new(2026, 9, 7),
        WorkingDays = [IsoDayOfWeek.Monday, IsoDayOfWeek.Tuesday, IsoDayOfWeek.Wednesday, IsoDayOfWeek.Thursday, IsoDayOfWeek.Friday],
        QuietHours = new() { From = new(20, 0), To = new(7, 0) },
        Sponsor = Somebody,
        CommunityManagers = [Somebody],
        ItContacts = [Somebody],
        Charter = new() { Url = "https://agora.example/charte", Version = "1" },
    };

    public static Rhythm Rhythm(Recurrence recurs, int posts = 200) => new()
    {
        Id = "interview",
        To = ToAll,
        Channels = [PostChannel.Conversation],
        Theme = Text("Interview"),
        Recurs = recurs,
        At = new(9, 0),
        Posts = [.. Enumerable.Range(1, posts).Select(number => Post($"post {number}"))],
    };

    public static Recurrence Weekly(int every, params IsoDayOfWeek[] on) => new() { Weekly = new() { On = on, Every = every } };

    public static Recurrence MonthlyDay(int day) => new() { Monthly = new() { Day = day } };

    public static Recurrence WorkingDay(int number) => new() { Monthly = new() { WorkingDay = number } };

    public static PostText Post(string title) => new() { Title = Text(title), Text = new() { Fr = "Texte.", En = "Text." } };

    public static LocalText Text(string text) => new() { Fr = text, En = text };
}
