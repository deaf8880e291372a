using AdoptionAutomation.Kpis.Book;
using AdoptionAutomation.Kpis.Snapshots;

namespace AdoptionAutomation.Digests.Writing;

/// <summary>Something that moved more than such figures do by themselves. (Public because Razor's parameters are.)</summary>
/// <param name="Sign">Up or down.</param>
/// <param name="Text">In words, with the numbers.</param>
public sealed record DigestChange(string Sign, string Text)
{
    private const int Most = 3;

    /// <summary>People (or groups) that a figure must rest on, on both days.</summary>
    private const double LeastBase = 5;

    /// <summary>A share must have moved by so many people at least.</summary>
    private const double LeastPeople = 3;

    private const double All = 100;

    /// <summary>Points by which a site must move otherwise than the whole, of which the headline tells.</summary>
    private const double LeastApart = 5;

    /// <summary>Figures that tell the same story: the one that moved the most is enough.</summary>
    private const string Writing = "writing";

    private static readonly Moving[] Figures =
    [
        new(KpiBook.Invited, Count.Invited, new("{0} collègues sont invités, contre {1}.", "{0} colleagues are invited, after {1}.")),
        new(KpiBook.Connection, Count.Invited, new("{0} des invités sont venus au moins une fois, contre {1}.", "{0} of those invited have been there at least once, after {1}.")),
        new(KpiBook.Participation, Count.Registered, new("{0} des inscrits ont écrit en 30 jours, contre {1}.", "{0} of the registered wrote within 30 days, after {1}.")),
        new(KpiBook.Passive, Count.Active30, new("{0} de ceux qui viennent ne font que lire, contre {1}.", "{0} of those who come only read, after {1}.")),
        new(KpiBook.Contributors, Count.Contributors7, new("{0} personnes ont écrit dans la semaine, contre {1}.", "{0} people wrote in the week, after {1}."), Writing),
        new(KpiBook.Posts, Count.Contributors7, new("{0} messages dans la semaine, contre {1}.", "{0} posts in the week, after {1}."), Writing),
        new(KpiBook.Replies, Count.Contributors7, new("{0} réponses dans la semaine, contre {1}.", "{0} replies in the week, after {1}."), Writing),
        new(KpiBook.Reactions, Count.Active7, new("{0} réactions dans la semaine, contre {1}.", "{0} reactions in the week, after {1}."), Writing),
        new(KpiBook.Engagement, Count.ChannelPosts7, new("Chaque message a reçu {0} réponses et réactions, contre {1}.", "Each post drew {0} replies and reactions, after {1}.")),
        new(KpiBook.Concentration, Count.Contributors30, new("Les 5 % les plus actifs ont écrit {0} du contenu, contre {1}.", "The most active 5 % wrote {0} of the content, after {1}.")),
        new(KpiBook.ActiveGroups, Count.Groups, new("{0} des groupes ont été actifs dans le mois, contre {1}.", "{0} of the groups were active within the month, after {1}.")),
        new(KpiBook.Mails, Count.MailboxDays7, new("{0} courriels envoyés par personne et par jour, contre {1}.", "{0} mails sent a person and day, after {1}.")),
        new(KpiBook.Profiles, Count.Accounts, new("{0} des profils sont complets, contre {1}.", "{0} of the profiles are complete, after {1}.")),
        new(KpiBook.Bounces, Count.Invited, new("{0} des invitations sont revenues, contre {1}.", "{0} of the invitations bounced, after {1}.")),
        new(KpiBook.Mood, null, new("L’humeur est à {0}, contre {1}.", "The mood is {0}, after {1}.")),
        new(KpiBook.Nps, null, new("Ils nous recommandent à {0} (de −100 à 100), contre {1}.", "They recommend it at {0} (of −100 to 100), after {1}.")),
    ];

    /// <summary>The largest first. What the headline says is not said again.</summary>
    internal static IReadOnlyList<DigestChange> Of(DigestFacts facts, DigestWords words)
    {
        if (facts.Before is not { } before)
        {
            return [];
        }

        var moved = Figures.Select(figure => Of(figure, facts, before, words))
            .Concat(facts.Settings.BusinessKpis.Select(one => OfBusiness(one.Id, facts, words)))
            .Append(facts.Now.Scopes.Where(one => one is { Scope.Kind: ScopeKind.Site, IsHidden: false, Name: not null })
                .Select(site => OfSite(site, facts, before, words)).OfType<Moved>().MaxBy(site => site.Weight));
        return [.. moved.OfType<Moved>().OrderByDescending(one => one.Weight).DistinctBy(one => one.Story ?? one.Change.Text).Take(Most).Select(one => one.Change)];
    }

    private static Moved? Of(Moving figure, DigestFacts facts, DaySnapshot before, DigestWords words)
    {
        var kpi = KpiBook.Find(facts.Settings, figure.Kpi)!;
        return Compare(kpi, facts.Now.Organisation, before.Organisation, figure.Base) is { } pair
            ? MovedOf(pair, kpi, Fill(figure.Text.In(words.Language), pair, kpi, words)) with { Story = figure.Story }
            : null;
    }

    private static Moved? OfBusiness(string id, DigestFacts facts, DigestWords words)
    {
        var kpi = KpiBook.Find(facts.Settings, id)!;
        return Compare(kpi, facts.Now.Organisation, facts.Before!.Organisation, null) is { } pair
            ? MovedOf(pair, kpi, Fill(words.Say($"{Braced(kpi.Name.Fr)} : {{0}}, contre {{1}}.", $"{Braced(kpi.Name.En)}: {{0}}, after {{1}}."), pair, kpi, words))
            : null;
    }

    private static Moved? OfSite(ScopeCounts site, DigestFacts facts, DaySnapshot before, DigestWords words)
    {
        var kpi = KpiBook.Find(facts.Settings, KpiBook.Active7)!;
        var name = site.Name!.In(words.Language);
        return Compare(kpi, site.Counts, before.Of(site.Scope), Count.Invited) is { } pair
            && !(Math.Abs(pair.Now - pair.Before - ((facts.ValueOf(kpi.Id) - facts.BeforeOf(kpi.Id)) ?? 0)) < LeastApart)
            ? MovedOf(pair, kpi, Fill(words.Say($"{Braced(name)} : {{0}} des invités sont venus, contre {{1}}.", $"{Braced(name)}: {{0}} of those invited came, after {{1}}."), pair, kpi, words))
            : null;
    }

    /// <returns>Null: it did not move, or nobody can tell.</returns>
    private static (double Now, double Before)? Compare(Kpi kpi, Counts now, Counts before, string? of)
    {
        if (kpi.Value(now) is not { } value || kpi.Value(before) is not { } former || (of is not null && !(now[of] >= LeastBase && before[of] >= LeastBase)))
        {
            return null;
        }

        var (least, share) = LeastOf(kpi);
        var move = Math.Abs(value - former);
        var isEnough = move > 1e-9 && move >= least && move >= share * Math.Abs(former);
        var people = kpi.Unit == KpiUnit.Percent && of is not null ? move / All * Math.Min(now[of]!.Value, before[of]!.Value) : LeastPeople;
        return isEnough && people >= LeastPeople - 1e-9 ? (value, former) : null;
    }

    /// <summary>What such a figure must move by: so much, and such a share of what it was.</summary>
    internal static (double Least, double Share) LeastOf(Kpi kpi) => kpi switch
    {
        { UnitName: not null } => (0, 0.05),
        { Unit: KpiUnit.Percent } => (2, 0.05),
        { Unit: KpiUnit.Ratio } => (0.3, 0.1),
        { Unit: KpiUnit.Score } => (0.2, 0.05),
        { Unit: KpiUnit.Points } => (8, 0),
        _ => (5, 0.1),
    };

    private static Moved MovedOf((double Now, double Before) pair, Kpi kpi, string text)
    {
        var move = pair.Now - pair.Before;
        var weight = kpi.Unit == KpiUnit.Points ? Math.Abs(move) / All : Math.Abs(move) / Math.Max(1e-9, Math.Max(Math.Abs(pair.Now), Math.Abs(pair.Before)));
        return new(weight, new(move > 0 ? "▲" : "▼", text));
    }

    private static string Fill(string text, (double Now, double Before) pair, Kpi kpi, DigestWords words) =>
        string.Format(System.Globalization.CultureInfo.InvariantCulture, text, words.Value(pair.Now, kpi), words.Value(pair.Before, kpi));

    private static string Braced(string text) => text.Replace("{", "{{", StringComparison.Ordinal).Replace("}", "}}", StringComparison.Ordinal);

    private sealed record Moving(string Kpi, string? Base, Said Text, string? Story = null);

    private sealed record Moved(double Weight, DigestChange Change)
    {
        public string? Story { get; init; }
    }
}
