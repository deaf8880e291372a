using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using AdoptionAutomation.Calendar.Season;
using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Effects;
using AdoptionAutomation.Mail.Notices;
using NodaTime;

namespace AdoptionAutomation.Calendar.Publishing;

/// <summary>Tells the community managers of a delivery that needs them: what happened, which one, what to do. Once per attempt.</summary>
internal sealed class PostNotices(NoticeBoard board)
{
    private const int LongestKey = 90;
    private const int Digits = 16;

    public Task TellAsync(Campaign campaign, Delivery delivery, EffectState state, string? why, int attempt, CancellationToken cancellationToken) =>
        state is EffectState.Asked or EffectState.Failed or EffectState.Uncertain
            ? board.TellAsync(campaign, Of(campaign, delivery, state, why, attempt), cancellationToken)
            : Task.CompletedTask;

    /// <param name="campaign">The campaign.</param>
    /// <param name="delivery">Which one.</param>
    /// <param name="state">Asked, failed or uncertain.</param>
    /// <param name="why">In words.</param>
    /// <param name="attempt">Which attempt it was.</param>
    public static Notice Of(Campaign campaign, Delivery delivery, EffectState state, string? why, int attempt)
    {
        var fr = campaign.FirstLanguage == "fr";
        var (subject, whatToDo) = state switch
        {
            EffectState.Asked => fr
                ? ("Faut-il encore publier ?", "Décidez : la publier quand même, ou la laisser de côté.")
                : ("Is it still to be published?", "Decide: publish it all the same, or leave it out."),
            EffectState.Failed => fr
                ? ("Publication refusée", "Réparez ce qui est dit ci-dessus, puis publiez-la, ou laissez-la de côté.")
                : ("A post was refused", "Mend what is said above, then publish it, or leave it out."),
            _ => fr
                ? ("Publication incertaine", "Regardez dans le groupe. Si elle n’y est pas, publiez-la ; si elle y est, dites-le en la laissant de côté avec there=true.")
                : ("Nobody knows whether a post went out", "Look into the group. If it is not there, publish it; if it is there, say so by leaving it out with there=true."),
        };
        return new($"post.{state.ToString().ToLowerInvariant()}.{attempt}.{Short(delivery.Key)}", NoticeTo.CommunityManagers, $"{subject} {TitleOf(campaign, delivery)}",
        [
            $"{TitleOf(campaign, delivery)} ({delivery.Key}), {WhenOf(campaign, delivery)}.",
            .. why is { Length: > 0 } ? [fr ? $"Raison : {why}" : $"Reason: {why}"] : Array.Empty<string>(),
            whatToDo,
            $"POST /api/calendar/posts/{delivery.Key}/publish",
            $"POST /api/calendar/posts/{delivery.Key}/skip",
        ]);
    }

    private static string TitleOf(Campaign campaign, Delivery delivery) =>
        delivery.Occurrence.Post?.Title.In(campaign.FirstLanguage) ?? delivery.Occurrence.Publication.Id;

    private static string WhenOf(Campaign campaign, Delivery delivery) => Instant.FromDateTimeOffset(delivery.At)
        .InZone(DateTimeZoneProviders.Tzdb[campaign.Settings.TimeZone]).LocalDateTime.ToString("dd/MM/uuuu HH:mm", CultureInfo.InvariantCulture);

    /// <summary>A notice's id has 120 characters at most.</summary>
    private static string Short(string key) =>
        key.Length <= LongestKey ? key : key[..(LongestKey - Digits - 1)] + "." + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)))[..Digits];
}
