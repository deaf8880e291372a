using AdoptionAutomation.Surveys.Answering;
using AdoptionAutomation.Surveys.Figures;
using AdoptionAutomation.Surveys.Rounds;
using AdoptionAutomation.Surveys.Sealing;
using Microsoft.Extensions.DependencyInjection;

namespace AdoptionAutomation.Tests.Functions.Surveys.Figures;

/// <summary>Four months of a pulse in six sites, of which Brest is small and the second month had hardly an answer.</summary>
internal static class ResultsScene
{
    public const string Script = "<script>alert('bonjour')</script>";
    public const string Formula = "=HYPERLINK(\"http://evil.example\";\"ici\")";

    private static readonly (string Site, int People, double Mood)[] Sites =
        [("Paris", 160, 0.5), ("Lyon", 90, 0.9), ("Nantes", 60, 0.2), ("Lille", 45, 0.7), ("Montréal", 30, 0.6), ("Brest", 3, 0.5)];

    private static readonly string[] Words =
    [
        "Les fils par projet remplacent enfin les copies de mails.", "Trop de notifications le lundi matin.", "Merci aux ambassadeurs de Lyon !",
        "Je ne sais pas où poser une question.", "Le compte rendu du comité y est le jour même, bravo.", "Il manque l’application sur les postes de l’atelier.",
    ];

    public static async Task ReleaseAsync(IServiceProvider services, bool withMischief = true)
    {
        var random = new Random(6);
        foreach (var (month, share) in new[] { ("2026-06", 0.7), ("2026-07", 0.005), ("2026-08", 0.5), ("2026-09", 0.6) })
        {
            var asked = Sites.SelectMany(site => Enumerable.Range(0, site.People)
                .Select(i => (Place: new Place(site.Site, i % 3 == 0 ? "second" : "first", i % 2 == 0 ? ["everybody"] : ["everybody", "few"]), site.Mood))).ToList();
            var answered = asked.Where(_ => random.NextDouble() < share).ToList();
            var papers = answered.Select(one => new AnswerPaper(one.Place, Answer(random, one.Mood))).ToList();
            if (withMischief && papers.Count > 20)
            {
                papers = [.. papers.Select((paper, i) => (i % 8) switch { 3 => With(paper, Script), 4 => With(paper, Formula), _ => paper })];
            }

            var links = asked.Select(one => new SurveyLink("", "", "", "fr") { Place = one.Place })
                .Concat(answered.Select(one => new SurveyLink("", "", "", "fr") { Place = one.Place, IsSpent = true })).Skip(answered.Count);
            var round = SurveyWorld.Round(month) with
            {
                OpensAt = new(2026, int.Parse(month[5..], null), 7, 8, 0, 0, TimeSpan.Zero),
                ClosesAt = new(2026, int.Parse(month[5..], null), 20, 22, 0, 0, TimeSpan.Zero),
                Turnout = await TurnoutCount.OfAsync(links.ToAsyncEnumerable(), default),
            };
            await KeepAsync(services, round, papers, random);
        }
    }

    public static async Task KeepAsync(IServiceProvider services, SurveyRound round, IReadOnlyList<AnswerPaper> papers, Random random)
    {
        var waiting = papers.Select((paper, i) => new WaitingAnswer($"{i}", paper.Place, 300));
        foreach (var (i, block) in BlockMaking.Of(waiting, closing: true, random.Next).Index())
        {
            var content = AnswersTable.Pack(new(block.Place, [.. block.Answers.Select(answer => papers[int.Parse(answer.Row, null)].Values)]));
            await services.GetRequiredService<AnswersTable>().KeepAsync(SurveyWorld.Campaign, round.Id, $"{i}", content, default);
        }

        await services.GetRequiredService<FiguresRelease>().ReleaseAsync(SurveyWorld.Campaign, round, closed: true, default);
    }

    private static AnswerPaper With(AnswerPaper paper, string words) => paper with
    {
        Values = paper.Values.Where(pair => pair.Key != "words").Append(new("words", [words])).ToDictionary(StringComparer.Ordinal),
    };

    private static Dictionary<string, IReadOnlyList<string>> Answer(Random random, double mood)
    {
        var use = random.NextDouble() < mood ? "daily" : random.Next(3) > 0 ? "weekly" : "never";
        var values = new List<(string, string)>
        {
            ("use", use),
            ("mood", $"{Math.Clamp((int)Math.Round((mood * 3) + 1 + random.NextDouble() + random.NextDouble()), 1, 5)}"),
            ("words", Words[random.Next(Words.Length)]),
        };
        if (use == "never")
        {
            values.Add(("why", random.Next(2) == 0 ? "time" : "tools"));
        }

        if (random.Next(10) > 0)
        {
            values.Add(("nps", $"{Math.Clamp((int)(mood * 6) + random.Next(6), 0, 10)}"));
        }

        return SurveyWorld.Values([.. values]);
    }
}
