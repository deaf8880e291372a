using AdoptionAutomation.Sandbox.People;
using AdoptionAutomation.Sandbox.Storage;
using AdoptionAutomation.Sandbox.Tenant;
using AdoptionAutomation.Waves;
using AdoptionAutomation.Waves.Activation;
using AdoptionAutomation.Waves.Life;
using AdoptionAutomation.Waves.People;

namespace AdoptionAutomation.Tests.Functions.Waves.Activation;

/// <summary>A wave that welcomed its people on Monday the 7th, and what the tenant's reports say of them since.</summary>
internal static class ActivityWorld
{
    /// <summary>The morning on which the report of the 7th is read.</summary>
    public static readonly TimeSpan ToTheFirstReport = TimeSpan.FromHours(49);

    public static async Task<AppTest> StartAsync(
        StorageAccount account,
        int people = 30,
        SmallCampaign? campaign = null,
        string[]? missing = null,
        IReadOnlyDictionary<string, string?>? settings = null)
    {
        var tenant = new TenantOptions
        {
            Employees = people,
            Company = new CompanyShape { DisabledShare = 0 },
            LeastReadLag = TimeSpan.Zero,
            MostReadLag = TimeSpan.Zero,
            MissingPermissions = missing ?? [],
        };
        var app = await AppTest.StartAsync(account, tenant, campaign: campaign, settings: settings);
        await WelcomeAsync(app, "first", [.. Staff(app)]);
        return app;
    }

    public static IEnumerable<Employee> Staff(AppTest app) => app.Tenant.Directory.Employees.From(0).Where(person => !person.IsGuest);

    /// <summary>As if a wave had just ended.</summary>
    public static async Task WelcomeAsync(AppTest app, string wave, IReadOnlyList<Employee> staff)
    {
        var row = new WaveRow(wave) { State = WaveState.Completed, StartedAt = app.World.Clock.GetUtcNow(), StartedBy = "key", IsResolved = true };
        Assert.NotNull(await app.Get<WavesTable>().TryWriteAsync("small", row, null, default));
        var people = app.Get<PeopleTable>();
        foreach (var chunk in staff.OrderBy(person => person.Id.ToString(), StringComparer.Ordinal).Chunk(PeopleTable.ChunkSize))
        {
            var ids = chunk.Select(person => person.Id.ToString()).ToList();
            await people.AddAsync("small", wave, [.. chunk.Select(person => new PersonRow($"{person.Id}", wave, PersonState.Planned, person.Mail, person.GivenName, "fr"))], false, default);
            var rows = await people.FindAsync("small", wave, ids, default);
            await people.MoveAsync("small", wave, [.. rows.Select(one => new PersonMove(one, PersonState.Welcomed))], default);
        }
    }

    /// <summary>These people were active that day, and nobody else ever.</summary>
    public static void Active(this AppTest app, DateOnly day, params IEnumerable<Employee> people)
    {
        var list = people.Select(person => (person.Id, day)).ToList();
        app.Tenant.Reports.Activity = _ => list;
    }

    public static Task<WaveProgress> ProgressAsync(this AppTest app, string wave = "first") => app.Get<PeopleTable>().ProgressAsync("small", wave, default);

    public static Task<ActivityKnown> KnownAsync(this AppTest app) => app.Get<ActivityTable>().FindAsync("small", default);

    /// <summary>Who is marked as active; counted and marked agree, or it is not the table's doing.</summary>
    public static async Task<List<string>> MarkedAsync(this AppTest app, string wave = "first")
    {
        var rows = await app.Get<PeopleTable>().RangeAsync("small", wave, PeopleTable.FirstKey, "~", default);
        var marked = rows.Where(row => row.ActiveAt is not null).Select(row => row.Id).ToList();
        Assert.Equal(marked.Count, (await app.ProgressAsync(wave)).Active);
        return marked;
    }
}
