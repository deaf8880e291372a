using AdoptionAutomation.Graph;
using AdoptionAutomation.Kpis.Book;
using AdoptionAutomation.Kpis.Reading;
using AdoptionAutomation.Kpis.Snapshots;
using AdoptionAutomation.Tests.Sandbox.People;
using AdoptionAutomation.Tests.Sandbox.Storage;
using AdoptionAutomation.Tests.Sandbox.Tenant;
using AdoptionAutomation.Waves.Activation;

namespace AdoptionAutomation.Tests.Functions.Graph;

[Collection(nameof(MeasuredAlone))]
public sealed class UsageReportsMemoryTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    private const int People = 1_000_000;

    [Fact]
    public async Task A_report_of_many_lines_passes_without_growing_memory()
    {
        const int Lines = 300_000;
        await using var parts = await AppParts.StartAsync(azurite.NewAccount(), TenantHost.Calm with { Employees = Lines });
        await using var lines = await parts.Get<UsageReports>().OpenAsync(UsageReport.TeamsUsers, UsageReport.Week, default);
        var name = lines.Column("User Principal Name");
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var (count, measured, most) = (0, 0, long.MinValue);
        while (await lines.ReadAsync(default))
        {
            Assert.NotEqual("", lines.Text(name));
            if (++count % 50_000 == 0)
            {
                (measured, most) = (measured + 1, Math.Max(most, GC.GetTotalMemory(forceFullCollection: true) - before));
            }
        }

        Assert.Equal((Lines, 6), (count, measured));
        Assert.True(most < 5_000_000, $"{most} bytes more");
    }

    [Fact]
    public void A_million_people_who_wait_to_be_seen_take_less_than_forty_megabytes()
    {
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var waiting = new WaitingPeople();
        for (var i = 0; i < People; i++)
        {
            waiting.Add(IdOf(i), i % 3 == 0 ? "first" : "second", $"person.{i}@lumen.example", new(2026, 9, 7));
        }

        waiting.Seal();
        var size = GC.GetTotalMemory(forceFullCollection: true) - before;

        Assert.Equal((People - 1, People - 1), (waiting.Find($"Person.{People - 1}@lumen.example"), waiting.Find(IdOf(People - 1))));
        Assert.Equal(People, waiting.Count);
        Assert.True(size < 40_000_000, $"{size} bytes");
    }

    [Fact]
    public void A_million_people_with_what_reports_say_of_them_take_less_than_seventy_megabytes()
    {
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var usage = new PeopleUsage(groups => groups);
        for (var i = 0; i < People; i++)
        {
            usage.Add(new($"{IdOf(i)}", i % 3 == 0 ? "first" : "second", $"person.{i}@lumen.example", i % 2 == 0 ? "site-lyon" : "site-nice") { WelcomedAt = TenantHost.Start });
        }

        usage.Seal();
        var day = DateOnly.FromDateTime(TenantHost.Start.UtcDateTime).AddDays(10);
        usage.Begin(new(day, NodaTime.DateTimeZone.Utc));
        for (var i = 0; i < People; i++)
        {
            usage.NoteMonth(usage.Find(IdOf(i)), day, i % 4, 1);
        }

        var size = GC.GetTotalMemory(forceFullCollection: true) - before;
        var counts = usage.Usage(usage.People(), UserColumns.Of(null)).Of(Scope.Organisation);

        Assert.Equal((People, People * 1.5), (counts[Count.Active7], counts[Count.Posts30]));
        Assert.True(size < 70_000_000, $"{size} bytes");
    }

    private static Guid IdOf(int number) => new($"{number:x8}-0000-4000-8000-000000000000");
}
