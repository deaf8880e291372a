using System.Globalization;
using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Mail;
using AdoptionAutomation.Sandbox.People;
using AdoptionAutomation.Sandbox.Storage;
using AdoptionAutomation.Sandbox.Tenant;
using AdoptionAutomation.Storage;
using AdoptionAutomation.Tests.Sandbox.Tenant;
using AdoptionAutomation.Waves.Life;
using AdoptionAutomation.Waves.Mails;
using AdoptionAutomation.Waves.People;

namespace AdoptionAutomation.Tests.Functions.Waves.Mails;

/// <summary>A running wave whose people have joined and are to be welcomed, without the directory before it. It is Monday, 8:00 in Paris.</summary>
internal static class MailScene
{
    public const string Scope = "small";
    public const string Wave = "first";

    public static readonly SmallCampaign WithReminders = new() { FirstMore = """, "reminders": [3, 7], "kits": [ { "kit": "ambassador" } ]""" };

    private const int Headcount = 200;
    private static readonly CompanyShape Shape = new() { DisabledShare = 0 };
    private static readonly Employees Company = new(Shape, 1, Headcount, new(2026, 9, 7));

    /// <summary>People of the directory have short names here: their number in hexadecimal.</summary>
    public static string IdOf(string name) => Guid.TryParse(name, out _) ? name : EmployeeOf(name).Id.ToString();

    public static async Task<AppTest> StartAsync(
        StorageAccount account, SmallCampaign? campaign = null, TenantOptions? tenant = null, params PersonRow[] people)
    {
        var app = await AppTest.StartAsync(account, (tenant ?? TenantHost.Calm) with { Employees = Headcount, Company = Shape }, campaign: campaign);
        await JoinAsync(app, people);
        return app;
    }

    public static PersonRow Person(string id, string? zone = null, params KitKind[] kits) =>
        new(IdOf(id), Wave, PersonState.Planned, AddressOf(id), "Zoé", "fr") { Zone = zone, Kits = kits };

    public static string AddressOf(string id) => (Guid.TryParse(id, out var guid) ? Company.Find(guid)! : EmployeeOf(id)).Mail;

    public static async Task JoinAsync(AppTest app, params PersonRow[] some)
    {
        var people = app.Get<PeopleTable>();
        await people.AddAsync(Scope, Wave, [.. some.OrderBy(row => row.Id, StringComparer.Ordinal)], othersExist: false, default);
        await people.MoveAsync(Scope, Wave, [.. (await AllAsync(app)).Where(row => row.State == PersonState.Planned).Select(row => new PersonMove(row, PersonState.Joined))], default);
        await ToStateAsync(app, WaveState.Running);
    }

    public static async Task ToStateAsync(AppTest app, WaveState state)
    {
        var waves = app.Get<WavesTable>();
        var row = await waves.FindAsync(Scope, Wave, default) ?? new(Wave) { IsResolved = true, StartedAt = app.World.Clock.GetUtcNow(), StartedBy = "key" };
        Assert.NotNull(await waves.TryWriteAsync(Scope, row with { State = state }, null, default));
    }

    /// <summary>Hands the whole chunk to the mail lane, as an invitation does.</summary>
    public static Task WelcomeAsync(AppTest app) => app.Get<WorkQueue>().PutAsync(
        QueueNames.SendMail, new SendMailMessage(Scope, WelcomeMailing.Purpose, Wave, PeopleTable.FirstKey, "g"), default);

    public static Task<IReadOnlyList<PersonRow>> AllAsync(AppTest app) =>
        app.Get<PeopleTable>().RangeAsync(Scope, Wave, PeopleTable.FirstKey, "g", default);

    public static async Task<PersonRow> RowAsync(AppTest app, string id) => (await app.Get<PeopleTable>().FindAsync(Scope, IdOf(id), default))!;

    public static async Task MarkAsync(AppTest app, Func<PersonRow, PersonMark> mark, string id) =>
        Assert.Equal(1, await app.Get<PeopleTable>().MarkAsync(Scope, Wave, [mark(await RowAsync(app, id))], default));

    public static DateTimeOffset Utc(int day, int hour, int minute = 0) => new(2026, 9, day, hour, minute, 0, TimeSpan.Zero);

    public static Task UntilAsync(AppTest app, DateTimeOffset at) => app.PassAsync(at - app.World.Clock.GetUtcNow());

    /// <summary>What each address got, with the day and hour in UTC.</summary>
    public static IEnumerable<string> Got(AppTest app, string id) =>
        app.Tenant.Log.MailsTo(AddressOf(id)).Select(mail => $"{mail.Categories[0]} {mail.At.UtcDateTime:dd HH:mm}");

    public static async Task<List<DueWork>> DueAsync(AppTest app) =>
        await app.Get<DueTable>().ReadAsync(DateTimeOffset.MaxValue, default).Where(work => work.Queue == QueueNames.SendMail).ToListAsync();

    private static Employee EmployeeOf(string name) => Company[int.Parse(name, NumberStyles.HexNumber, CultureInfo.InvariantCulture)];
}
