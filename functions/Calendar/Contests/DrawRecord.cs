using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace AdoptionAutomation.Calendar.Contests;

/// <summary>All it takes to do a draw again. It names nobody: people are their tickets.</summary>
/// <param name="Version">Of this record and of the way to draw.</param>
/// <param name="Campaign">The campaign's id.</param>
/// <param name="Contest">The contest's id.</param>
/// <param name="Commitment">SHA-256 of the seed, as the question's post told it before anybody answered.</param>
/// <param name="Right">Id of the right answer.</param>
/// <param name="Answered">How many answered; null if they were so few that the number would tell of persons.</param>
/// <param name="Seed">32 bytes in hexadecimal.</param>
/// <param name="Tickets">Of the right answers, in order.</param>
/// <param name="ListHash">SHA-256 of the list.</param>
/// <param name="Winner">The ticket that was drawn; null: there was none to draw from.</param>
/// <param name="Algorithm">How it was done, in words.</param>
internal sealed record DrawRecord(
    int Version,
    string Campaign,
    string Contest,
    string Commitment,
    string Right,
    int? Answered,
    string Seed,
    IReadOnlyList<string> Tickets,
    string ListHash,
    string? Winner,
    string Algorithm)
{
    private static readonly JsonSerializerOptions Format = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        AllowDuplicateProperties = false,
    };

    public string ToJson() => JsonSerializer.Serialize(this, Format);

    /// <exception cref="JsonException">It is not the record of a draw.</exception>
    public static DrawRecord Parse(ReadOnlySpan<byte> json) =>
        JsonSerializer.Deserialize<DrawRecord>(json, Format) ?? throw new JsonException("The file holds null instead of the record of a draw.");
}
