using AdoptionAutomation.Sandbox.People;

namespace AdoptionAutomation.Tests.Sandbox.People;

/// <summary>Runs alone: what other tests allocate would count.</summary>
[CollectionDefinition(nameof(MeasuredAlone), DisableParallelization = true)]
public sealed class MeasuredAlone;

[Collection(nameof(MeasuredAlone))]
public class EmployeesMemoryTests
{
    [Fact]
    public void A_million_people_pass_without_growing_memory()
    {
        var million = new Employees(new(), 1, 1_000_000, new(2026, 1, 5));
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var (count, most) = (0L, 0L);
        foreach (var page in million.From(0).Chunk(999))
        {
            count += page.Length;
            most = count % 99_900 == 0 ? Math.Max(most, GC.GetTotalMemory(forceFullCollection: true) - before) : most;
        }

        Assert.Equal(million.Count, count);
        Assert.InRange(most, 1, 5_000_000);
    }
}
