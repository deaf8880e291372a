using System.Text.Json.Serialization;

namespace SendGrid.Helpers.Mail;

/// <summary>A file, its content in base64. Inline ones are shown by <c>cid:</c> and <see cref="ContentId"/>.</summary>
public class Attachment
{
    [JsonPropertyName("content")]
    public string? Content { get; set; }

    [JsonPropertyName("type")]
    public string? Type { get; set; }

    [JsonPropertyName("filename")]
    public string? Filename { get; set; }

    [JsonPropertyName("disposition")]
    public string? Disposition { get; set; }

    [JsonPropertyName("content_id")]
    public string? ContentId { get; set; }
}

/// <summary>The unsubscribe group, and those that the unsubscribe page offers.</summary>
public class ASM
{
    [JsonPropertyName("group_id")]
    public int GroupId { get; set; }

    [JsonPropertyName("groups_to_display")]
    public List<int>? GroupsToDisplay { get; set; }
}
