using AdoptionAutomation.Kpis.Book;

namespace AdoptionAutomation.Kpis.Dashboard;

/// <summary>Which figures stand together in a chart, and which charts in a part of the page.</summary>
internal static class ChartPlans
{
    /// <summary>The curve has its own place above.</summary>
    public static readonly IReadOnlyList<string> Curve = [KpiBook.Active7, KpiBook.Active30];

    public static IReadOnlyList<(Said Title, IReadOnlyList<ChartPlan> Charts)> Sections { get; } =
    [
        (new("Venir", "Coming"), [new(KpiBook.Connection), new(KpiBook.Passive), new(KpiBook.Bounces)]),
        (
            new("Écrire", "Writing"),
            [
                new(KpiBook.Participation),
                new(KpiBook.Posts, KpiBook.Replies, KpiBook.Reactions) { Title = new("Messages, réponses et réactions en 7 jours", "Posts, replies and reactions in 7 days") },
                new(KpiBook.Contributors), new(KpiBook.Frequency), new(KpiBook.Engagement), new(KpiBook.Concentration),
            ]),
        (new("Ensemble", "Together"), [new(KpiBook.Members), new(KpiBook.GroupActivity), new(KpiBook.ActiveGroups), new(KpiBook.Groups), new(KpiBook.Contest)]),
        (new("Effets", "Effects"), [new(KpiBook.Mails), new(KpiBook.Mood), new(KpiBook.Nps), new(KpiBook.Profiles)]),
    ];

    /// <summary>Figures at the top of the page, as far as they are known of a scope.</summary>
    public static readonly IReadOnlyList<string> Tiles =
        [KpiBook.Active7, KpiBook.Connection, KpiBook.Participation, KpiBook.Members, KpiBook.GroupActivity, KpiBook.Engagement, KpiBook.Mood];

    /// <summary>Columns of the tables of scopes.</summary>
    public static readonly IReadOnlyList<string> Columns =
    [
        KpiBook.Active7, KpiBook.GroupActivity, KpiBook.Invited, KpiBook.Connection, KpiBook.Active30, KpiBook.Participation, KpiBook.Posts, KpiBook.Replies,
        KpiBook.Members, KpiBook.Reactions, KpiBook.Engagement, KpiBook.Mood,
    ];
}

/// <param name="Kpis">Their ids; the first gives the axis.</param>
internal sealed record ChartPlan(params IReadOnlyList<string> Kpis)
{
    /// <summary>Null: the name of its one figure.</summary>
    public Said? Title { get; init; }
}
