using System.Collections.Concurrent;
using AdoptionAutomation.Campaigns;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;

namespace AdoptionAutomation.Waves;

/// <summary>The welcome as it reads in one language for one wave, with a mark where each person's name goes.</summary>
internal sealed class WelcomeMailText(HtmlRenderer renderer)
{
    public const string FirstNameMark = "-firstName-";

    private readonly ConcurrentDictionary<(Campaign Campaign, string Wave, string Language), Task<WelcomeText>> rendered = new();

    public Task<WelcomeText> RenderAsync(Campaign campaign, string wave, string language) =>
        rendered.GetOrAdd((campaign, wave, language), key => MakeAsync(key.Campaign, key.Wave, key.Language));

    private async Task<WelcomeText> MakeAsync(Campaign campaign, string wave, string language)
    {
        var settings = campaign.Settings;
        var groups = (campaign.FindWave(wave)?.Groups ?? []).Select(campaign.FindGroup).OfType<GroupDefinition>().ToList();
        var french = language == "fr";
        var subject = french ? $"Bienvenue sur {settings.Platform}" : $"Welcome to {settings.Platform}";
        var preview = french ? "Votre compte est prêt, vos groupes vous attendent." : "Your account is ready, your groups are waiting.";
        var parameters = ParameterView.FromDictionary(new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            [nameof(WelcomeMail.Language)] = language,
            [nameof(WelcomeMail.Subject)] = subject,
            [nameof(WelcomeMail.Preview)] = preview,
            [nameof(WelcomeMail.FirstName)] = FirstNameMark,
            [nameof(WelcomeMail.Settings)] = settings,
            [nameof(WelcomeMail.Groups)] = groups,
        });
        var html = await renderer.Dispatcher.InvokeAsync(async () => (await renderer.RenderComponentAsync<WelcomeMail>(parameters)).ToHtmlString());
        return new(subject, html, TextOf(settings, groups, language, preview));
    }

    private static string TextOf(CampaignFile settings, IReadOnlyList<GroupDefinition> groups, string language, string preview)
    {
        var french = language == "fr";
        return $"""
            {(french ? "Bonjour" : "Hello")} {FirstNameMark},

            {settings.Platform} : {preview}

            {string.Join(Environment.NewLine, groups.Select(group => $"- {group.Name} : {group.Objective}"))}

            {settings.PlatformUrl}

            {(french ? "Charte d’usage" : "Usage charter")} ({settings.Charter.Version}) : {settings.Charter.Url}

            {settings.Sponsor.Name}
            {settings.CommunityManagers[0].Name} <{settings.CommunityManagers[0].Mail}>
            """;
    }
}

internal sealed record WelcomeText(string Subject, string Html, string Text);
