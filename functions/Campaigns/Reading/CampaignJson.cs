using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using NodaTime;

namespace AdoptionAutomation.Campaigns.Reading;

/// <summary>How campaign files map to records: camelCase names, enums as words, dates and times as ISO text.</summary>
internal static class CampaignJson
{
    public static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        RespectNullableAnnotations = true,
        Converters =
        {
            IsoText.Date,
            IsoText.Time,
            IsoText.DateAndTime,
            new JsonStringEnumConverter<IsoDayOfWeek>(JsonNamingPolicy.CamelCase, allowIntegerValues: false),
            new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false),
        },
        TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { LeaveOutComputed } },
    };

    /// <summary>The words of an enum as files write them. NodaTime's days have a zero, None, that is no day.</summary>
    public static IReadOnlyList<string> WordsOf(Type enumType) =>
    [
        .. Enum.GetValues(enumType).Cast<object>()
            .Where(value => value is not IsoDayOfWeek.None)
            .Select(value => JsonSerializer.SerializeToElement(value, enumType, Options).GetString()!),
    ];

    private static void LeaveOutComputed(JsonTypeInfo type)
    {
        if (type.Kind == JsonTypeInfoKind.Object)
        {
            foreach (var computed in type.Properties.Where(property => property.Set is null).ToList())
            {
                type.Properties.Remove(computed);
            }
        }
    }
}
