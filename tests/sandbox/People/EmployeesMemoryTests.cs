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
        var (count, measured, most) = (0L, 0, long.MinValue);
        foreach (var page in million.From(0).Chunk(999))
        {
            count += page.Length;
            if (count % 99_900 == 0)
            {
                // Below zero when what earlier tests left behind is collected meanwhile.
                (measured, most) = (measured + 1, Math.Max(most, GC.GetTotalMemory(forceFullCollection: true) - before));
            }
        }

        Assert.Equal(million.Count, count);
        Assert.Equal(10, measured);
        Assert.True(most < 5_000_000, $"{most} bytes more");
    }
}
