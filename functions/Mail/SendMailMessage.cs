using System.Text.Json;
using AdoptionAutomation.Storage;

namespace AdoptionAutomation.Mail;

/// <param name="Campaign">The campaign's id.</param>
/// <param name="Purpose">Which mailing.</param>
/// <param name="Audience">Whose people it is for: a wave, or for guests a group.</param>
/// <param name="After">Object ids after this one ...</param>
/// <param name="UpTo">... up to and including this one.</param>
/// <param name="Due">The due row that brings this message back, if one does.</param>
/// <param name="Turn">The turn on a lane that it waits for.</param>
/// <param name="V">Version of the message.</param>
internal sealed record SendMailMessage(
    string Campaign, string Purpose, string Audience, string After, string UpTo, DateTimeOffset? Due = null, LaneTurn? Turn = null, int V = 1)
    : WorkMessage
{
    /// <summary>The due row that names this message; null if it is not from one.</summary>
    public DueWork? ToDue() => Due is { } at
        ? new(at, Campaign, QueueNames.SendMail, $"{Purpose}.{Audience}.{After}.{UpTo}", JsonSerializer.Serialize((SendMailMessage)Untraced(), JsonSerializerOptions.Web))
        : null;
}

/// <summary>A turn that the rate governor gave.</summary>
/// <param name="Lane">The lane's name.</param>
/// <param name="At">When.</param>
internal sealed record LaneTurn(string Lane, DateTimeOffset At);
