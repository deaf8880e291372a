using AdoptionAutomation.Sandbox.Storage;

namespace AdoptionAutomation.Benchmarks;

/// <param name="Name">How it is asked for.</param>
/// <param name="What">What it measures.</param>
/// <param name="RunAsync">Measures it; its lines are shown as they come.</param>
internal sealed record Benchmark(string Name, string What, Func<Azurite, BenchmarkSize, IAsyncEnumerable<Line>> RunAsync)
{
    public static readonly IReadOnlyList<Benchmark> All =
    [
        new("requests", "requests per invited person", RequestsPerPerson.RunAsync),
        new("quota", "as many people as possible into one group under the write quota", WriteQuota.RunAsync),
        new("memory", "memory of planning a wave", PlanningMemory.RunAsync),
        new("reports", "1,000,000 lines of the usage report by person", ReportLines.RunAsync),
        new("quiet", "an hour in which nothing is due", QuietHour.RunAsync),
        new("progress", "reading how far a wave is", ProgressRead.RunAsync),
        new("answers", "many people answering a survey at once", AnswerLoad.RunAsync),
        new("results", "figures of 100,000 answers to a survey", SurveyResults.RunAsync),
        new("faults", "what is lost and doubled of a wave while things go wrong", FaultyWave.RunAsync),
        new("rehearsal", "a rehearsal's time and memory", RehearsalTime.RunAsync),
    ];
}

/// <summary>How much is measured.</summary>
internal enum BenchmarkSize
{
    /// <summary>Minutes, but for the rehearsal.</summary>
    Usual,

    /// <summary>An hour or more: 50,000 and 100,000 people into one group, planning for 1,000,000, a rehearsal of 10,000.</summary>
    Large,
}
