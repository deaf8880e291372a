using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Kpis.Snapshots;

namespace AdoptionAutomation.Kpis.Book;

/// <summary>Every figure, once: pages, mails, objectives and docs/kpis.md take it from here.</summary>
internal static class KpiBook
{
    public const string Invited = "invited";
    public const string Connection = "connection";
    public const string Active7 = "active7";
    public const string Active30 = "active30";
    public const string Passive = "passive";
    public const string Participation = "participation";
    public const string Frequency = "frequency";
    public const string Posts = "posts";
    public const string Replies = "replies";
    public const string Reactions = "reactions";
    public const string Contributors = "contributors";
    public const string Engagement = "engagement";
    public const string Concentration = "concentration";
    public const string Groups = "groups";
    public const string ActiveGroups = "activeGroups";
    public const string GroupActivity = "groupActivity";
    public const string Members = "members";
    public const string Published = "published";
    public const string Contest = "contest";
    public const string Bounces = "bounces";
    public const string Profiles = "profiles";
    public const string Mails = "mails";
    public const string Mood = "mood";
    public const string Nps = "nps";

    private const double DaysAMonth = 30;
    private const double DaysAWeek = 7;

    private static readonly ScopeKind[] Whole = [ScopeKind.Organisation];
    private static readonly ScopeKind[] People = [ScopeKind.Organisation, ScopeKind.Site, ScopeKind.Wave];
    private static readonly ScopeKind[] OfGroups = [ScopeKind.Organisation, ScopeKind.Group];
    private static readonly ScopeKind[] Group = [ScopeKind.Group];
    private static readonly ScopeKind[] Everywhere = [.. People, ScopeKind.Group];

    private static readonly Said Own = new("état de l’application", "the app's own state");
    private static readonly Said ByPerson = new("rapport d’usage par personne de Microsoft 365, limité aux invités", "Microsoft 365 usage report by person, of the invited alone");
    private static readonly Said ByTeam = new("rapport d’usage des équipes, pour les groupes de la campagne", "Microsoft 365 usage report of teams, for the campaign's groups");
    private static readonly Said ByGroup = new("rapport d’activité des groupes Microsoft 365", "Microsoft 365 groups activity report");
    private static readonly Said FromMail = new("rapports de courriel et d’utilisateurs actifs, tout le tenant", "mail and active users reports, the whole tenant");
    private static readonly Said FromSurveys = new("enquêtes, chiffres publiés (au moins 5 réponses)", "surveys, released figures (5 answers at least)");

    /// <summary>The figures that every campaign has, in the order of an adoption: there, active, writing, together, content, effect.</summary>
    public static IReadOnlyList<Kpi> Standard { get; } =
    [
        new(Invited, KpiUnit.Number, null, People, counts => counts[Count.Invited])
        {
            Name = new("Invités", "Invited"),
            Formula = new("personnes accueillies par un courriel", "people who were welcomed by mail"),
            Source = Own,
            Why = new("la base de tous les taux par personne", "what all shares of people are taken of"),
        },
        new(Connection, KpiUnit.Percent, true, People, counts => counts.Percent(Count.Registered, Count.Invited))
        {
            Name = new("Taux de connexion", "Connection rate"),
            Formula = new("inscrits (venus au moins une fois) ÷ invités", "registered (there at least once) ÷ invited"),
            Source = new("rapport par personne, pages de la campagne", "report by person, pages of the campaign"),
            Why = new("l’invitation a-t-elle atteint les gens ? Par vague : son activation", "whether the invitation reached people; by wave: its activation"),
        },
        new(Active7, KpiUnit.Percent, true, People, counts => counts.Percent(Count.Active7, Count.Invited))
        {
            Name = new("Actifs sur 7 jours", "Active in 7 days"),
            Formula = new("invités actifs dans les 7 derniers jours ÷ invités", "invited people active in the last 7 days ÷ invited"),
            Source = ByPerson,
            Why = new("le pouls de la plateforme : c’est lui que suit la courbe", "the pulse of the platform: the curve follows it"),
        },
        new(Active30, KpiUnit.Percent, true, People, counts => counts.Percent(Count.Active30, Count.Invited))
        {
            Name = new("Actifs sur 30 jours", "Active in 30 days"),
            Formula = new("invités actifs dans les 30 derniers jours ÷ invités", "invited people active in the last 30 days ÷ invited"),
            Source = ByPerson,
            Why = new("qui revient, même rarement", "who comes back, however rarely"),
        },
        new(Passive, KpiUnit.Percent, null, People, counts => (counts[Count.Active30] - counts[Count.Contributors30]) / Positive(counts[Count.Active30]) * 100)
        {
            Name = new("Lecteurs", "Passive"),
            Formula = new("actifs sur 30 jours qui n’ont rien écrit ÷ actifs sur 30 jours", "active in 30 days who wrote nothing ÷ active in 30 days"),
            Source = ByPerson,
            Why = new("lire est un usage : environ 60 % ne font que lire", "reading is a use too: about 60 % only read"),
            References = [new(60, new("en moyenne, SWOOP", "on average, SWOOP"))],
        },
        new(Participation, KpiUnit.Percent, true, People, counts => counts.Percent(Count.Contributors30, Count.Registered))
        {
            Name = new("Participation", "Participation"),
            Formula = new("inscrits qui ont écrit un message ou une réponse en 30 jours ÷ inscrits", "registered who wrote a post or reply in 30 days ÷ registered"),
            Source = ByPerson,
            Why = new("combien osent prendre la parole", "how many dare to speak up"),
            References =
            [
                new(27, new("moyenne, SWOOP", "average, SWOOP")),
                new(38, new("bonne cible, SWOOP", "a good target, SWOOP")),
            ],
        },
        new(Frequency, KpiUnit.Ratio, true, People, counts => Known(counts, Count.Posts30, Count.Replies30) / Positive(counts[Count.Contributors30]) / DaysAMonth * DaysAWeek)
        {
            Name = new("Fréquence", "Frequency"),
            Formula = new("messages et réponses par contributeur et par semaine, sur 30 jours", "posts and replies a contributor and week, over 30 days"),
            Source = ByPerson,
            Why = new("une habitude, ou un essai", "a habit, or a try"),
        },
        new(Contributors, KpiUnit.Number, true, People, counts => counts[Count.Contributors7])
        {
            Name = new("Contributeurs", "Contributors"),
            Formula = new("invités qui ont écrit dans les 7 derniers jours", "invited people who wrote in the last 7 days"),
            Source = ByPerson,
            Why = new("qui fait vivre la plateforme cette semaine", "who keeps the platform alive this week"),
        },
        new(Posts, KpiUnit.Number, true, People, counts => counts[Count.Posts7])
        {
            Name = new("Messages", "Posts"),
            Formula = new("messages des invités en 7 jours", "posts by invited people in 7 days"),
            Source = ByPerson,
            Why = new("ce que les gens apportent", "what people bring"),
        },
        new(Replies, KpiUnit.Number, true, People, counts => counts[Count.Replies7])
        {
            Name = new("Réponses", "Replies"),
            Formula = new("réponses des invités en 7 jours", "replies by invited people in 7 days"),
            Source = ByPerson,
            Why = new("une conversation, ou un tableau d’affichage", "a conversation, or a notice board"),
        },
        new(Reactions, KpiUnit.Number, true, OfGroups, counts => counts[Count.Reactions7])
        {
            Name = new("Réactions", "Reactions"),
            Formula = new("réactions en 7 jours dans les équipes de la campagne", "reactions in 7 days in the campaign's teams"),
            Source = ByTeam,
            Why = new("le premier pas de ceux qui n’écrivent pas", "the first step of those who do not write"),
        },
        new(Engagement, KpiUnit.Ratio, true, OfGroups, counts => counts.Sum(Count.ChannelReplies7, Count.Reactions7) / Positive(counts[Count.ChannelPosts7]))
        {
            Name = new("Engagement par message", "Engagement per post"),
            Formula = new("(réponses + réactions) ÷ messages, en 7 jours, dans les équipes", "(replies + reactions) ÷ posts, in 7 days, in teams"),
            Source = ByTeam,
            Why = new("ce qui est publié intéresse-t-il ?", "whether what is posted interests anybody"),
        },
        new(Concentration, KpiUnit.Percent, false, People, counts => counts[Count.ByTop30] / Positive(Known(counts, Count.Posts30, Count.Replies30)) * 100)
        {
            Name = new("Concentration", "Concentration"),
            Formula = new("part des messages et réponses écrite par les 5 % d’inscrits les plus actifs, sur 30 jours ; à partir de 100 inscrits", "share of posts and replies by the 5 % of the registered who write most, over 30 days; from 100 registered on"),
            Source = ByPerson,
            Why = new("une plateforme portée par trop peu de voix s’arrête avec elles", "a platform that too few voices carry stops with them"),
            References = [new(50, new("moins de 5 % écrivent plus de la moitié : habituel", "under 5 % write over half: usual"))],
        },
        new(Members, KpiUnit.Number, true, Group, counts => counts[Count.Members])
        {
            Name = new("Membres", "Members"),
            Formula = new("membres du groupe, invités externes à part", "members of the group, without guests"),
            Source = ByGroup,
            Why = new("la taille du groupe", "how large the group is"),
        },
        new(GroupActivity, KpiUnit.Number, true, OfGroups, counts => Known(counts, Count.ChannelPosts7, Count.ChannelReplies7, Count.GroupMails7))
        {
            Name = new("Échanges du groupe", "Exchanges of the group"),
            Formula = new("messages et réponses des canaux, et courriels reçus par le groupe, en 7 jours", "posts and replies in channels, and mails to the group, in 7 days"),
            Source = new("rapports des équipes et des groupes", "reports of teams and groups"),
            Why = new("quels groupes vivent, lesquels se taisent", "which groups live, and which are silent"),
        },
        new(Groups, KpiUnit.Number, null, Whole, counts => counts[Count.Groups])
        {
            Name = new("Groupes", "Groups"),
            Formula = new("groupes de la campagne créés", "groups of the campaign that were made"),
            Source = Own,
            Why = new("la place faite aux échanges", "the room that was made"),
        },
        new(ActiveGroups, KpiUnit.Percent, true, Whole, counts => counts.Percent(Count.ActiveGroups30, Count.Groups))
        {
            Name = new("Groupes actifs", "Active groups"),
            Formula = new("groupes actifs en 30 jours ÷ groupes", "groups active in 30 days ÷ groups"),
            Source = ByGroup,
            Why = new("des groupes vides découragent qui y entre", "empty groups discourage whoever enters"),
        },
        new(Published, KpiUnit.Number, null, Whole, counts => counts[Count.Published7])
        {
            Name = new("Publications de la campagne", "Posts by the campaign"),
            Formula = new("publications du calendrier parties en 7 jours, par groupe et canal", "posts of the calendar that went out in 7 days, by group and channel"),
            Source = Own,
            Why = new("l’effort d’animation, à lire avec l’engagement", "the effort made, to be read beside engagement"),
        },
        new(Contest, KpiUnit.Number, true, Whole, counts => counts[Count.ContestAnswers30])
        {
            Name = new("Réponses aux concours", "Answers to contests"),
            Formula = new("réponses aux concours terminés en 30 jours", "answers to the contests that ended in 30 days"),
            Source = Own,
            Why = new("le jeu fait-il venir ?", "whether play brings people"),
        },
        new(Bounces, KpiUnit.Percent, false, People, counts => counts[Count.Bounced] / Positive(counts.Sum(Count.Invited, Count.Bounced)) * 100)
        {
            Name = new("Courriels revenus", "Bounced mails"),
            Formula = new("accueils revenus ÷ (invités + accueils revenus)", "welcomes that came back ÷ (invited + welcomes that came back)"),
            Source = Own,
            Why = new("des adresses à corriger avant la vague suivante", "addresses to mend before the next wave"),
        },
        new(Profiles, KpiUnit.Percent, true, Whole, counts => counts.Percent(Count.Profiles, Count.Accounts))
        {
            Name = new("Profils complets", "Complete profiles"),
            Formula = new("comptes avec fonction, service et bureau ÷ comptes d’employés en service", "accounts with job title, department and office ÷ employees' accounts in use"),
            Source = new("annuaire, tout le tenant", "the directory, the whole tenant"),
            Why = new("on ne trouve pas qui sait si personne ne dit ce qu’il fait", "nobody finds who knows if nobody says what they do"),
        },
        new(Mails, KpiUnit.Ratio, false, Whole, counts => counts.Ratio(Count.MailsSent7, Count.MailboxDays7))
        {
            Name = new("Courriels par personne", "Mails per person"),
            Formula = new("courriels envoyés en 7 jours ÷ boîtes actives, jour par jour (internes et externes : le rapport ne les sépare pas)", "mails sent in 7 days ÷ active mailboxes, day by day (inside and outside: the report does not part them)"),
            Source = FromMail,
            Why = new("ce que la plateforme doit remplacer", "what the platform is to replace"),
        },
        new(Mood, KpiUnit.Score, true, Everywhere, counts => counts[Count.Mood])
        {
            Name = new("Humeur", "Mood"),
            Formula = new("moyenne de la dernière question d’humeur, de 1 à 5", "mean of the last mood question, 1 to 5"),
            Source = FromSurveys,
            Why = new("les chiffres disent ce que font les gens, pas ce qu’ils en pensent", "figures tell what people do, not what they think of it"),
        },
        new(Nps, KpiUnit.Points, true, Everywhere, counts => counts[Count.Nps])
        {
            Name = new("Recommandation (NPS)", "Recommendation (NPS)"),
            Formula = new("promoteurs − détracteurs de la dernière enquête, de −100 à 100", "promoters − detractors of the last survey, −100 to 100"),
            Source = FromSurveys,
            Why = new("en parlerait-on à un collègue ?", "whether people would tell a colleague"),
        },
    ];

    /// <summary>The standard ones, and those of the organisation's own.</summary>
    public static IReadOnlyList<Kpi> Of(CampaignFile settings) => [.. Standard, .. settings.BusinessKpis.Select(OfBusiness)];

    public static Kpi? Find(CampaignFile settings, string id) => Of(settings).FirstOrDefault(kpi => kpi.Id == id);

    /// <summary>What the figure was before the campaign; null: nobody counted.</summary>
    public static double? Before(Kpi kpi, Counts counts) => kpi.Id == Mails ? counts.Ratio(Count.MailsSentBefore, Count.MailboxDaysBefore) : null;

    private static Kpi OfBusiness(BusinessKpi kpi) => new(kpi.Id, KpiUnit.Ratio, kpi.Better == BetterWhen.Higher, [ScopeKind.Organisation, ScopeKind.Site], counts => counts[Count.OfBusiness(kpi.Id)])
    {
        Name = SaidOf(kpi.Name),
        UnitName = SaidOf(kpi.Unit),
        Formula = new("dernière valeur apportée", "the last value that was brought"),
        Source = SaidOf(kpi.Source),
        Why = new("l’effet recherché, mesuré par l’entreprise elle-même", "the effect that is wanted, measured by the organisation itself"),
    };

    private static Said SaidOf(LocalText text) => new(text.In("fr"), text.In("en"));

    private static double? Positive(double? number) => number > 0 ? number : null;

    /// <summary>The sum of what is known; null if nothing is.</summary>
    private static double? Known(Counts counts, params string[] names) =>
        names.Select(name => counts[name]).OfType<double>().ToList() is { Count: > 0 } known ? known.Sum() : null;
}
