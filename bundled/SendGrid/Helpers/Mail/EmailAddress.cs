using System.Text.Json;
using System.Text.Json.Serialization;

namespace SendGrid.Helpers.Mail;

/// <summary>Equal by address, whatever the case and the name.</summary>
public class EmailAddress : IEquatable<EmailAddress>
{
    public EmailAddress()
    {
    }

    public EmailAddress(string? email, string? name = null)
    {
        Email = email;
        Name = name;
    }

    [JsonPropertyName("name")]
    public string? Name { get; set; }

    [JsonPropertyName("email")]
    public string? Email { get; set; }

    public static bool operator ==(EmailAddress? left, EmailAddress? right) => left is null ? right is null : left.Equals(right);

    public static bool operator !=(EmailAddress? left, EmailAddress? right) => !(left == right);

    public bool Equals(EmailAddress? other) => other is not null && string.Equals(Email, other.Email, StringComparison.OrdinalIgnoreCase);

    public override bool Equals(object? obj) => Equals(obj as EmailAddress);

    public override int GetHashCode() => StringComparer.OrdinalIgnoreCase.GetHashCode(Email ?? "");
}

/// <summary>The service refuses an address that stands twice in a list.</summary>
internal sealed class DistinctAddresses : JsonConverter<List<EmailAddress>>
{
    public override List<EmailAddress>? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        JsonSerializer.Deserialize<List<EmailAddress>>(ref reader, options);

    public override void Write(Utf8JsonWriter writer, List<EmailAddress> value, JsonSerializerOptions options) =>
        JsonSerializer.Serialize(writer, value.Distinct(), options);
}
