using System.Text.Encodings.Web;
using System.Text.Json;
using AdoptionAutomation.Sandbox.Faults;

namespace AdoptionAutomation.Sandbox.Rehearsal;

/// <summary>summary.json: what was asked for and what the tenant received.</summary>
internal sealed record Summary
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public required int Seed { get; init; }

    public required int Employees { get; init; }

    public required int Weeks { get; init; }

    public required string Faults { get; init; }

    public int Instances { get; init; } = 1;

    public required double WallSeconds { get; init; }

    public required GroupFigures Groups { get; init; }

    public required PeopleFigures People { get; init; }

    public required MailFigures Mails { get; init; }

    public PostFigures Posts { get; init; } = new();

    public SurveyFigures Surveys { get; init; } = new();

    public KpiFigures Kpis { get; init; } = new();

    public DigestFigures Digests { get; init; } = new();

    public required RequestFigures Requests { get; init; }

    /// <summary>
    /// Nothing lost, nothing doubled, every group stands. Without faults every snapshot and digest is there; with faults the findings tell which of
    /// the missing ones no fault excuses.
    /// </summary>
    public bool Holds =>
        Groups.Doubled + People.Lost + People.Doubled + Mails.Lost + Mails.Doubled + Posts.Lost + Posts.Doubled + Surveys.Lost + Surveys.Doubled == 0
        && Groups.Provisioned == Groups.Planned
        && (Faults != FaultScript.None.Name || (Kpis.Snapshots == Kpis.Expected && Digests.Sent == Digests.Expected));

    /// <exception cref="JsonException">It is something else.</exception>
    public static Summary Parse(string json) => JsonSerializer.Deserialize<Summary>(json, Json) ?? throw new JsonException("It is empty.");

    public string ToJson()
    {
        var json = JsonSerializer.SerializeToNode(this, Json)!.AsObject();
        json.Remove("holds");
        return json.ToJsonString(Json);
    }
}

internal sealed record GroupFigures(int Planned, int Provisioned, int Doubled);

internal sealed record PeopleFigures(int Targeted, int Invited, int Refused, int Uncertain, int Lost, int Doubled, int Activated);

internal sealed record MailFigures(int Sent, int Refused, int Uncertain, int Lost, int Doubled);

internal sealed record PostFigures(
    int Due = 0, int Published = 0, int Skipped = 0, int Refused = 0, int Uncertain = 0, int Lost = 0, int Doubled = 0, int Late = 0)
{
    public static PostFigures Sum(PostFigures one, PostFigures other) => new(
        one.Due + other.Due,
        one.Published + other.Published,
        one.Skipped + other.Skipped,
        one.Refused + other.Refused,
        one.Uncertain + other.Uncertain,
        one.Lost + other.Lost,
        one.Doubled + other.Doubled,
        one.Late + other.Late);
}

internal sealed record SurveyFigures(int Sent = 0, int Answers = 0, int Lost = 0, int Doubled = 0);

internal sealed record KpiFigures(int Snapshots = 0, int Expected = 0);

internal sealed record DigestFigures(int Sent = 0, int Expected = 0);

internal sealed record RequestFigures(long Graph, long GraphThrottled, long SendGrid, long Tables, long Queues, long Blobs);
