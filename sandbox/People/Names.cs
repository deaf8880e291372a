using System.Globalization;
using System.Text;

namespace AdoptionAutomation.Sandbox.People;

/// <summary>Names to draw from, and how a name becomes the local part of an address.</summary>
internal static class Names
{
    public static readonly string[] FrenchGiven =
    [
        "Amélie", "André", "Anaïs", "Benoît", "Camille", "Cécile", "Chloé", "Clément", "Élodie", "Émile", "Fatima", "François", "Gaëlle",
        "Guillaume", "Hélène", "Jérôme", "Joël", "Karim", "Léa", "Loïc", "Maëlle", "Mathieu", "Mehdi", "Nathalie", "Noémie", "Océane",
        "Pierre", "Raphaël", "Romain", "Salomé", "Sébastien", "Solène", "Théo", "Valérie", "Yasmine", "Zoé",
    ];

    public static readonly string[] FrenchSurnames =
    [
        "Bélanger", "Bernard", "Besson", "Blanchet", "Bonnet", "Caron", "Charpentier", "Chevalier", "Côté", "Delmas", "Desprès", "Diallo",
        "Dupré", "Durand", "Faure", "Gagné", "Garnier", "Gauthier", "Guérin", "Haddad", "Hébert", "Lacroix", "Lambert", "Le Goff", "Lemaître",
        "Martin", "Ménard", "Nguyen", "Noël", "Pelletier", "Perrin", "Renault", "Rivière", "Roussel", "Vidal", "Zidane",
    ];

    public static readonly string[] EnglishGiven =
    [
        "Aisling", "Aoife", "Brian", "Ciara", "Conor", "Declan", "Eileen", "Emily", "Fiona", "Gareth", "Grace", "Jack", "Liam", "Maeve",
        "Niamh", "Oisín", "Patrick", "Ruth", "Saoirse", "Siobhán", "Tom", "Una",
    ];

    public static readonly string[] EnglishSurnames =
    [
        "Brennan", "Burke", "Clarke", "Daly", "Doyle", "Farrell", "Gallagher", "Hughes", "Kelly", "Lynch", "Moore", "Murphy", "Nolan",
        "O'Brien", "O'Connor", "Quinn", "Reilly", "Ryan", "Smith", "Walsh",
    ];

    private static readonly Dictionary<string, string> Folded = new[] { FrenchGiven, FrenchSurnames, EnglishGiven, EnglishSurnames }
        .SelectMany(list => list).Distinct().ToDictionary(name => name, Fold);

    /// <summary>Lower case ASCII letters only: `Le Goff` becomes `legoff`, `Élodie` becomes `elodie`.</summary>
    public static string InAddress(string name) => Folded.TryGetValue(name, out var folded) ? folded : Fold(name);

    private static string Fold(string name) => string.Concat(name.Normalize(NormalizationForm.FormD)
        .Where(c => CharUnicodeInfo.GetUnicodeCategory(c) is not UnicodeCategory.NonSpacingMark && char.IsAsciiLetter(c))
        .Select(char.ToLowerInvariant));
}
