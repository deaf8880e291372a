namespace AdoptionAutomation.Waves.Mails;

/// <summary>What an ambassador or a manager needs to help others, in one language. (Public because Razor's parameters are.)</summary>
/// <param name="Facts">What all mails say.</param>
/// <param name="IsManager">Else an ambassador.</param>
public sealed record KitContent(MailFacts Facts, bool IsManager)
{
    public string Subject => IsManager
        ? Facts.Say($"{Facts.Platform} : votre trousse de manager", $"{Facts.Platform}: your manager’s kit")
        : Facts.Say($"{Facts.Platform} : votre trousse d’ambassadeur", $"{Facts.Platform}: your ambassador’s kit");

    public string Preview => Facts.Say("Quoi faire la première semaine, et quoi répondre aux questions.", "What to do in the first week, and what to answer to questions.");

    public string Lead => IsManager
        ? Facts.Say(
            $"Votre équipe arrive sur {Facts.Platform}. Ce qu’elle regardera d’abord, c’est ce que vous y faites : un message de vous vaut mieux que dix consignes.",
            $"Your team is coming to {Facts.Platform}. What they will look at first is what you do there: one post of yours is worth ten instructions.")
        : Facts.Say(
            $"Merci d’être parmi les premiers sur {Facts.Platform}. Votre rôle est simple : montrer, rassurer, nous dire ce qui coince. Un quart d’heure par semaine suffit, et personne n’attend de vous que vous animiez un groupe.",
            $"Thank you for being among the first on {Facts.Platform}. Your part is simple: show, reassure, tell us what does not work. A quarter of an hour a week is enough, and nobody expects you to run a group.");

    public string StepsWords => Facts.Say("Votre première semaine", "Your first week");

    public IReadOnlyList<string> Steps => IsManager ? ManagerSteps() : AmbassadorSteps();

    public string AnswersWords => Facts.Say("Ce qu’on vous dira, et ce que vous pouvez répondre", "What people will say, and what you can answer");

    /// <summary>Worries and answers.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Answers =>
    [
        KeyValuePair.Create(
            Facts.Say("« Je n’ai pas le temps. »", "“I have no time.”"),
            Facts.Say("Commencez par lire, deux minutes, avec le café. Une réponse trouvée là est un courriel de moins.", "Start by reading, two minutes, with your coffee. An answer found there is one mail less.")),
        KeyValuePair.Create(
            Facts.Say("« Encore un outil… »", "“Yet another tool…”"),
            Facts.Say("Il remplace les longues listes de diffusion ; le reste ne change pas. Choisissez un seul usage pour débuter.", "It replaces long distribution lists; the rest stays as it is. Choose one use to begin with.")),
        KeyValuePair.Create(
            Facts.Say("« C’était mieux avant. »", "“It was better before.”"),
            Facts.Say("Demandez ce qui marchait bien, et essayez-le ensemble dans un groupe. Ce qui manque, dites-le nous.", "Ask what worked well, and try it together in a group. Tell us what is missing.")),
        IsManager
            ? KeyValuePair.Create(
                Facts.Say("« Va-t-on me surveiller ? »", "“Will I be watched?”"),
                Facts.Say("Non, personne ne voit qui lit quoi. Nous savons seulement qui est déjà venu, pour ne pas le relancer.", "No, nobody sees who reads what. We only know who has been there, so as not to remind them."))
            : KeyValuePair.Create(
                Facts.Say("« Je n’ose pas écrire. »", "“I dare not write.”"),
                Facts.Say("Un « merci » ou une question suffisent. Répondez vite aux premiers messages : rien n’encourage davantage.", "A thank-you or a question is enough. Answer first posts quickly: nothing encourages more.")),
    ];

    public string GroupsWords => Facts.Say("Vos groupes", "Your groups");

    public string AskWords => Facts.Say(
        $"Un doute, une idée, quelque chose qui bloque ? Écrivez à {Facts.HelpName}, ou posez la question dans le groupe.",
        $"A doubt, an idea, something in the way? Write to {Facts.HelpName}, or ask in the group.");

    /// <summary>The mail for readers without HTML.</summary>
    /// <param name="firstName">The person, or the mark that stands for them in plain text.</param>
    public string TextFor(string firstName) => string.Join(
        "\n",
        [
            $"{Facts.Say("Bonjour", "Hello")} {firstName},",
            "",
            Lead,
            "",
            StepsWords,
            .. Steps.Select((step, i) => $"{i + 1}. {step}"),
            "",
            AnswersWords,
            .. Answers.Select(answer => $"- {answer.Key} {answer.Value}"),
            "",
            GroupsWords,
            .. Facts.Groups.Select(group => $"- {group.Key} : {group.Value}"),
            "",
            $"{Facts.Platform} : {Facts.PlatformUrl}",
            AskWords,
            .. Facts.PlainFoot(),
        ]);

    private string[] AmbassadorSteps() =>
    [
        Facts.Say("Présentez-vous dans le groupe : votre site, et une question que l’on peut vous poser.", "Introduce yourself in the group: your site, and one thing people can ask you about."),
        Facts.Say("Aidez un collègue à faire son premier pas : ouvrir, lire, dire bonjour.", "Help one colleague with a first step: open, read, say hello."),
        Facts.Say("Racontez un petit succès : une réponse trouvée, un document retrouvé, un trajet évité.", "Tell of a small success: an answer found, a document found again, a trip saved."),
        Facts.Say("Dites-nous ce qui coince : c’est ce que vous entendez qui nous fait progresser.", "Tell us what does not work: what you hear is how we get better."),
    ];

    private string[] ManagerSteps() =>
    [
        Facts.Say("Dites à votre équipe, de vive voix, à quoi cela lui servira : une phrase et un exemple de votre service.", "Tell your team, in person, what it is for: one sentence and one example of your own."),
        Facts.Say("Publiez vous-même un premier message : un merci, une bonne nouvelle, une question.", "Publish a first post yourself: a thank-you, good news, a question."),
        Facts.Say("Répondez là où l’on vous écrit : une information donnée dans un groupe sert à tous.", "Answer where people write: what is said in a group serves everyone."),
        Facts.Say("Laissez du temps : lire et aimer, c’est déjà participer. Saluez chaque premier pas.", "Allow for time: reading and liking is taking part already. Welcome every first step."),
    ];
}
