using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Kpis.Book;
using AdoptionAutomation.Kpis.Snapshots;

namespace AdoptionAutomation.Kpis.Playbook;

/// <summary>What plays say, and the posts that they draft (pure). The practices are those of the field: producers before groups, the manager's example, a contest against a dip.</summary>
internal sealed class PlayTexts(KpiPicture picture)
{
    private readonly PlayDraft draft = new(picture.Campaign, picture.Now.Day);
    private readonly string platform = picture.Campaign.Settings.Platform;

    public Play Dip(double peak, double now, bool isBelow) => new(
        FindingKind.Dip,
        Scope.Organisation,
        new(
            $"L’activité est passée de {peak:0} à {now:0} personnes par semaine{(isBelow ? ", plus bas que le creux habituel" : " : le creux qui suit l’enthousiasme")}.",
            $"Activity went from {peak:0} to {now:0} people a week{(isBelow ? ", lower than the usual dip" : ": the dip that follows enthusiasm")}."),
        new(
            "Lancer un concours cette semaine, et demander à chaque responsable de publier une fois lui-même.",
            "Start a contest this week, and ask every manager to post once themselves."),
        new(
            "Après un pic vers le troisième mois, l’activité baisse puis remonte : un rendez-vous ludique et l’exemple des responsables raccourcissent le creux.",
            "After a peak around month three activity falls and rises again: something to play and the managers' example shorten the dip."))
    {
        Entry = draft.Of(
            "creux",
            GroupKind.General,
            ("Le défi de la semaine", "The challenge of the week"),
            (
                $"**Cette semaine, un défi :** montrez en une photo ou en trois lignes ce que {platform} vous a fait gagner, ou ce que vous aimeriez y trouver.\n\n- Les réponses sont ouvertes jusqu’à vendredi.\n- Les trois plus utiles seront reprises par la direction, avec une réponse.\n\n*Qui commence ?*",
                $"**A challenge for this week:** show in a picture or in three lines what {platform} saved you, or what you would like to find there.\n\n- Answers are open until Friday.\n- The management takes up the three most useful ones, with an answer.\n\n*Who goes first?*")),
    };

    public Play BelowExpectation(double now, double low) => new(
        FindingKind.BelowExpectation,
        Scope.Organisation,
        new(
            $"{now:0} personnes actives par semaine, alors que le début de la campagne en laissait attendre au moins {low:0}.",
            $"{now:0} people active a week, where the start of the campaign let expect {low:0} at least."),
        new(
            "Réunir le comité : choisir un usage de tous les jours, et le faire passer par la plateforme seule.",
            "Gather the steering committee: choose one everyday use, and let it take place on the platform alone."),
        new("Un bénéfice immédiat et concret fait revenir ; une annonce de plus, non.", "An immediate, concrete benefit brings people back; one more announcement does not."))
    {
        Entry = draft.Of(
            "usage",
            GroupKind.General,
            ("Désormais, c’est ici", "From now on, it is here"),
            (
                "À partir de lundi, **une chose change** : [la note de service, le planning, le menu… choisissez] paraît ici, et n’est plus envoyé par courriel.\n\nUne question ? Posez-la en réponse : elle servira à d’autres.",
                "From Monday on **one thing changes**: [the memo, the roster, the menu… choose] appears here, and is no longer sent by mail.\n\nA question? Ask it in an answer: others will need it too.")),
    };

    public Play Mood(double mood) => new(
        FindingKind.Mood,
        Scope.Organisation,
        new($"L’humeur est à {Number(mood, "fr")} sur 5 dans la dernière enquête.", $"Mood is at {Number(mood, "en")} out of 5 in the last survey."),
        new("Que le sponsor réponde en personne, cette semaine, aux trois questions qui reviennent le plus.", "Let the sponsor answer in person, this week, the three questions that come up most."),
        new("Expliquer pourquoi, et répondre aux doutes : le silence de la direction est l’un des premiers freins.", "Explain why, and answer doubts: a silent management is among the first obstacles."))
    {
        Entry = draft.Of(
            "questions",
            GroupKind.General,
            ("Vos questions, mes réponses", "Your questions, my answers"),
            (
                "Vous l’avez dit dans l’enquête : tout n’est pas simple. **Posez ici vos questions, même gênantes.** Je réponds à toutes d’ici vendredi.",
                "You said so in the survey: not everything is easy. **Ask your questions here, awkward ones too.** I answer all of them by Friday.")),
    };

    public Play Concentration(double share) => new(
        FindingKind.Concentration,
        Scope.Organisation,
        new($"5 % des inscrits écrivent {share:0} % des messages.", $"5 % of the registered write {share:0} % of the posts."),
        new("Nommer deux producteurs par groupe thématique, et leur donner une heure par semaine.", "Name two producers for each themed group, and give them an hour a week."),
        new("Un groupe thématique vit de ses producteurs : ils se nomment avant, non après.", "A themed group lives by its producers: they are named before, not after."))
    {
        Entry = draft.Of(
            "producteurs",
            GroupKind.Ambassadors,
            ("Qui connaissez-vous qui sait ?", "Whom do you know who knows?"),
            (
                "Quelques voix portent presque tout. **Proposez en réponse un collègue de votre site qui sait quelque chose d’utile aux autres** : nous lui demanderons s’il veut en parler une fois par mois.",
                "A few voices carry nearly everything. **Propose a colleague of your site who knows something that helps others**: we shall ask whether they want to tell of it once a month.")),
    };

    public Play SilentSite(ScopeCounts site, double share, double mean)
    {
        var name = site.Name ?? new Said(site.Scope.Id, site.Scope.Id);
        return new(
            FindingKind.SilentSite,
            site.Scope,
            new($"{name.Fr} : {share:0} % d’actifs par semaine, contre {mean:0} % dans l’ensemble.", $"{name.En}: {share:0} % active a week, against {mean:0} % as a whole."),
            new($"Appeler le relais de {name.Fr} et convenir d’une démonstration sur place.", $"Call the ambassador of {name.En} and agree on a demonstration there."),
            new("Un site se réveille par quelqu’un du site : le relais, puis son responsable.", "A site wakes up through somebody of the site: the ambassador, then their manager."))
        {
            Entry = draft.Of(
                "site",
                GroupKind.Ambassadors,
                ($"Cap sur {name.Fr}", $"Eyes on {name.En}"),
                (
                    $"{name.Fr} vient moins que les autres sites. **Relais de {name.Fr} : qu’est-ce qui manque chez vous ?** Du temps, du matériel, une raison d’y aller ? Les autres relais : qu’est-ce qui a marché chez vous ?",
                    $"{name.En} comes less often than the other sites. **Ambassadors of {name.En}: what is missing at your place?** Time, equipment, a reason to go there? The others: what worked at yours?")),
        };
    }

    public Play SilentGroups(int silent, int groups) => new(
        FindingKind.SilentGroups,
        Scope.Organisation,
        new($"{silent} groupes sur {groups} sont restés silencieux pendant 30 jours.", $"{silent} of {groups} groups were silent for 30 days."),
        new("Pour chacun, choisir : un nouveau producteur, une fusion, ou la fermeture.", "For each of them choose: a new producer, a merger, or closing."),
        new("Un groupe vide décourage qui y entre.", "An empty group discourages whoever enters it."))
    {
        Entry = draft.Of(
            "silence",
            GroupKind.Ambassadors,
            ("Quels groupes garder ?", "Which groups to keep?"),
            (
                "Quelques groupes ne vivent plus. **Lequel reprendriez-vous, lequel faut-il réunir à un autre, lequel fermer ?** Répondez d’un nom et d’un mot ; nous décidons vendredi.",
                "Some groups have fallen silent. **Which would you take over, which should join another, which should close?** Answer with a name and a word; we decide on Friday.")),
    };

    public Play Connection(double share, int absent) => new(
        FindingKind.LowConnection,
        Scope.Organisation,
        new($"{share:0} % des invités sont venus au moins une fois ; {absent} ne sont jamais venus.", $"{share:0} % of the invited were there at least once; {absent} never came."),
        new("Que chaque responsable prenne dix minutes en réunion d’équipe pour la première connexion.", "Let every manager take ten minutes of a team meeting for the first sign-in."),
        new("Un événement vaut mieux qu’un rappel : dans une entreprise, 80 % ont créé leur compte le jour du lancement.", "An event beats a reminder: in one company 80 % made their account on the launch day."))
    {
        Entry = draft.Of(
            "managers",
            GroupKind.Ambassadors,
            ("Dix minutes en réunion d’équipe", "Ten minutes of a team meeting"),
            (
                "Pour vos réunions de la semaine : **ouvrir la plateforme ensemble, trouver le groupe du site, poser une question.** Dix minutes suffisent. Dites ici ce qui a coincé.",
                "For your meetings this week: **open the platform together, find the group of your site, ask one question.** Ten minutes are enough. Say here where it got stuck.")),
    };

    public Play Participation(double share, double usual) => new(
        FindingKind.LowParticipation,
        Scope.Organisation,
        new($"{share:0} % des inscrits ont écrit en 30 jours ; la moyenne ailleurs est de {usual:0} % (SWOOP).", $"{share:0} % of the registered wrote in 30 days; elsewhere it is {usual:0} % on average (SWOOP)."),
        new("Publier chaque semaine une question à laquelle on répond en une ligne.", "Post a question every week that takes one line to answer."),
        new("On écrit d’abord pour répondre à une question facile.", "People write first to answer an easy question."))
    {
        Entry = draft.Of(
            "une-ligne",
            GroupKind.General,
            ("Une ligne suffit", "One line is enough"),
            (
                "**Qu’est-ce qui vous a fait gagner du temps cette semaine ?** Un outil, un collègue, une astuce : une ligne en réponse suffit.",
                "**What saved you time this week?** A tool, a colleague, a trick: one line in an answer is enough.")),
    };

    public Play Engagement(double now, double before) => new(
        FindingKind.Engagement,
        Scope.Organisation,
        new($"Un message reçoit {Number(now, "fr")} réponses et réactions, contre {Number(before, "fr")} il y a quatre semaines.", $"A post gets {Number(now, "en")} replies and reactions, against {Number(before, "en")} four weeks ago."),
        new("Publier moins, et honorer des gens : un portrait, une réussite, un nouveau venu.", "Post less, and honour people: a portrait, a success, a newcomer."),
        new("Ce qui honore des collègues est lu ; ce qui annonce l’est moins.", "What honours colleagues is read; what announces is read less."))
    {
        Entry = draft.Of(
            "reussite",
            GroupKind.General,
            ("La réussite de la semaine", "The success of the week"),
            (
                "Cette semaine, bravo à **[l’équipe, le site]** pour **[ce qu’ils ont réussi]**.\n\n- Ce qui était difficile : …\n- Ce qui les a aidés : …\n\nUn mot pour eux ?",
                "This week, well done **[the team, the site]** for **[what they achieved]**.\n\n- What was hard: …\n- What helped: …\n\nA word for them?")),
    };

    public Play Bounces(double share) => new(
        FindingKind.Bounces,
        Scope.Organisation,
        new($"{share:0} % des courriels d’accueil sont revenus.", $"{share:0} % of the welcome mails came back."),
        new("Faire corriger les adresses par l’informatique avant la prochaine vague.", "Have IT mend the addresses before the next wave."),
        new("Qui n’a pas reçu l’invitation ne viendra pas.", "Whoever did not get the invitation will not come."))
    {
        Entry = draft.Of(
            "invitation",
            GroupKind.Ambassadors,
            ("Qui n’a rien reçu ?", "Who got nothing?"),
            (
                "Des invitations ne sont pas arrivées. **Demandez autour de vous qui n’a rien reçu**, et envoyez-les à l’informatique : leur adresse est à corriger. N’écrivez pas leurs noms ici.",
                "Some invitations did not arrive. **Ask around who got nothing**, and send them to IT: their address is to be mended. Do not write their names here.")),
    };

    public Play Objective(ObjectiveSight sight)
    {
        var (title, kpi) = (sight.Objective.Title, sight.Kpi!);
        return new(
            FindingKind.Objective,
            Scope.Organisation,
            new(
                $"« {title.In("fr")} » : {Number(sight.Now!.Value, "fr")} aujourd’hui, {Number(sight.Expected!.Value, "fr")} attendus à cette date.",
                $"'{title.In("en")}': {Number(sight.Now!.Value, "en")} today, {Number(sight.Expected!.Value, "en")} expected by now."),
            new("Décider en comité : un moyen de plus, ou une autre date.", "Decide in the steering committee: one more means, or another date."),
            new($"{kpi.Name.Fr} : {kpi.Why.Fr}.", $"{kpi.Name.En}: {kpi.Why.En}."))
        {
            Entry = draft.Of(
                "objectif",
                GroupKind.General,
                ("Où en sommes-nous ?", "How far are we?"),
                (
                    $"Notre objectif : **{title.In("fr")}**. Nous n’y sommes pas encore. Qu’est-ce qui vous aiderait, cette semaine, à faire un pas de plus ? Une idée par réponse.",
                    $"Our objective: **{title.In("en")}**. We are not there yet. What would help you take one more step this week? One idea an answer.")),
        };
    }

    private static string Number(double value, string language) =>
        value.ToString("0.#", language == "fr" ? French : System.Globalization.CultureInfo.InvariantCulture);

    private static readonly System.Globalization.NumberFormatInfo French = new() { NumberDecimalSeparator = "," };
}
