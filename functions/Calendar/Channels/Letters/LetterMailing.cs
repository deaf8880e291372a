using AdoptionAutomation.Calendar.Composing;
using AdoptionAutomation.Calendar.Season;
using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Effects;
using AdoptionAutomation.Mail;
using AdoptionAutomation.Waves.Life;
using AdoptionAutomation.Waves.Mails;
using AdoptionAutomation.Waves.People;
using NodaTime;

namespace AdoptionAutomation.Calendar.Channels.Letters;

/// <summary>
/// One post by mail to one stretch of people, each in the hours in which they may be mailed. What is published is looked up again: a post that was
/// cancelled or edited meanwhile goes to nobody, or as it is now. Registered for the whole family of purposes, <c>post-OCCURRENCE</c>.
/// </summary>
internal sealed class LetterMailing(
    CampaignStore campaigns, LetterPeople people, LetterTexts texts, IEnumerable<IComposer> composers, MailRounds rounds, TimeProvider time) : IMailing
{
    public const string Family = "post";

    /// <summary>After so long nobody waits any more for what an event might tell.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromDays(2);

    public static string PurposeOf(string occurrence) => $"{Family}-{occurrence}";

    public async Task<MailPause?> SendAsync(SendMailMessage message, CancellationToken cancellationToken)
    {
        var campaign = await campaigns.GetAsync(message.Campaign, cancellationToken);
        if (campaign.FindWave(message.Audience) is not { } wave || OccurrenceOf(campaign, message.Purpose) is not { IsWanted: true } occurrence)
        {
            return null;
        }

        return await people.FlyAsync(message, async () =>
        {
            var composer = composers.First(composer => composer.Kind == occurrence.Kind);
            return await composer.ComposeAsync(campaign, occurrence, cancellationToken) switch
            {
                Composition.Ready ready => await VisitAsync(message, campaign, wave, occurrence, ready.Post, cancellationToken),
                Composition.NotYet later => time.GetUtcNow() + later.Wait,
                _ => null,
            };
        }, cancellationToken);
    }

    public Task SettleAsync(string campaign, IReadOnlyDictionary<string, Outcome> outcomes, CancellationToken cancellationToken) =>
        people.RefuseAsync(campaign, outcomes, cancellationToken);

    private static Occurrence? OccurrenceOf(Campaign campaign, string purpose) =>
        new SeasonPlan(campaign.Settings, campaign.Calendar).Find(purpose[(Family.Length + 1)..]);

    /// <returns>When to come back; null: everybody has it.</returns>
    private async Task<DateTimeOffset?> VisitAsync(
        SendMailMessage message, Campaign campaign, WaveDefinition wave, Occurrence occurrence, ComposedPost post, CancellationToken cancellationToken)
    {
        var (now, hours) = (time.GetUtcNow(), new OpenHours(campaign.Settings));
        var meant = await people.MeantAsync(message, campaign, wave, occurrence.Publication.To, cancellationToken);
        var awake = meant.Where(person => hours.IsOpen(now, person.Zone)).ToList();
        var next = meant.Except(awake).Select(person => (DateTimeOffset?)hours.NextOpen(now, person.Zone)).Min();
        var present = await people.PresentAsync(campaign, wave, awake, cancellationToken);
        if (present.Wait is { } busy)
        {
            return FollowUps.Earliest(next, now + busy);
        }

        foreach (var some in present.People.Chunk(PeopleTable.ChunkSize))
        {
            var round = await rounds.SendAsync(
                campaign.Id,
                message.Purpose,
                [.. some.Select(person => person.Id)],
                anyUncertain: true,
                ours => texts.ComposeAsync(campaign, post, message.Purpose, some.Where(person => ours.Contains(person.Id))),
                cancellationToken);
            await people.RefuseAsync(campaign, some, round, cancellationToken);
            next = FollowUps.Earliest(next, round.Wait is { } wait ? time.GetUtcNow() + wait : null);
            next = FollowUps.Earliest(next, round.LookAgainAt < DueOf(campaign, occurrence) + Patience ? round.LookAgainAt : null);
        }

        return next;
    }

    private static DateTimeOffset DueOf(Campaign campaign, Occurrence occurrence) =>
        occurrence.At.InZoneLeniently(DateTimeZoneProviders.Tzdb[campaign.Settings.TimeZone]).ToDateTimeOffset();
}
