using AdoptionAutomation.Effects;

namespace AdoptionAutomation.Mail;

/// <summary>What one purpose of mail does: the stage that sends it registers it under the purpose's name (see <see cref="Mailings"/>).</summary>
internal interface IMailing
{
    /// <summary>Sends what the message stands for and records it.</summary>
    /// <returns>When to go on; null if nothing is left.</returns>
    Task<MailPause?> SendAsync(SendMailMessage message, CancellationToken cancellationToken);

    /// <summary>Events told what came of some mails: brings the stage's own rows in line. Saying it twice is the same.</summary>
    /// <param name="campaign">The campaign's id.</param>
    /// <param name="outcomes">By object id.</param>
    /// <param name="cancellationToken">Cancels the storage requests.</param>
    Task SettleAsync(string campaign, IReadOnlyDictionary<string, Outcome> outcomes, CancellationToken cancellationToken);
}

/// <param name="Wait">How long to leave the mails alone.</param>
/// <param name="Turn">The turn that is reserved on a lane, if that is what they wait for.</param>
internal sealed record MailPause(TimeSpan Wait, LaneTurn? Turn = null)
{
    /// <summary>Null: the message waits on the queue, where a pause of its wave makes an end of it. Else a due row of this time brings it back.</summary>
    public DateTimeOffset? Due { get; init; }

    /// <summary>Until a time, to the second, as due rows are; a due row of it brings the message back.</summary>
    public static MailPause Until(DateTimeOffset at, DateTimeOffset now)
    {
        var second = new DateTimeOffset(at.UtcTicks - (at.UtcTicks % TimeSpan.TicksPerSecond), TimeSpan.Zero);
        return new((second - now).AtLeast(TimeSpan.Zero)) { Due = second };
    }
}
