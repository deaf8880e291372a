using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using AdoptionAutomation.Calendar;
using AdoptionAutomation.Groups;
using AdoptionAutomation.Kpis;
using AdoptionAutomation.Mail;
using AdoptionAutomation.Storage;
using AdoptionAutomation.Surveys;
using AdoptionAutomation.Waves;

namespace AdoptionAutomation.Operations.Failures;

/// <summary>What a message on one of the queues is about, in ids (pure).</summary>
/// <param name="Queue">One of <see cref="QueueNames"/>.</param>
/// <param name="Campaign">The campaign's id.</param>
/// <param name="About">The wave's or the group's id; empty: the campaign's.</param>
/// <param name="Step">What was to be done.</param>
/// <param name="Version">Of the message.</param>
/// <param name="Key">The same for the same message, delivered or poisoned.</param>
internal sealed record QueuedWork(string Queue, string Campaign, string About, string Step, int Version, string Key)
{
    /// <summary>Of the messages that this app writes and understands.</summary>
    public const int KnownVersion = 1;

    private const int KeyBytes = 16;

    /// <exception cref="ArgumentException">No queue of ours carries it.</exception>
    public static QueuedWork Of(WorkMessage message) => message switch
    {
        InvitePeopleMessage invite => new(QueueNames.InvitePeople, invite.Campaign ?? "", invite.Wave, invite.Step.ToString(), invite.V, KeyOf(invite)),
        SendMailMessage mail => new(QueueNames.SendMail, mail.Campaign ?? "", mail.Audience, mail.Purpose, mail.V, KeyOf(mail)),
        ProvisionGroupMessage { Check: { } range } check =>
            new(QueueNames.ProvisionGroup, check.Campaign ?? "", range.First, "check", check.V, KeyOf(check)),
        ProvisionGroupMessage group => new(QueueNames.ProvisionGroup, group.Campaign ?? "", group.Group, "provision", group.V, KeyOf(group)),
        PublishPostMessage post => new(QueueNames.PublishPost, post.Campaign ?? "", post.Occurrence, $"{post.Channel} {post.Group}", post.V, KeyOf(post)),
        RunSurveyMessage survey => new(QueueNames.RunSurvey, survey.Campaign ?? "", $"{survey.Survey}.{survey.Round}", survey.Step.ToString(), survey.V, KeyOf(survey)),
        TakeSnapshotMessage snapshot => new(QueueNames.TakeSnapshot, snapshot.Campaign ?? "", "", "snapshot", snapshot.V, KeyOf(snapshot)),
        _ => throw new ArgumentException($"No queue carries {message.GetType().Name}.", nameof(message)),
    };

    /// <returns>Null if the queue's function could not read it either; of a later version, what can be told.</returns>
    public static QueuedWork? Read(string queue, string body)
    {
        try
        {
            WorkMessage? message = queue switch
            {
                QueueNames.InvitePeople => JsonSerializer.Deserialize<InvitePeopleMessage>(body, JsonSerializerOptions.Web),
                QueueNames.SendMail => JsonSerializer.Deserialize<SendMailMessage>(body, JsonSerializerOptions.Web),
                QueueNames.ProvisionGroup => JsonSerializer.Deserialize<ProvisionGroupMessage>(body, JsonSerializerOptions.Web),
                QueueNames.PublishPost => JsonSerializer.Deserialize<PublishPostMessage>(body, JsonSerializerOptions.Web),
                QueueNames.RunSurvey => JsonSerializer.Deserialize<RunSurveyMessage>(body, JsonSerializerOptions.Web),
                QueueNames.TakeSnapshot => JsonSerializer.Deserialize<TakeSnapshotMessage>(body, JsonSerializerOptions.Web),
                _ => null,
            };
            return message is not null && Of(message) is { Campaign.Length: > 0 } work ? work : null;
        }
        catch (JsonException)
        {
            return VersionIn(body) is { } version and not KnownVersion ? new(queue, "", "", "", version, HashOf(body)) : null;
        }
    }

    private static int? VersionIn(string body)
    {
        try
        {
            using var json = JsonDocument.Parse(body);
            return json.RootElement is { ValueKind: JsonValueKind.Object } root && root.TryGetProperty("v", out var v) && v.TryGetInt32(out var version) ? version : null;
        }
        catch (Exception other) when (other is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    private static string KeyOf(WorkMessage message) =>
        HashOf(JsonSerializer.Serialize(message.Untraced(), message.GetType(), JsonSerializerOptions.Web));

    private static string HashOf(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, KeyBytes));
}
