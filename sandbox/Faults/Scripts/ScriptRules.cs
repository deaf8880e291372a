using System.Globalization;
using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Campaigns.Reading;

namespace AdoptionAutomation.Sandbox.Faults.Scripts;

/// <summary>The least and the most that a number may be.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class BetweenAttribute(double least, double most) : FieldRule
{
    public override void Check(JsonPart value, Type owner, FieldContext context)
    {
        if (double.TryParse(value.Text, CultureInfo.InvariantCulture, out var number) && (number < least || number > most))
        {
            context.Findings.Add(value, ProblemCodes.OutOfRange, value.Text, least, most);
        }
    }
}

/// <summary>When something happens is said in one of two ways.</summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class OneTimeAttribute : FieldRule
{
    private static readonly ExactlyOneAttribute Either = new("minute", "at");

    public override void Check(JsonPart value, Type owner, FieldContext context) => Either.Check(value, owner, context);
}

/// <summary>Another name than those of the scripts that are built in.</summary>
internal sealed class NotBuiltInAttribute : TextRule
{
    protected override void CheckText(JsonPart text, Type owner, FieldContext context)
    {
        if (FaultScript.All.Any(script => script.Name == text.Text))
        {
            context.Findings.Add(text, ScriptProblems.BuiltIn, text.Text);
        }
    }
}

internal sealed class PersonOrRandomAttribute : TextRule
{
    protected override void CheckText(JsonPart text, Type owner, FieldContext context)
    {
        if (text.Text != LeaverEvent.Anybody && !MailAddress.IsValid(text.Text))
        {
            context.Findings.Add(text, ScriptProblems.NoPerson, text.Text);
        }
    }
}

/// <summary>A JSON file that a campaign may have.</summary>
internal sealed class CampaignFileNameAttribute : TextRule
{
    protected override void CheckText(JsonPart text, Type owner, FieldContext context)
    {
        if (CampaignFileKind.All.All(kind => kind.Name != text.Text))
        {
            context.Findings.Add(text, ProblemCodes.NotOneOf, text.Text, string.Join(", ", CampaignFileKind.All.Select(kind => kind.Name)));
        }
    }
}

/// <summary>What can be wrong in a script alone.</summary>
internal static class ScriptProblems
{
    public static readonly ProblemCode BuiltIn = Code("101",
        "« {0} » est le nom d'un script de la maison : choisissez-en un autre.",
        "'{0}' is the name of a built-in script: choose another.");

    public static readonly ProblemCode NoPerson = Code("102",
        "« {0} » n'est ni une adresse de courriel ni « random » : corrigez.",
        "'{0}' is neither a mail address nor 'random': correct it.");

    public static readonly ProblemCode UnknownPerson = Code("103",
        "Personne n'a l'adresse « {0} » dans l'annuaire de cette répétition : corrigez, ou écrivez « random ».",
        "Nobody has the address '{0}' in the directory of this rehearsal: correct it, or write 'random'.");

    public static readonly ProblemCode WaveOfNamed = Code("104",
        "« ofWave » ne vaut que pour « random » : retirez-le.",
        "'ofWave' goes with 'random' only: remove it.");

    public static readonly ProblemCode UnknownWave = Code("105",
        "La campagne n'a pas de vague « {0} ». Ses vagues : {1}.",
        "The campaign has no wave '{0}'. Its waves: {1}.");

    public static readonly ProblemCode TooEarly = Code("106",
        "{0} vient avant le début de la campagne ({1}) : donnez une heure plus tardive.",
        "{0} comes before the campaign starts ({1}): give a later time.");

    public static readonly ProblemCode TooLate = Code("107",
        "Ceci arrive après la fin de la répétition ({0}) : avancez-le, ou prolongez-la par --weeks.",
        "This happens after the rehearsal ends ({0}): move it forward, or make it longer by --weeks.");

    public static readonly ProblemCode NoEditFile = Code("108",
        "Il n'y a pas de fichier « {0} » à côté du script : ajoutez-le, ou corrigez son nom.",
        "There is no file '{0}' beside the script: add it, or correct its name.");

    public static readonly ProblemCode SoundEdit = Code("109",
        "Avec « {0} » à la place de {1}, la campagne est valable, et rien ne serait prouvé : mettez-y une faute.",
        "With '{0}' in the place of {1} the campaign is sound, so nothing would be proved: put a mistake into it.");

    public static readonly ProblemCode SecondChange = Code("110",
        "Une campagne ne vit que dans un fuseau : gardez un seul « clockChange » (le premier est à la ligne {0}).",
        "A campaign lives in one time zone: keep one 'clockChange' (the first is on line {0}).");

    public static readonly ProblemCode NoChangeNear = Code("111",
        "Nulle part on ne change d'heure ({0}) à moins de {1} jours du {2}. Le changement le plus proche : {3}, le {4}.",
        "Nowhere are clocks changed ({0}) within {1} days of {2}. The nearest change: {3}, on {4}.");

    public static readonly ProblemCode NoBounces = Code("112",
        "Rien ne se perd ici : donnez « share » ou « dropped », au-dessus de 0, à 1 au plus ensemble.",
        "Nothing is lost here: give 'share' or 'dropped', above 0 and at most 1 together.");

    private static ProblemCode Code(string number, string fr, string en) => new("FLT", number, fr, en);
}
