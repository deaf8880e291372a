namespace AdoptionAutomation.Groups.Plan;

/// <summary>The words of a plan in one language, with signs that say the same without colours.</summary>
internal sealed class PlanWords(string language)
{
    private static readonly OrderedDictionary<string, (string Sign, string Fr, string En, string FrTotal, string EnTotal)> Actions = new(StringComparer.Ordinal)
    {
        ["create"] = ("+", "créer", "create", "à créer", "to create"),
        ["adopt"] = (">", "reprendre", "adopt", "à reprendre", "to adopt"),
        ["change"] = ("~", "modifier", "change", "à modifier", "to change"),
        ["keep"] = ("=", "garder", "keep", "tels que déclarés", "as declared"),
        ["left"] = ("-", "laisser", "left", "laissés tels quels", "left alone"),
        ["conflict"] = ("!", "conflit", "conflict", "en conflit", "in conflict"),
        ["blocked"] = ("x", "bloqué", "blocked", "bloqués", "blocked"),
        [PlanDocument.UnderWay] = ("…", "en cours", "under way", "en cours", "under way"),
        [PlanDocument.ProblemTotal] = ("x", "problème", "problem", "problèmes d'expansion", "problems of expansions"),
    };

    private static readonly Dictionary<string, (string Fr, string En)> Words = new(StringComparer.Ordinal)
    {
        ["creation"] = ("création", "creation"),
        ["about"] = ("présentation", "about"),
        ["settings"] = ("réglages", "settings"),
        ["owners"] = ("propriétaires", "owners"),
        ["members"] = ("membres", "members"),
        ["membersFrom"] = ("membres par règle", "members by rule"),
        ["team"] = ("équipe Teams", "Teams team"),
        ["channels"] = ("canaux", "channels"),
        ["tabs"] = ("onglets", "tabs"),
        ["welcome"] = ("publications d'accueil", "welcome posts"),
        ["name"] = ("nom", "name"),
        ["objective"] = ("objectif", "objective"),
        ["visibility"] = ("visibilité", "visibility"),
        ["posting"] = ("qui publie", "posting"),
        ["newsByMail"] = ("publications par courriel", "news by mail"),
        ["guests"] = ("invités", "guests"),
        ["invited"] = ("personnes invitées", "invited"),
        ["externalSenders"] = ("expéditeurs externes", "external senders"),
        ["public"] = ("public", "public"),
        ["private"] = ("privé", "private"),
        ["everybody"] = ("tout le monde", "everybody"),
        ["allowed"] = ("permis", "allowed"),
        ["none"] = ("aucun", "none"),
        ["yes"] = ("oui", "yes"),
        ["no"] = ("non", "no"),
        ["new"] = ("nouveau", "new"),
        ["changed"] = ("déclaré autrement", "declared otherwise"),
        ["repair"] = ("remis comme déclaré", "put back as declared"),
        ["again"] = ("nouvel essai", "tried again"),
        ["deleted"] = ("supprimé dans le tenant", "deleted in the tenant"),
        ["ownerless"] = ("plus de propriétaire", "no owner any more"),
        ["ownerGone"] = ("propriétaire parti", "owner gone"),
        ["renamed"] = ("renommé dans le tenant", "renamed in the tenant"),
        ["redescribed"] = ("objectif changé dans le tenant", "objective changed in the tenant"),
        ["visibilityChanged"] = ("visibilité changée dans le tenant", "visibility changed in the tenant"),
        ["teamDeleted"] = ("équipe supprimée", "team deleted"),
        ["channelDeleted"] = ("canal supprimé", "channel deleted"),
        ["expired"] = ("a fait son temps", "has had its time"),
    };

    private bool Fr => language == "fr";

    /// <summary>Actions in the order of importance.</summary>
    public static IReadOnlyList<string> ActionOrder => [.. Actions.Keys];

    public static string Sign(string action) => Actions[action].Sign;

    public string Action(string action) => Say(Actions[action].Fr, Actions[action].En);

    /// <summary>What a number of groups is to meet.</summary>
    public string Total(string action) => Say(Actions[action].FrTotal, Actions[action].EnTotal);

    /// <summary>The word for a part, a field, a value, a reason or a kind of drift; other texts are their own.</summary>
    public string Word(string name) => Words.TryGetValue(name, out var word) ? Say(word.Fr, word.En) : name;

    public string Say(string fr, string en) => Fr ? fr : en;

    /// <summary>A field from what to what; long texts shortened.</summary>
    public string Field(PlanGroupField field)
    {
        var to = field.To is null ? "–" : Value(field.Name, field.To);
        return field.From is null ? $"{Word(field.Name)}{Colon} {to}" : $"{Word(field.Name)}{Colon} {Value(field.Name, field.From)} → {to}";
    }

    /// <summary>A field's value in words; texts between quotes.</summary>
    public string Value(string field, string value)
    {
        if (field is "name" or "objective")
        {
            var line = Short(value.ReplaceLineEndings(" "));
            return Say($"« {line} »", $"\"{line}\"");
        }

        return field switch
        {
            "posting" when value == "members" => Say("les membres", "members"),
            "visibility" or "posting" or "newsByMail" or "guests" or "externalSenders" => Word(value.ToLowerInvariant()),
            _ => value,
        };
    }

    /// <summary>Why a difference is not put back by applying.</summary>
    public string Left(PlanGroupDrift drift) => drift.Tried
        ? Say("le contrôle réessaie chaque nuit", "the daily check tries every night")
        : Say("laissé", "left");

    public string Undeclared => Say("n'est plus déclaré : laissé tel quel", "no longer declared: left alone");

    public string Disappeared => Say("a disparu du tenant, sera créé à neuf", "has disappeared from the tenant, will be made anew");

    public string Noted => Say(
        "rien à changer dans le tenant : appliquer en prend note, et le contrôle quotidien reprend",
        "nothing to change in the tenant: applying takes note of it, and the daily check goes on");

    /// <summary>What the daily check puts back by itself.</summary>
    public string Keeps(IReadOnlyList<string> parts) =>
        $"{Say("remis en place chaque nuit", "put back every night")}{Colon} {(parts.Count > 0 ? string.Join(", ", parts.Select(Word)) : Say("rien", "nothing"))}";

    public string Colon => Say("\u00A0:", ":");

    private static string Short(string text)
    {
        const int Longest = 160;
        return text.Length <= Longest ? text : text[..(char.IsHighSurrogate(text[Longest - 1]) ? Longest - 1 : Longest)] + "…";
    }
}
