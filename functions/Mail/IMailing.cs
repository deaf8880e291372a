using AdoptionAutomation.Effects;

namespace AdoptionAutomation.Mail;

/// <summary>What one purpose of mail does: the stage that sends it registers it under the purpose's name.</summary>
internal interface IMailing
{
    /// <summary>Sends what the message stands for and records it.</summary>
    /// <returns>How long to wait before going on; null if nothing is left.</returns>
    Task<TimeSpan?> SendAsync(SendMailMessage message, CancellationToken cancellationToken);

    /// <summary>Events told what came of some mails: brings the stage's own rows in line. Saying it twice is the same.</summary>
    /// <param name="campaign">The campaign's id.</param>
    /// <param name="outcomes">By object id.</param>
    /// <param name="cancellationToken">Cancels the storage requests.</param>
    Task SettleAsync(string campaign, IReadOnlyDictionary<string, Outcome> outcomes, CancellationToken cancellationToken);
}
