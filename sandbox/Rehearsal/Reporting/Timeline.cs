using System.Text.Json;
using System.Text.Json.Serialization;
using AdoptionAutomation.Sandbox.Rehearsal.Reporting.Findings;

namespace AdoptionAutomation.Sandbox.Rehearsal.Reporting;

/// <summary>timeline.json: how it went, week by week, for other programs; beside summary.json, and byte for byte the same for the same seed.</summary>
/// <param name="Campaign">Its id.</param>
/// <param name="Start">The first day.</param>
/// <param name="Waves">In the file's order.</param>
/// <param name="Weeks">All of them.</param>
internal sealed record Timeline(string Campaign, DateOnly Start, IReadOnlyList<TimelineWave> Waves, IReadOnlyList<TimelineWeek> Weeks)
{
    public const string FileName = "timeline.json";

    private static readonly int[] Shares = [25, 50, 75];

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        RespectRequiredConstructorParameters = true,
        RespectNullableAnnotations = true,
        Converters = { new JsonStringEnumConverter() },
    };

    /// <summary>The day by which so many per cent of the people who were to be invited had signed in, by the share; null: it was not reached.</summary>
    public IReadOnlyDictionary<string, DateOnly?> Activation { get; init; } = new Dictionary<string, DateOnly?>(StringComparer.Ordinal);

    public static Timeline Of(RunRecord run)
    {
        var signedIn = run.Evidence.People.Activations.Select(one => one.At).Order().ToList();
        var (mails, arrived, faults) = (ByWeek(run.Log.Mails.Select(mail => mail.At)), ByWeek(run.Fates.Select(fate => fate.ArrivedAt).OfType<DateTimeOffset>()), ByWeek(run.Log.Faults.Select(fault => fault.At)));
        var welcomes = ByWeek(run.Log.Mails.Where(mail => FactsReading.KindOf(mail) == "welcome").Select(mail => mail.At));
        var (active, answers) = (ByWeek(signedIn), ByWeek(run.Evidence.Surveys.Answers.Values.Select(answer => answer.ThankedAt).OfType<DateTimeOffset>()));
        var people = run.Expectation.Targets.Count;
        return new(
            run.Campaign.Settings.Id,
            run.Campaign.Settings.Start.ToDateOnly(),
            [.. run.Campaign.Waves.Select(wave => new TimelineWave(
                wave.Id,
                run.Opened.TryGetValue(wave.Id, out var at) ? at.UtcDateTime : null,
                run.Holds.Where(hold => hold.Wave == wave.Id).Select(hold => hold.At.UtcDateTime.Date).Distinct().Count(),
                wave.Gate is { } gate ? GateText.Of(gate) : null))],
            [.. Enumerable.Range(0, run.Weeks).Select(week => new TimelineWeek(week + 1, UpTo(welcomes, week), UpTo(active, week), mails[week], arrived[week], answers[week], faults[week]))])
        {
            Activation = Shares.ToDictionary(share => $"{share}", share => DayOf(share), StringComparer.Ordinal),
        };

        int[] ByWeek(IEnumerable<DateTimeOffset> all)
        {
            var counts = new int[run.Weeks];
            foreach (var at in all)
            {
                counts[run.WeekOf(at)]++;
            }

            return counts;
        }

        static int UpTo(int[] counts, int week) => counts[..(week + 1)].Sum();

        DateOnly? DayOf(int share) => people > 0 && (((share * people) + 99) / 100) is var needed && needed <= signedIn.Count ? DateOnly.FromDateTime(signedIn[needed - 1].UtcDateTime) : null;
    }

    /// <exception cref="JsonException">It is something else.</exception>
    public static Timeline Parse(string json) => JsonSerializer.Deserialize<Timeline>(json, Json) ?? throw new JsonException("null");

    public string ToJson() => JsonSerializer.Serialize(this, Json);
}

/// <param name="Wave">Its id.</param>
/// <param name="Opened">In UTC; null: it was not.</param>
/// <param name="DaysHeld">Days on which its gate, or something else, held it.</param>
/// <param name="Gate">Its conditions; null: none.</param>
internal sealed record TimelineWave(string Wave, DateTime? Opened, int DaysHeld, string? Gate);

/// <param name="Week">From 1.</param>
/// <param name="Invited">People welcomed up to its end.</param>
/// <param name="Active">People who had signed in by its end.</param>
/// <param name="Mails">In the week.</param>
/// <param name="Posts">In the week.</param>
/// <param name="Answers">In the week.</param>
/// <param name="Faults">In the week.</param>
internal sealed record TimelineWeek(int Week, int Invited, int Active, int Mails, int Posts, int Answers, int Faults);
