using System.Globalization;
using AdoptionAutomation.Calendar.Season;
using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Effects;

namespace AdoptionAutomation.Calendar.Board;

/// <summary>An occurrence and what the ledger knows of it, as it is shown (pure).</summary>
/// <param name="campaign">The campaign.</param>
/// <param name="groups">Every group that it may mean.</param>
/// <param name="rows">The ledger's, by the key of the delivery.</param>
/// <param name="language">fr or en.</param>
/// <param name="now">The present.</param>
internal sealed class BoardWriter(
    Campaign campaign, IReadOnlyList<DeclaredGroup> groups, IReadOnlyDictionary<string, EffectRow> rows, string language, DateTimeOffset now)
{
    private readonly DeliveryPlan plan = new(campaign.Settings, campaign.Calendar, groups);

    public BoardPost Of(Occurrence occurrence)
    {
        var publication = occurrence.Publication;
        var deliveries = plan.Of(occurrence).Select(delivery => Of(delivery, occurrence.IsWanted)).ToList();
        return new(
            occurrence.Key,
            publication.Id,
            AboutOf(publication),
            TitleOf(occurrence),
            occurrence.Kind.ToString().ToLowerInvariant(),
            occurrence.At.Date.ToDateOnly(),
            occurrence.At.TimeOfDay.ToString("HH:mm", CultureInfo.InvariantCulture),
            publication.Clock == PostClock.Group,
            StandingOf(occurrence, deliveries).Word(),
            (publication.Author ?? campaign.Settings.CommunityManagers[0]).Name,
            [.. publication.Channels.Distinct().Select(Delivery.WordOf)],
            plan.Meant(publication.To).ToDictionary(group => group.Id, group => group.Name, StringComparer.Ordinal),
            [.. deliveries.Select(delivery => delivery.Shown)]);
    }

    /// <summary>What has happened is shown even of what is not wanted any more.</summary>
    private static PostStanding StandingOf(Occurrence occurrence, List<(PostStanding Standing, BoardDelivery Shown)> deliveries) =>
        deliveries.Exists(delivery => delivery.Shown.Since is not null) || occurrence.IsWanted ? PostStandings.Of(deliveries.Select(delivery => delivery.Standing))
        : occurrence is { Kind: OccurrenceKind.Post, Post: null } ? PostStanding.Empty
        : PostStanding.Draft;

    private (PostStanding Standing, BoardDelivery Shown) Of(Delivery delivery, bool isWanted)
    {
        var row = rows.GetValueOrDefault(delivery.Key);
        var known = row is { State: not (EffectState.Claimed or EffectState.Released) };
        var standing = isWanted || known ? PostStandings.Of(row?.State, delivery.At, now) : PostStanding.Draft;
        var link = standing == PostStanding.Published && Uri.TryCreate(row!.Reason, UriKind.Absolute, out var where) && where.Scheme == Uri.UriSchemeHttps ? row.Reason : null;
        return (standing, new(
            Delivery.WordOf(delivery.Channel),
            delivery.Group,
            delivery.At,
            standing.Word(),
            known ? row!.Since : null,
            link,
            link is null ? row?.Reason : null));
    }

    private string AboutOf(Publication publication) => publication switch
    {
        Rhythm rhythm => rhythm.Theme.In(language),
        Contest => Say("Concours", "Contest"),
        Feed => Say("Veille", "Feed"),
        _ => Say("Publication unique", "Single post"),
    };

    private string TitleOf(Occurrence occurrence) => (occurrence.Publication, occurrence.Kind) switch
    {
        (_, OccurrenceKind.Post) when occurrence.Post is { } post => post.Title.In(language),
        (Contest contest, OccurrenceKind.Question) => contest.Question.Title.In(language),
        (Contest contest, _) => $"{Say("Résultat", "Result")} · {contest.Question.Title.In(language)}",
        (Feed feed, _) => feed.Title.In(language),
        (Rhythm rhythm, _) => rhythm.Theme.In(language),
        _ => occurrence.Key,
    };

    private string Say(string fr, string en) => Mail.FrenchText.Say(language, fr, en);
}
