using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Mail;
using AdoptionAutomation.Mail.Posts;

namespace AdoptionAutomation.Calendar.Contests.Page;

/// <summary>What a contest's page says (pure).</summary>
internal static class ContestPageWords
{
    /// <summary>The question, and where to sign in.</summary>
    public static ContestPageContent SignIn(ContestVisit visit, string? signInUrl) => Page(visit) with
    {
        Text =
        [
            Until(visit),
            signInUrl is not null
                ? Say(visit, "Pour répondre, identifiez-vous avec votre compte de travail.", "To answer, sign in with your work account.")
                : Say(visit, "On y répond par un lien personnel, reçu par mail.", "It is answered by a personal link that comes by mail."),
        ],
        Choices = TextsOf(visit),
        LinkUrl = signInUrl,
        LinkWords = Say(visit, "S’identifier pour répondre", "Sign in to answer"),
    };

    /// <summary>Who cannot be let in; nothing tells why.</summary>
    public static ContestPageContent NotForYou(ContestVisit visit) => Page(visit) with
    {
        Alert = Say(visit, "Ce concours n’est pas ouvert à votre compte.", "This contest is not open to your account."),
    };

    /// <param name="visit">Of somebody known.</param>
    /// <param name="answer">What they answered so far; null: nothing.</param>
    /// <param name="token">Theirs.</param>
    public static ContestPageContent Ask(ContestVisit visit, ContestAnswer? answer, string token) => Page(visit) with
    {
        Ticket = answer?.Ticket,
        Text = answer is null
            ? [Until(visit)]
            :
            [
                Say(
                    visit,
                    $"Votre réponse est notée. {Until(visit)} Vous pouvez la changer d’ici là. Gardez le ticket : c’est lui qui est tiré au sort.",
                    $"Your answer is kept. {Until(visit)} You can change it until then. Keep the ticket: it is what the draw is about."),
            ],
        Form = new(
            token,
            Say(visit, "Votre réponse", "Your answer"),
            [.. visit.Contest.Choices.Select(choice => new ContestPageChoice(choice.Id, choice.Text.In(visit.Language), choice.Id == answer?.Choice))],
            Say(visit, "Si je gagne, mon nom peut être publié avec le résultat.", "If I win, my name may be published with the result."),
            answer?.MayName is true,
            answer is null ? Say(visit, "Répondre", "Answer") : Say(visit, "Changer ma réponse", "Change my answer")),
    };

    public static ContestPageContent NothingChosen(ContestPageContent page) => page with
    {
        Alert = FrenchText.Say(page.Language, "Choisissez une des réponses.", "Choose one of the answers."),
    };

    /// <param name="visit">Of anybody.</param>
    /// <param name="record">The draw; null: not yet.</param>
    /// <param name="answer">What they answered; null: nothing, or nobody knows any more.</param>
    /// <param name="recordUrl">Where the draw can be checked.</param>
    public static ContestPageContent Closed(ContestVisit visit, DrawRecord? record, ContestAnswer? answer, string recordUrl) => Page(visit) with
    {
        Ticket = answer?.Ticket,
        Choices = TextsOf(visit),
        Text =
        [
            Say(visit, "Ce concours est clos : on ne peut plus répondre.", "This contest is closed: no more answers are taken."),
            .. record is null
                ? [Say(visit, "Le résultat sera publié sous peu.", "The result will be published shortly.")]
                : Result(visit, record),
            .. record is not null && answer is not null ? new[] { Own(visit, record, answer) } : [],
        ],
        LinkUrl = record is null ? null : recordUrl,
        LinkWords = ContestWords.RecordButton(visit.Language),
    };

    private static string[] Result(ContestVisit visit, DrawRecord record)
    {
        var right = ContestWords.RightText(visit.Contest, record, visit.Language);
        return
        [
            Say(visit, $"La bonne réponse était : {right}", $"The right answer was: {right}"),
            record.Winner is { } ticket
                ? Say(visit, $"Le ticket tiré au sort est {ticket}.", $"The draw went to ticket {ticket}.")
                : Say(visit, "Personne n’a trouvé : il n’y a pas eu de tirage.", "Nobody found it: there was no draw."),
        ];
    }

    private static string Own(ContestVisit visit, DrawRecord record, ContestAnswer answer) =>
        answer.Ticket == record.Winner ? Say(visit, "C’est le vôtre : bravo !", "It is yours: congratulations!")
        : record.Tickets.Contains(answer.Ticket) ? Say(visit, "Le vôtre a participé au tirage.", "Yours took part in the draw.")
        : Say(visit, "Le vôtre n’a pas participé au tirage.", "Yours did not take part in the draw.");

    private static ContestPageContent Page(ContestVisit visit)
    {
        var (settings, question) = (visit.Campaign.Settings, visit.Contest.Question);
        return new(visit.Language, settings.Platform, question.Title.In(visit.Language))
        {
            QuestionHtml = PostHtml.Of(question.Text.In(visit.Language)),
            HelpName = settings.CommunityManagers[0].Name,
            HelpMail = settings.CommunityManagers[0].Mail,
        };
    }

    private static List<string> TextsOf(ContestVisit visit) => [.. visit.Contest.Choices.Select(choice => choice.Text.In(visit.Language))];

    private static string Until(ContestVisit visit)
    {
        var closes = ContestTimes.Words(visit.Campaign, visit.Contest, visit.Language);
        return Say(visit, $"On peut répondre jusqu’au {closes}.", $"Answers are taken until {closes}.");
    }

    private static string Say(ContestVisit visit, string fr, string en) => FrenchText.Say(visit.Language, fr, en);
}
