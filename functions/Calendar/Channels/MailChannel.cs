using AdoptionAutomation.Calendar.Channels.Letters;
using AdoptionAutomation.Calendar.Composing;
using AdoptionAutomation.Calendar.Pictures;
using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Effects;
using AdoptionAutomation.Mail;
using AdoptionAutomation.Storage;
using AdoptionAutomation.Waves.People;

namespace AdoptionAutomation.Calendar.Channels;

/// <summary>
/// Mail to the people of the meant groups, one each: puts a message for each stretch of them on the mail lane's queue, whose ledger keeps a repeated
/// message from sending twice. So a repeat of the whole is harmless too.
/// </summary>
internal sealed class MailChannel(LetterAudience audience, PeopleTable people, WorkQueue queue, LetterTexts texts, PostPictures pictures) : IChannel
{
    public PostChannel Channel => PostChannel.Mail;

    public EffectKind Kind => EffectKind.Idempotent;

    public Lane Lane => Lane.Mail;

    public Task<Published?> PrepareAsync(Posting posting, CancellationToken cancellationToken) => pictures.WhyUnfitAsync(posting, cancellationToken);

    public async Task<Published> PublishAsync(Posting posting, bool lookFirst, CancellationToken cancellationToken)
    {
        var (campaign, occurrence) = (posting.Campaign, posting.Delivery.Occurrence);
        var meant = await audience.MeantAsync(campaign, occurrence.Publication.To, cancellationToken);
        foreach (var wave in campaign.Waves.Where(wave => LetterAudience.MayMean(wave, meant)))
        {
            await using var stretches = people.StretchesAsync(campaign.Id, wave.Id, PeopleTable.FirstKey, [PersonState.Welcomed], cancellationToken);
            while (await stretches.NextAsync(PeopleTable.ChunkSize) is { } stretch)
            {
                var message = new SendMailMessage(campaign.Id, LetterMailing.PurposeOf(occurrence.Key), wave.Id, stretch.After, stretch.UpTo);
                await queue.PutAsync(QueueNames.SendMail, message, cancellationToken);
            }
        }

        return new Published.Done();
    }

    public async Task<string> PreviewAsync(Campaign campaign, ComposedPost post, string language, CancellationToken cancellationToken) =>
        (await texts.RenderAsync(campaign, post, campaign.Waves[0].Id, language)).Html;
}
