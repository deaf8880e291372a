using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;
using NodaTime;
using NodaTime.Text;

namespace AdoptionAutomation.Campaigns.Reading;

/// <summary>A NodaTime value as files write it, and how to speak about it.</summary>
internal interface IIsoText
{
    LocalText Words { get; }

    string Example { get; }

    /// <summary>A regular expression.</summary>
    string Shape { get; }

    /// <summary>2026-02-31 has the shape of a date, and yet does not exist.</summary>
    bool HasShape(string text);

    bool Exists(string text);
}

internal static class IsoText
{
    public static readonly IsoText<LocalDate> Date = new(LocalDatePattern.Iso, "2026-09-07", @"^[0-9]{4}-[0-9]{2}-[0-9]{2}$")
    {
        Words = new() { Fr = "une date", En = "a date" },
    };

    public static readonly IsoText<LocalTime> Time = new(LocalTimePattern.CreateWithInvariantCulture("HH:mm"), "18:30", @"^[0-9]{2}:[0-9]{2}$")
    {
        Words = new() { Fr = "une heure", En = "a time" },
    };

    public static readonly IsoText<LocalDateTime> DateAndTime =
        new(LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd'T'HH:mm"), "2026-09-07T09:00", @"^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}$")
        {
            Words = new() { Fr = "une date avec l'heure", En = "a date with its time" },
        };

    public static IIsoText? Of(Type type) =>
        type == typeof(LocalDate) ? Date
        : type == typeof(LocalTime) ? Time
        : type == typeof(LocalDateTime) ? DateAndTime
        : null;
}

internal sealed class IsoText<T>(IPattern<T> pattern, string example, string shape) : JsonConverter<T>, IIsoText
{
    public required LocalText Words { get; init; }

    public string Example => example;

    public string Shape => shape;

    public bool HasShape(string text) => Regex.IsMatch(text, shape);

    public bool Exists(string text) => pattern.Parse(text).Success;

    public T Parse(string text) => pattern.Parse(text).Value;

    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        pattern.Parse(reader.GetString() ?? "") is { Success: true } parsed
            ? parsed.Value
            : throw new JsonException($"Not {Words.En}; write for example {example}.");

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) =>
        writer.WriteStringValue(pattern.Format(value));
}
