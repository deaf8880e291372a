using AdoptionAutomation.Sandbox.App;
using AdoptionAutomation.Tests.Sandbox.Storage;

namespace AdoptionAutomation.Tests.Sandbox.Chaos;

public sealed class InstanceTests(AzuriteFixture fixture) : IClassFixture<AzuriteFixture>, IDisposable
{
    private static readonly Uri Nowhere = new("http://127.0.0.1:1");

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("instance-");

    [Fact]
    public async Task An_instance_ends_when_its_parent_lets_go()
    {
        await using var instance = await StartAsync();

        Assert.Equal(0, await instance.LetGoAsync());
    }

    [Fact]
    public async Task An_instance_drains_on_SIGTERM()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        await using var instance = await StartAsync();

        Assert.Equal(0, await instance.TerminateAsync());
    }

    public void Dispose() => folder.Delete(recursive: true);

    private async Task<Instance> StartAsync()
    {
        var farEnds = new FarEnds(Nowhere, Nowhere, "key");
        var settings = new InstanceSettings("small", fixture.NewAccount(), farEnds, Path.Combine(folder.FullName, "clock"));
        var instance = new Instance(settings, await Door.OpenAsync(Nowhere));
        await instance.StartAsync();
        return instance;
    }
}
