using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using AdoptionAutomation.Operations.Tracing;

namespace AdoptionAutomation.Tests.Functions.Operations.Tracing;

/// <summary>What the app measures in the flow of the test that made it.</summary>
internal sealed class HeardMeasurements : IDisposable
{
    private static readonly AsyncLocal<HeardMeasurements?> Heard = new();

    private readonly MeterListener listener = new();
    private readonly ConcurrentQueue<(string Name, double Value, string Tags)> all = new();

    public HeardMeasurements()
    {
        listener.InstrumentPublished = (instrument, meter) =>
        {
            if (instrument.Meter.Name == Telemetry.Name)
            {
                meter.EnableMeasurementEvents(instrument);
            }
        };
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Keep(instrument, value, tags));
        listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Keep(instrument, value, tags));
        Heard.Value = this;
        listener.Start();
    }

    public IReadOnlyCollection<(string Name, double Value, string Tags)> All => all;

    /// <summary>The sum of an instrument's values, by its tags.</summary>
    public Dictionary<string, double> Of(string instrument) => all
        .Where(one => one.Name == instrument)
        .GroupBy(one => one.Tags, StringComparer.Ordinal)
        .ToDictionary(some => some.Key, some => some.Sum(one => one.Value), StringComparer.Ordinal);

    public void Dispose() => listener.Dispose();

    private void Keep(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        if (Heard.Value == this)
        {
            all.Enqueue((instrument.Name, value, string.Join(' ', tags.ToArray().Select(tag => tag.Value))));
        }
    }
}
