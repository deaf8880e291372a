using System.Runtime.CompilerServices;
using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Mail;
using AdoptionAutomation.Waves.PersonPages;

namespace AdoptionAutomation.Waves.Mails;

/// <summary>The mails of waves as they read, with marks for what differs from person to person. Rendered once per version of the campaign.</summary>
internal sealed class WaveMailTexts(Pages pages, PersonLinks links)
{
    private readonly ConditionalWeakTable<Campaign, Dictionary<WaveMail, Task<WaveMailText>>> rendered = [];

    /// <param name="campaign">The campaign.</param>
    /// <param name="mail">Which one.</param>
    /// <exception cref="ArgumentException">No mail has that purpose.</exception>
    public Task<WaveMailText> RenderAsync(Campaign campaign, WaveMail mail)
    {
        var ofCampaign = rendered.GetOrAdd(campaign, _ => []);
        lock (ofCampaign)
        {
            return ofCampaign.TryGetValue(mail, out var known) ? known : ofCampaign[mail] = MakeAsync(campaign, mail);
        }
    }

    /// <summary>The links that a mail has marks for.</summary>
    public IReadOnlyList<LinkPurpose> LinksIn(Campaign campaign, WaveMail mail) => !links.IsOn ? []
        : MailPurposes.ReminderOf(mail.Purpose) is not null ? [LinkPurpose.Here, LinkPurpose.Stop]
        : mail.Purpose != MailPurposes.Welcome ? []
        : mail.IsNewcomer && campaign.Rollout.Newcomers?.AnnounceIn is not null ? [LinkPurpose.Charter, LinkPurpose.Announce]
        : [LinkPurpose.Charter];

    private async Task<WaveMailText> MakeAsync(Campaign campaign, WaveMail mail)
    {
        var has = LinksIn(campaign, mail);
        var facts = MailFacts.For(campaign, mail.Wave, mail.Language, MailMarks.FirstName, new()
        {
            Charter = has.Contains(LinkPurpose.Charter) ? MailMarks.Charter : null,
            Here = has.Contains(LinkPurpose.Here) ? MailMarks.Here : null,
            Stop = has.Contains(LinkPurpose.Stop) ? MailMarks.Stop : null,
            Announce = has.Contains(LinkPurpose.Announce) ? MailMarks.Announce : null,
        });
        if (mail.Purpose == MailPurposes.Welcome)
        {
            var welcome = new WelcomeContent(facts, mail.IsNewcomer);
            return new(welcome.Subject, await pages.RenderAsync<WelcomeMail>((nameof(WelcomeMail.Content), welcome)), welcome.TextFor(MailMarks.PlainFirstName));
        }

        if (MailPurposes.KitOf(mail.Purpose) is { } kind)
        {
            var kit = new KitContent(facts, kind == KitKind.Manager);
            return new(kit.Subject, await pages.RenderAsync<KitMail>((nameof(KitMail.Content), kit)), kit.TextFor(MailMarks.PlainFirstName));
        }

        var index = MailPurposes.ReminderOf(mail.Purpose) ?? throw new ArgumentException($"No mail of a wave is a '{mail.Purpose}'.", nameof(mail));
        var reminder = new ReminderContent(facts, index, index >= campaign.GetWave(mail.Wave).Reminders.Count - 1);
        return new(reminder.Subject, await pages.RenderAsync<ReminderMail>((nameof(ReminderMail.Content), reminder)), reminder.TextFor(MailMarks.PlainFirstName));
    }
}

/// <param name="Wave">The wave's id.</param>
/// <param name="Purpose">One of <see cref="MailPurposes"/>.</param>
/// <param name="Language">One of the campaign's.</param>
/// <param name="IsNewcomer">Whether it is for who has just come.</param>
internal sealed record WaveMail(string Wave, string Purpose, string Language, bool IsNewcomer = false);

internal sealed record WaveMailText(string Subject, string Html, string Text);
