using AdoptionAutomation.Digests.Editions;
using AdoptionAutomation.Digests.Writing;
using AdoptionAutomation.Mail;

namespace AdoptionAutomation.Digests.Mails;

/// <summary>A digest as a mail, in one language.</summary>
internal sealed class DigestTexts(Pages pages)
{
    public async Task<DigestLetter> WriteAsync(DigestFacts facts, DigestAudience audience, string language)
    {
        var content = DigestContent.Of(facts, audience, language);
        var html = await pages.RenderAsync<DigestMail>((nameof(DigestMail.Content), content));
        return new(content.Subject, html, DigestLines.Of(content));
    }
}

internal sealed record DigestLetter(string Subject, string Html, string Text);
