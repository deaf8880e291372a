using System.IO.MemoryMappedFiles;

namespace AdoptionAutomation.Sandbox.Time;

/// <summary>
/// Real time plus an offset that several processes share through a small file, so that a test can let ten minutes pass for all of
/// them at once. Its timers are real ones: whoever sleeps until an instant naps and looks again (<see cref="Naps"/>).
/// </summary>
internal sealed class SharedClock : TimeProvider, IDisposable
{
    private readonly MemoryMappedFile file;
    private readonly MemoryMappedViewAccessor offset;

    /// <param name="path">The shared file; created when missing.</param>
    public SharedClock(string path)
    {
        var shared = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete);
        file = MemoryMappedFile.CreateFromFile(shared, mapName: null, sizeof(long), MemoryMappedFileAccess.ReadWrite, HandleInheritability.None, leaveOpen: false);
        offset = file.CreateViewAccessor();
    }

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow().AddTicks(offset.ReadInt64(0));

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => base.GetElapsedTime(0, base.GetTimestamp()).Ticks + offset.ReadInt64(0);

    /// <summary>Lets time pass for every process on this clock. One mover at a time.</summary>
    public void Advance(TimeSpan span) => offset.Write(0, offset.ReadInt64(0) + span.Ticks);

    public void Dispose()
    {
        offset.Dispose();
        file.Dispose();
    }
}
