using AdoptionAutomation.Sandbox.Faults;

namespace AdoptionAutomation.Sandbox.Runtime;

/// <summary>
/// The instances of the app that share one storage, each a build of its own with its own life. Who gets what comes in is drawn from the seed.
/// </summary>
internal sealed class Fleet : IAsyncDisposable
{
    private readonly Func<InstanceLife, IServiceProvider> build;
    private readonly Dice dice;
    private readonly AppInstance[] instances;
    private long draws;

    /// <param name="count">How many.</param>
    /// <param name="seed">Decides who gets what.</param>
    /// <param name="build">Builds a fresh copy of the app.</param>
    public Fleet(int count, int seed, Func<InstanceLife, IServiceProvider> build)
    {
        (this.build, dice) = (build, new(seed));
        instances = [.. Enumerable.Range(0, count).Select(_ => New())];
        Leader = instances[0];
    }

    public bool IsOne => instances.Length == 1;

    public int Deaths { get; private set; }

    /// <summary>The one that holds the timers' locks.</summary>
    public AppInstance Leader { get; private set; }

    public AppInstance Draw() => instances[dice.Below(instances.Length, "instance", draws++)];

    /// <summary>A fresh one takes the place of the dead one; if that led, any of those that live now leads.</summary>
    public async Task ReplaceAsync(AppInstance dead)
    {
        Deaths++;
        instances[Array.IndexOf(instances, dead)] = New();
        Leader = dead == Leader ? Draw() : Leader;
        await DisposeAsync(dead);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var instance in instances)
        {
            await DisposeAsync(instance);
        }
    }

    private AppInstance New()
    {
        var life = new InstanceLife();
        return new(life, build(life));
    }

    /// <summary>Best effort: what a dead instance says on its way out is nobody's business.</summary>
    private static async Task DisposeAsync(AppInstance instance)
    {
        try
        {
            await (instance.Services is IAsyncDisposable services ? services.DisposeAsync() : ValueTask.CompletedTask);
        }
        catch (ProcessDeathException)
        {
            // Flushing failed, as it should.
        }
    }
}
