namespace AdoptionAutomation.Tests.Campaigns;

/// <summary>One change to the sample campaign, and the problem it must give.</summary>
public sealed record ProblemRow(string File, string Old, string New, string Code, string Path, string Says)
{
    /// <summary>The file in which the problem is shown, if that is another one.</summary>
    public string? In { get; init; }

    /// <summary>Codes of what else follows from it.</summary>
    public IReadOnlyList<string> Also { get; init; } = [];

    public override string ToString() => $"{Code} {Path}: {New}";
}

internal static class ProblemRows
{
    private const string C = "campaign.json";
    private const string G = "groups.json";
    private const string W = "waves.json";
    private const string R = "relais.csv";
    private const string M = "metiers.csv";
    private const string SixteenValues = """["1","2","3","4","5","6","7","8","9","10","11","12","13","14","15","16"]""";

    public static readonly ProblemRow[] All =
    [
        // How JSON is written
        new(C, "\"platform\": \"Agora\",", "\"platform\": 'Agora',", "JSN001", "", "''' n'est pas attendu"),
        new(C, "\"platform\": \"Agora\",", "\"platform\": \"Agora\"", "JSN001", "", "'\"'"),
        new(C, "\"platform\": \"Agora\",", "\"platform\": \"Agora,", "JSN001", "", "La fin de la ligne"),
        new(C, "\"platform\": \"Agora\",", "// Nom\n\"platform\": \"Agora\",", "JSN001", "", "'/'"),
        new(W, "\"bounces\": { \"atMost\": 20, \"ofAtLeast\": 5 }\n      }", "\"bounces\": { \"atMost\": 20, \"ofAtLeast\": 5 },\n      }", "JSN003", "", "Virgule en trop avant « } »"),
        new(C, "\"start\"", "\"platform\": \"Agora\",\n  \"start\"", "JSN007", "platform", "ligne 8"),
        new(C, "\"version\": \"1.0\"", "\"version\": \"\\ud800\"", "JSN009", "", "moitié de caractère"),
        new(W, "\"csv\": \"relais.csv\"", "\"csv\": " + new string('[', 40) + new string(']', 40), "JSN011", "", "32 niveaux"),

        // Fields
        new(C, "\"platform\": ", "\"budget\": 3, \"platform\": ", "CAM001", "budget", "« budget » n'existe pas ici"),
        new(C, "\"quietHours\"", "\"quiteHours\"", "CAM002", "quiteHours", "vouliez-vous dire « quietHours » ?"),
        new(W, "\"opens\"", "\"open\"", "WAV002", "waves[0].open", "« opens »"),
        new(G, "\"$schema\": \"schemas/groups.schema.json\",", "\"$schem\": \"\",", "GRP001", "$schem", "templates, groups, expansions"),
        new(G, "      \"template\": \"produit\",\n", "", "GRP003", "groups[7].template", "« template » manque"),
        new(W, "\"opens\": \"2026-09-14T09:00\"", "\"$schema\": \"x\"", "WAV001", "waves[0].$schema", "$schema"),
        new(C, "\"Agora\"", "12", "CAM004", "platform", "il faut un texte entre guillemets, et non un nombre"),
        new(C, "\"Agora\"", "null", "CAM004", "platform", "et non null"),
        new(C, "[\"fr\", \"en\"]", "\"fr\"", "CAM004", "languages", "il faut une liste"),
        new(C, "{ \"from\": \"18:30\", \"to\": \"08:00\" }", "true", "CAM004", "quietHours", "il faut un objet"),
        new(W, "\"relais.csv\"", "{ }", "WAV004", "waves[1].audience.csv", "et non un objet"),
        new(C, "\"friday\"", "\"Friday\"", "CAM005", "workingDays[4]", "monday, tuesday"),
        new(C, "\"friday\"", "\"none\"", "CAM005", "workingDays[4]", "sunday."),
        new(G, "\"pilot\"", "\"trial\"", "GRP005", "templates[4].kind", "project, function, place"),
        new(W, "\"department\"", "\"shoeSize\"", "WAV005", "waves[0].audience.attributes[0].attribute", "usageLocation"),
        new(C, "[\"fr\", \"en\"]", "[\"fr\", \"en\", \"de\"]", "CAM005", "languages[2]", "fr, en"),

        // Texts and lists
        new(C, "\"Agora\"", "\" \"", "CAM006", "platform", "vide"),
        new(G, "\"Lampe Aurore\"", "\"" + new string('D', 257) + "\"", "GRP007", "groups[7].name", "257 caractères"),
        new(G, "[\"Direction générale\"]", "[]", "GRP008", "groups[1].membersFrom.attributes[0].in", "au moins 1"),
        new(W, "[\"Communication\", \"Ressources humaines\"]", "[]", "WAV008", "waves[0].audience.attributes[0].in", "au moins 1"),
        new(W, "[\"Communication\", \"Ressources humaines\"]", SixteenValues, "WAV009", "waves[0].audience.attributes[0].in", "la limite est de 15"),
        new(G, "[\"marc.dubois@lumen.example\"]", "[\"marc.dubois@lumen.example\", \"Marc.Dubois@lumen.example\"]", "GRP020", "groups[4].owners[1]", "ligne"),
        new(C, "    \"en\": \"Agora, our common place\"", "    \"en\": null", "CAM019", "name.en", "« en »"),
        new(W, ", \"en\": \"The pioneers\"", "", "WAV019", "waves[0].name.en", "« en »"),

        // Waves
        new(W, "\"csv\": \"relais.csv\"", "\"everyoneElse\": true", "WAV106", "waves[2].audience", "« relais »"),
        new(W, "\"everyoneElse\": true", "\"everyoneElse\": false", "WAV107", "waves[2].audience.everyoneElse", "écrivez true"),
        new(W, "\"reminders\": [3, 7],\n      \"pause\": { \"failuresOver\": 20", "\"reminders\": [3, 3],\n      \"pause\": { \"failuresOver\": 20", "WAV108", "waves[0].reminders[1]", "3 vient après 3"),
        new(W, "\"pause\": { \"failuresOver\": 20", "\"gate\": { \"ambassadorsPerSite\": 1 }, \"pause\": { \"failuresOver\": 20", "WAV109", "waves[0].gate", "première vague"),
        new(W, "2026-09-28T09:00", "2026-09-20T09:00", "WAV110", "waves[2].opens", "« relais », qui la précède (2026-09-21T09:00)"),
        new(W, "\"ownGroups\": [\"site\"],\n      \"pace", "\"ownGroups\": [\"metier\"],\n      \"pace", "WAV111", "waves[2].ownGroups[0]", "Expansions possibles : site"),
        new(W, "\"gate\": { \"failures\": { \"atMost\": 20, \"ofAtLeast\": 5 } }", "\"gate\": {}", "WAV112", "waves[1].gate", "activation, failures"),
        new(W, "[{ \"kit\": \"ambassador\" }]", "[{ \"kit\": \"ambassador\" }, { \"kit\": \"ambassador\" }]", "WAV113", "waves[1].kits[1].kit", "« ambassador »"),
        new(W, "\"pacePerHour\": 600", "\"pacePerHour\": 0", "WAV026", "waves[2].pacePerHour", "de 1 à 50000"),
        new(W, "\"reminders\": [3],", "\"reminders\": [90],", "WAV026", "waves[1].reminders[0]", "de 1 à 60"),
        new(C, "\"zone\": \"America/Toronto\"", "\"zone\": \"America/Montreal2\"", "CAM101", "timeZones[0].zone", "America/Montreal2"),

        // Dates and times
        new(W, "2026-09-14T09:00", "14/09/2026", "WAV010", "waves[0].opens", "écrivez par exemple 2026-09-07T09:00"),
        new(W, "2026-09-14T09:00", "2026-02-31T09:00", "WAV012", "waves[0].opens", "2026-02-31T09:00 n'existe pas"),
        new(W, "2026-09-28T09:00", "2027-03-28T02:30", "WAV011", "waves[2].opens", "Europe/Paris"),
        new(C, "2026-09-07", "2026-02-31", "CAM012", "start", "2026-02-31 n'existe pas"),
        new(C, "2026-12-31", "31 décembre", "CAM010", "holidays[1]", "n'est pas une date"),
        new(C, "18:30", "25:00", "CAM012", "quietHours.from", "25:00 n'existe pas"),
        new(C, "18:30", "08:00", "CAM102", "quietHours", "même heure"),
        new(C, "Europe/Paris", "Europe/Nantes", "CAM101", "timeZone", "Europe/Nantes"),

        // Ids, references, addresses
        new(C, "\"agora-2026\"", "\"Agora 2026\"", "CAM013", "id", "de 3 à 24"),
        new(G, "\"id\": \"direction\"", "\"id\": \"-\"", "GRP013", "groups[1].id", "de 2 à 40"),
        new(G, "\"id\": \"direction\"", "\"id\": \"toute-l-entreprise\"", "GRP014", "groups[1].id", "déjà à la ligne 207"),
        new(W, "\"id\": \"tous\"", "\"id\": \"relais\"", "WAV014", "waves[2].id", "ligne 18"),
        new(W, "\"usages-numeriques\"", "\"cantine\"", "WAV015", "waves[2].groups[1]", "aucun « id » de « groups »"),
        new(W, "\"usages-numeriques\"", "\"usage-numerique\"", "WAV016", "waves[2].groups[1]", "« usages-numeriques » ?"),
        new(G, "\"template\": \"theme\"", "\"template\": \"club\"", "GRP015", "groups[4].template", "« templates »"),
        new(C, "hugo.marchand@lumen.example", "hugo.marchand", "CAM017", "communityManagers[0].mail", "courriel"),
        new(G, "\"paul.lefevre@lumen.example\"", "\"paul@lefèvre\"", "GRP017", "groups[2].members[0]", "courriel"),
        new(C, "https://agora.lumen.example/charte", "http://agora.lumen.example/charte", "CAM018", "charter.url", "https://"),
        new(C, "https://agora.lumen.example/charte", "https:///", "CAM018", "charter.url", "nommer un site"),

        // Objectives
        new(C, "\"kpi\": \"participation\"", "\"kpi\": \"participatio\"", "CAM104", "objectives[2].kpi", "possibles : participation."),
        new(C, "      \"kpi\": \"active7\",\n", "", "CAM105", "objectives[1].target", "ou retirez « target, by »"),
        new(C, "\"target\": 50", "\"change\": 20", "CAM106", "objectives[1].change", "convient à mails"),
        new(C, "\"change\": -33", "\"change\": 0", "CAM107", "objectives[0].change", "par exemple -33"),
        new(C, "\"by\": \"2027-06-30\"", "\"by\": \"2026-09-07\"", "CAM108", "objectives[3].by", "(2026-09-07)"),
        new(C, "\"id\": \"absenteisme\"", "\"id\": \"mood\"", "CAM109", "businessKpis[1].id", "« mood »"),
        new(C, "\"target\": 50", "\"target\": 150", "CAM026", "objectives[1].target", "de 0 à 100"),
        new(C, "\"target\": 50,", "", "CAM021", "objectives[1]", "target, change"),
        new(C, "\"target\": 50,", "\"target\": 50, \"change\": 3,", "CAM022", "objectives[1]", "Un seul"),
        new(C, ",\n      \"by\": \"2027-06-30\"", "", "CAM003", "objectives[3].by", "« by » manque"),
        new(C, "\"target\": 38", "\"target\": \"38 %\"", "CAM004", "objectives[2].target", "un nombre"),

        // Audiences
        new(W, "{ \"csv\": \"relais.csv\" }", "{ }", "WAV021", "waves[1].audience", "attributes, csv, entraGroup, everyoneElse"),
        new(W, "\"csv\": \"relais.csv\"", "\"csv\": \"relais.csv\", \"entraGroup\": \"1b4e28ba-2fa1-4d3b-883f-0016d3cca427\"", "WAV022", "waves[1].audience", "Un seul"),
        new(W, "relais.csv", "relai.csv", "WAV023", "waves[1].audience.csv", "« relai.csv »"),
        new(W, "relais.csv", "../relais.csv", "WAV024", "waves[1].audience.csv", "dossier de la campagne"),
        new(W, "\"csv\": \"relais.csv\"", "\"entraGroup\": \"les relais\"", "WAV025", "waves[1].audience.entraGroup", "ID d'objet"),
        new(G, "[\"Direction générale\"] }\n        ]", "[\"Direction générale\"] }\n        ], \"csv\": \"relais.csv\"", "GRP022", "groups[1].membersFrom", "attributes, csv, entraGroup"),
        new(R, "mail;nom", "adresse;nom", "CSV002", "mail", "Colonnes trouvées : adresse, nom, site"),
        new(R, "thomas.petit@lumen.example;", ";", "CSV003", "mail", "complétez-la"),
        new(R, "thomas.petit@lumen.example", "thomas.petit", "CSV004", "mail", "« t*** »"),
        new(R, "julie.tremblay@", "SOFIA.rossi@", "CSV005", "mail", "« S***@lumen.example » figure déjà à la ligne 3"),
        new(R, "thomas.petit@", "\"thomas.petit@", "CSV006", "mail", "Guillemets"),

        // Templates
        new(G, "\"id\": \"ouvert\",", "\"id\": \"ouvert\", \"like\": \"ferme\",", "GRP101", "templates[0].like", "ouvert → ferme → ouvert"),
        new(G, "\"id\": \"ouvert\",", "\"id\": \"ouvert\", \"like\": \"ouvert\",", "GRP101", "templates[0].like", "ouvert → ouvert"),
        new(G, "\"like\": \"ouvert\"", "\"like\": \"ouver\"", "GRP016", "templates[1].like", "« ouvert »"),
        new(G, "      \"kind\": \"general\",\n", "", "GRP102", "templates[2].kind", "« toute-l-entreprise » l'utilise"),
        new(G, "\"like\": \"ouvert\",\n      \"kind\": \"visibility\"", "\"kind\": \"visibility\"", "GRP103", "templates[3].visibility", "« annonces »"),
        new(G, "\"guests\": \"allowed\",", "", "GRP105", "groups[6].guests", "« projet »"),
        new(G, "\"lifetimeMonths\": 18", "\"lifetimeMonths\": 0", "GRP026", "groups[6].lifetimeMonths", "de 1 à 120"),
        new(G, "\"lifetimeMonths\": 18", "\"lifetimeMonths\": 1.5", "GRP004", "groups[6].lifetimeMonths", "un nombre entier"),

        // Names, channels, pictures
        new(G, "\"Lampe Aurore\"", "\" \"", "GRP006", "groups[7].name", "vide"),
        new(G, "\"Lampe Aurore\"", "\"🎉 !\"", "GRP106", "groups[7].name", "ni lettre ni chiffre"),
        new(G, "\"Lampe Aurore\"", "\"Lampe Aurore (TÈST)\"", "GRP107", "groups[7].name", "contient « test »"),
        new(G, "\"Lampe Aurore\"", "\"" + new string('L', 81) + "\"", "GRP108", "groups[7].name", "81 caractères"),
        new(G, "\"Lampe Aurore\"", "\"les JEUDIS du numerique\"", "GRP109", "groups[7].name", "(groups.json:"),
        new(G, "\"Décisions\"", "\"Décisions : les nôtres\"", "GRP113", "templates[9].team.channels[0].name", "« Décisions : les nôtres »"),
        new(G, "\"Décisions\"", "\"_Décisions\"", "GRP113", "templates[9].team.channels[0].name", "_ ou . au début"),
        new(G, "\"Décisions\"", "\"" + new string('D', 51) + "\"", "GRP007", "templates[9].team.channels[0].name", "limite de 50"),
        new(G, "\"Décisions\"", "\"général\"", "GRP114", "templates[9].team.channels[0].name", "« général »"),
        new(G, "\"Idées\"", "\"retours de CLIENTS\"", "GRP115", "templates[10].team.channels[1].name", "déjà à la ligne"),
        new(G, "images/bienvenue.png", "../bienvenue.png", "GRP116", "templates[2].welcome[0].picture.file", "images/bienvenue.png"),
        new(G, "images/bienvenue.png", "images/bienvenue.svg", "GRP116", "templates[2].welcome[0].picture.file", ".png, .jpg ou .gif"),
        new(G, "images/bienvenue.png", "images/au-revoir.png", "GRP023", "templates[2].welcome[0].picture.file", "« images/au-revoir.png »"),

        // Expansions
        new(G, "{ \"csv\": \"metiers.csv\" }", "{ }", "GRP021", "expansions[1].from", "attribute, csv"),
        new(G, "\"csv\": \"metiers.csv\"", "\"csv\": \"metiers.csv\", \"attribute\": \"city\"", "GRP022", "expansions[1].from", "attribute, csv"),
        new(G, "metiers.csv", "metier.csv", "GRP023", "expansions[1].from.csv", "« metier.csv »"),
        new(G, "\"atLeast\": 5", "\"atLeast\": 0", "GRP026", "expansions[0].from.atLeast", "de 1 à"),
        new(G, "\"id\": \"lampe-solaire\"", "\"id\": \"metier-finance\"", "GRP110", "value", "« metier-finance »") { In = M },
        new(M, "Auditeurs et ateliers y préparent les audits ensemble et partagent les méthodes qui marchent.", "", "GRP111", "value", "vide une fois complété"),
        new(M, "Auditeurs", new string('A', 1000), "GRP112", "value", "limite de 1"),
        new(M, "Finance;Finance", "Finance;Divers", "GRP107", "value", "« Métier : Divers »"),
        new(M, "Finance;Finance", "Finance;qualite", "GRP109", "value", "(metiers.csv:2)"),
        new(G, "Site de {value}", "Site de {bourg}", "GRP119", "expansions[0].name", "« {bourg} » ne correspond à rien ici : corrigez ou retirez ce repère. Repères possibles : value."),
        new(G, "Métier : {nom}", "Métier : {non}", "GRP120", "expansions[1].name", "vouliez-vous dire « {nom} » ?"),
        new(G, "Site de {value}", "Site", "GRP121", "expansions[0].name", "comme {value}"),
        new(G, "Site de {value}", "Divers de {value}", "GRP107", "expansions[0].name", "« divers »"),
        new(G, "\"metiers.csv\"", "\"metiers.csv\", \"except\": [\"finance\", \"QUALITÉ\", \"Ressources humaines\"]", "GRP122", "expansions[1].from.except", "« metiers.csv »"),
        new(M, "value;nom", "valeur;nom", "CSV002", "value", "Colonnes trouvées : valeur, nom"),
        new(M, "thomas.petit@lumen.example;", "thomas.petit;", "CSV004", "owners", "« t*** »"),
        new(M, "marc.dubois@lumen.example lucas", "marc.dubois@lumen.example, lucas", "CSV004", "producers", "« m***@lumen.example, »"),
        new(M, "Finance;Finance", ";Finance", "CSV011", "value", "complétez-la"),
        new(M, "Qualité;Qualité", "FINANCE;Qualité", "CSV012", "value", "« FINANCE » figure déjà à la ligne 2"),
        new(M, "Finance;Finance", "\"Finance;Finance", "CSV006", "value", "Guillemets"),
    ];
}
