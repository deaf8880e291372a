using System.Runtime.CompilerServices;
using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Mail;

namespace AdoptionAutomation.Waves.Mails;

/// <summary>The welcome as it reads in one language for one wave, with a mark where each person's name goes. Rendered once per version of the campaign.</summary>
internal sealed class WelcomeMailText(Pages pages)
{
    /// <summary>In HTML; filled with an encoded name.</summary>
    public const string FirstNameMark = "-firstName-";

    /// <summary>In plain text; filled with the name as it is.</summary>
    public const string PlainFirstNameMark = "-plainFirstName-";

    private readonly ConditionalWeakTable<Campaign, Dictionary<(string Wave, string Language), Task<WelcomeText>>> rendered = [];

    public Task<WelcomeText> RenderAsync(Campaign campaign, string wave, string language)
    {
        var ofCampaign = rendered.GetOrAdd(campaign, _ => []);
        lock (ofCampaign)
        {
            return ofCampaign.TryGetValue((wave, language), out var known)
                ? known
                : ofCampaign[(wave, language)] = MakeAsync(WelcomeContent.For(campaign, wave, language, FirstNameMark));
        }
    }

    private async Task<WelcomeText> MakeAsync(WelcomeContent content) =>
        new(content.Subject, await pages.RenderAsync<WelcomeMail>((nameof(WelcomeMail.Content), content)), content.TextFor(PlainFirstNameMark));
}

internal sealed record WelcomeText(string Subject, string Html, string Text);
