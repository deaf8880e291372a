using AdoptionAutomation.Calendar.Composing;
using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Mail;

namespace AdoptionAutomation.Calendar.Contests;

/// <summary>What the posts of contests say (pure), in Markdown.</summary>
internal static class ContestWords
{
    private const int ShownOfCommitment = 16;

    public static string AnswerButton(string language) => FrenchText.Say(language, "Répondre à la question", "Answer the question");

    public static string RecordButton(string language) => FrenchText.Say(language, "Vérifier le tirage", "Check the draw");

    /// <param name="campaign">The campaign.</param>
    /// <param name="contest">The contest.</param>
    /// <param name="text">The question as the calendar has it.</param>
    /// <param name="commitment">SHA-256 of the seed.</param>
    public static string Question(Campaign campaign, Contest contest, ComposedText text, string commitment)
    {
        var language = text.Language;
        var closes = ContestTimes.Words(campaign, contest, language);
        return string.Join("\n\n", [
            text.Markdown.Trim(),
            string.Join('\n', contest.Choices.Select(choice => $"- {PlainMarkdown.Of(choice.Text.In(language))}")),
            FrenchText.Say(language, $"**À gagner :** {Plain(contest.Prize, language)}", $"**To be won:** {Plain(contest.Prize, language)}"),
            FrenchText.Say(
                language,
                $"Répondez avant le {closes}. Le tirage au sort se fait parmi les bonnes réponses.",
                $"Answer before {closes}. The draw is among the right answers."),
            FrenchText.Say(
                language,
                $"Tirage vérifiable par chacun : sa graine est déjà choisie, en voici l’empreinte SHA-256, `{commitment}`.",
                $"Anybody can check the draw: its seed is chosen already, and this is its SHA-256: `{commitment}`."),
        ]);
    }

    public static string ResultTitle(ComposedText question) =>
        FrenchText.Say(question.Language, $"Résultat : {question.Title}", $"Result: {question.Title}");

    /// <param name="contest">The contest.</param>
    /// <param name="record">The draw.</param>
    /// <param name="name">The winner's, if they agreed.</param>
    /// <param name="language">fr or en.</param>
    public static string Result(Contest contest, DrawRecord record, string? name, string language) => string.Join(
        "\n\n",
        new[] { RightAnswer(contest, record, language), Figures(record, language), Winner(contest, record, name, language), Proof(record, language) }
            .Where(part => part.Length > 0));

    /// <summary>The text of the right answer, as the calendar has it now.</summary>
    public static string RightText(Contest contest, DrawRecord record, string language) =>
        contest.Choices.FirstOrDefault(choice => choice.Id.ReplaceLineEndings(" ") == record.Right)?.Text.In(language) ?? record.Right;

    private static string RightAnswer(Contest contest, DrawRecord record, string language)
    {
        var right = PlainMarkdown.Of(RightText(contest, record, language));
        return FrenchText.Say(language, $"La bonne réponse était : **{right}**", $"The right answer was: **{right}**");
    }

    private static string Figures(DrawRecord record, string language) => record.Answered is not { } answered ? ""
        : record.Tickets.Count >= Draw.FewestToCount
            ? FrenchText.Say(
                language,
                $"{answered} personnes ont répondu, dont {record.Tickets.Count} juste.",
                $"{answered} people answered, {record.Tickets.Count} of them rightly.")
            : FrenchText.Say(language, $"{answered} personnes ont répondu.", $"{answered} people answered.");

    private static string Winner(Contest contest, DrawRecord record, string? name, string language) => record switch
    {
        { Winner: null } => FrenchText.Say(
            language, "Personne n’a trouvé cette fois : pas de tirage, et le lot attend.", "Nobody found it this time: there is no draw, and the prize waits."),
        { Winner: { } ticket } when name is not null => FrenchText.Say(
            language,
            $"Le tirage au sort désigne **{PlainMarkdown.Of(name)}** (ticket **{ticket}**), qui gagne : {Plain(contest.Prize, language)}. Bravo !",
            $"The draw goes to **{PlainMarkdown.Of(name)}** (ticket **{ticket}**), who wins: {Plain(contest.Prize, language)}. Congratulations!"),
        { Winner: { } ticket } => FrenchText.Say(
            language,
            $"Le tirage au sort désigne le ticket **{ticket}**, qui gagne : {Plain(contest.Prize, language)}. Son porteur reçoit un mail.",
            $"The draw goes to ticket **{ticket}**, which wins: {Plain(contest.Prize, language)}. Its holder gets a mail."),
    };

    private static string Proof(DrawRecord record, string language) => FrenchText.Say(
        language,
        $"Pour refaire le tirage : graine `{record.Seed}`, empreinte de la liste des tickets `{record.ListHash}` ; l’empreinte annoncée avec la question "
        + $"commençait par `{record.Commitment[..ShownOfCommitment]}`.",
        $"To do the draw again: seed `{record.Seed}`, hash of the list of tickets `{record.ListHash}`; the hash announced with the question began with "
        + $"`{record.Commitment[..ShownOfCommitment]}`.");

    private static string Plain(LocalText text, string language) => PlainMarkdown.Of(text.In(language));
}
