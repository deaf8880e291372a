using System.Text.Json;
using AdoptionAutomation.Storage;

namespace AdoptionAutomation.Mail;

/// <param name="Campaign">The campaign's id.</param>
/// <param name="Purpose">Which mailing.</param>
/// <param name="Wave">The wave whose people it is for.</param>
/// <param name="After">Object ids after this one ...</param>
/// <param name="UpTo">... up to and including this one.</param>
/// <param name="Due">The due row that brings this message back, if one does.</param>
/// <param name="V">Version of the message.</param>
internal sealed record SendMailMessage(
    string Campaign, string Purpose, string Wave, string After, string UpTo, DateTimeOffset? Due = null, int V = 1)
{
    /// <summary>The due row that names this message; null if it is not from one.</summary>
    public DueWork? ToDue() => Due is { } at
        ? new(at, Campaign, QueueNames.SendMail, $"{Purpose}.{Wave}.{UpTo}", JsonSerializer.Serialize(this, JsonSerializerOptions.Web))
        : null;
}
