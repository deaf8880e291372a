using AdoptionAutomation.Mail;

namespace AdoptionAutomation.Surveys.Answering.Page;

/// <summary>The survey pages that ask nothing, in words (pure). Where nobody is known they say it in both languages.</summary>
internal static class NoteWords
{
    /// <summary>One page for every link that takes no answer, so that it tells nothing; and good to read for whoever pressed twice.</summary>
    public static readonly SurveyNoteContent Nowhere = new(
        "fr",
        "Ce lien ne prend plus de réponse",
        "Si vous avez déjà répondu, tout va bien\u00a0: votre réponse est gardée, et une fois suffit.",
        "Sinon, l’enquête est terminée, ou le lien est incomplet. Ouvrez-le depuis le message d’origine, ou répondez à ce message et quelqu’un vous aidera.")
    {
        Also = new(
            "en",
            "This link takes no more answers",
            "If you have answered, all is well: your answer is kept, and once is enough.",
            "If not, the survey has ended, or the link is not complete. Open it from the mail that it came with, or answer that mail and somebody will help."),
    };

    public static SurveyNoteContent Thanks(SurveyVisit visit, string language, bool hasNamed) => new(
        language,
        FrenchText.Say(language, "Merci, c’est noté !", "Thank you, it is kept!"),
        hasNamed
            ? FrenchText.Say(
                language,
                "Vos réponses sont enregistrées sans votre nom, sauf celle pour laquelle la page l’annonçait.",
                "Your answers are kept without your name, but for the one of which the page said so.")
            : FrenchText.Say(language, "Vos réponses sont enregistrées, sans votre nom.", "Your answers are kept, without your name."),
        FrenchText.Say(language, "Vous pouvez fermer cette page.", "You may close this page."))
    {
        Platform = visit.Round.Platform,
        LinkUrl = visit.Campaign.Settings.PlatformUrl,
        LinkWords = FrenchText.Say(language, $"Ouvrir {visit.Round.Platform}", $"Open {visit.Round.Platform}"),
    };

    /// <param name="form">What was typed, for the button to send again; null: a page was asked for.</param>
    public static SurveyNoteContent NotNow(SurveyForm? form) => Again(form, new(
        "fr",
        "Un instant…",
        form is null
            ? "La page ne répond pas pour le moment. Rechargez-la dans quelques minutes."
            : "Vos réponses n’ont pas pu être enregistrées, mais elles ne sont pas perdues\u00a0: gardez cette page ouverte, et renvoyez-les dans quelques minutes.")
    {
        Also = new(
            "en",
            "Just a moment…",
            form is null
                ? "The page does not work right now. Load it again in a few minutes."
                : "Your answers could not be kept, but they are not lost: leave this page open, and send them again in a few minutes."),
    });

    /// <inheritdoc cref="NotNow"/>
    public static SurveyNoteContent Busy(SurveyForm? form) => Again(form, new(
        "fr", "Un instant, s’il vous plaît", form is null ? "Trop de demandes à la fois. Rechargez la page dans une minute." : "Trop de demandes à la fois. Renvoyez vos réponses dans une minute\u00a0: elles ne sont pas perdues.")
    {
        Also = new(
            "en", "One moment, please", form is null ? "Too many requests at once. Load the page again in a minute." : "Too many requests at once. Send your answers again in a minute: they are not lost."),
    });

    /// <summary>What was sent is not what the page sends.</summary>
    public static readonly SurveyNoteContent Refused = new(
        "fr", "Cet envoi n’a pas pu être lu", "Il est trop long, ou ne vient pas de notre page. Rouvrez le lien du message, et raccourcissez vos textes.")
    {
        Also = new("en", "This could not be read", "It is too long, or does not come from our page. Open the link in the mail again, and shorten your texts."),
    };

    private static SurveyNoteContent Again(SurveyForm? form, SurveyNoteContent note) => form is null ? note : note with
    {
        Again = [.. form.Fields()],
        AgainWords = "Renvoyer · Send again",
    };
}
