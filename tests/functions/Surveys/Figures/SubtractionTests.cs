using AdoptionAutomation.Surveys.Answering;
using AdoptionAutomation.Surveys.Figures;
using AdoptionAutomation.Surveys.Rounds;
using AdoptionAutomation.Surveys.Sealing;
using FsCheck;
using FsCheck.Fluent;

namespace AdoptionAutomation.Tests.Functions.Surveys.Figures;

/// <summary>
/// Tries to reveal somebody by subtraction: of all figures of all cells of all releases of a round, in companies, answers and nights of chance, it
/// finds the people behind each figure and what is left of them when figures are taken from one another.
/// </summary>
public sealed class SubtractionTests
{
    [Fact]
    public void No_difference_of_published_figures_is_about_one_to_four_people() => Prop.ForAll(
        Gen.Choose(0, int.MaxValue - 1).ToArbitrary(),
        seed =>
        {
            var company = new Company(new Random(seed));
            for (var night = 0; night < company.Nights; night++)
            {
                company.Seal(closing: night == company.Nights - 1);
                company.Publish();
            }

            company.AssertEverybodyIsIn();
            Assert.All(company.Published, published => AssertNobodyAlone(published.Key, published.Value));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(150));

    /// <summary>The people whom the same figures are about: the least that any sum and difference of them can single out.</summary>
    private static void AssertNobodyAlone(string about, List<HashSet<int>> published)
    {
        var atoms = published.SelectMany(people => people).Distinct()
            .GroupBy(person => string.Concat(published.Select(people => people.Contains(person) ? '1' : '0')), StringComparer.Ordinal);
        Assert.All(atoms, atom => Assert.True(atom.Count() >= 5, $"{about}: {atom.Count()} can be singled out of {published.Count} figures"));
    }

    private sealed class Company
    {
        private readonly Random random;
        private readonly List<AnswerPaper> papers;
        private readonly int[] nightOf;
        private readonly List<(AnswerBlock Block, List<int> People)> blocks = [];
        private readonly HashSet<int> taken = [];
        private int night = -1;
        private bool closed;

        public Company(Random random)
        {
            this.random = random;
            Nights = random.Next(1, 5);
            var (sites, waves, groups) = (random.Next(1, 5), random.Next(1, 4), random.Next(0, 4));
            papers = [.. Enumerable.Range(0, random.Next(random.Next(3) == 0 ? 12 : 160)).Select(_ => new AnswerPaper(PlaceOf(sites, waves, groups), Answer()))];
            nightOf = [.. papers.Select(_ => random.Next(Nights))];
        }

        public int Nights { get; }

        /// <summary>The people behind the figures, by what these are about: how many answered, or one question.</summary>
        public Dictionary<string, List<HashSet<int>>> Published { get; } = new(StringComparer.Ordinal);

        public void Seal(bool closing)
        {
            night++;
            closed = closing;
            var waiting = Enumerable.Range(0, papers.Count).Where(i => nightOf[i] <= night && !taken.Contains(i))
                .Select(i => new WaitingAnswer($"{i}", papers[i].Place, 300));
            foreach (var planned in BlockMaking.Of(waiting, closing, random.Next))
            {
                var people = planned.Answers.Select(answer => int.Parse(answer.Row, null)).ToList();
                Assert.All(people, person => Assert.True(taken.Add(person), "sealed twice"));
                blocks.Add((new(planned.Place, [.. people.Select(person => papers[person].Values)]), people));
            }
        }

        public void Publish()
        {
            var round = SurveyWorld.Round() with { Turnout = Turnout() };
            var figures = Release.OfAsync(blocks.Select(block => block.Block).ToAsyncEnumerable(), round, closed, random.Next, default).GetAwaiter().GetResult();
            foreach (var cell in figures.Cells)
            {
                Check(cell);
            }

            foreach (var texts in figures.Texts.Where(texts => texts.Hidden is null))
            {
                // What people wrote names them here: so these are seen, not calculated.
                var people = texts.Texts.Select(text => int.Parse(text, null)).ToHashSet();
                Assert.Equal(texts.Texts.Count, people.Count);
                Assert.True(people.Count >= 10);
                Note("what was written", people);
            }
        }

        public void AssertEverybodyIsIn() => Assert.Equal(papers.Count, taken.Count);

        private void Check(CellFigures cell)
        {
            if (cell.Turnout is { } turnout)
            {
                Assert.True(turnout.Answered >= 5 && turnout.Answered % 5 == 0 && turnout.Share % 5 == 0, "turnout is told in fives");
            }

            var inside = blocks.Where(block => block.People.TrueForAll(person => IsIn(cell, papers[person].Place))).ToList();
            var everybody = inside.SelectMany(block => block.People).ToHashSet();
            if (cell.Hidden is not null)
            {
                Assert.True(everybody.Count < (cell.Scope == CellFigures.OfGroup ? 10 : 5), "nothing is hidden without need");
                Assert.True(cell is { Respondents: null, Questions.Count: 0 });
                return;
            }

            Assert.Equal(everybody.Count, cell.Respondents);
            Note("answers", everybody);
            foreach (var question in cell.Questions)
            {
                Check(cell, question, inside, everybody);
            }
        }

        private void Check(CellFigures cell, QuestionFigures question, List<(AnswerBlock Block, List<int> People)> inside, HashSet<int> everybody)
        {
            var people = inside.Select(block => block.People.Where(person => Answers(person, question.Question)).ToList()).Where(some => some.Count >= 5)
                .SelectMany(some => some).Concat(Pooled(cell, question.Question)).ToHashSet();
            if (question.Hidden is not null)
            {
                Assert.True(people.Count < (cell.Scope == CellFigures.OfGroup ? 10 : 5), "nothing is hidden without need");
                Assert.True(question is { Respondents: null, Shares: null, Mean: null, Nps: null, Good: null });
                return;
            }

            // The exact number is there only if it is that of the cell by the question's nature; else the two could be subtracted.
            var must = question.Question is "use" or "mood";
            Assert.Equal(must ? everybody.Count : people.Count / 5 * 5, question.Respondents);
            foreach (var share in question.Shares ?? [])
            {
                var part = people.Count(person => papers[person].Values[question.Question].Contains(share.Choice));
                Assert.Equal((int)Math.Round(20m * part / people.Count, MidpointRounding.AwayFromZero) * 5, share.Percent);
            }

            if (question.Mean is { } mean)
            {
                Assert.Equal(Math.Round(people.Average(person => decimal.Parse(papers[person].Values["mood"][0], null)), 1, MidpointRounding.AwayFromZero), mean);
            }

            if (question.Nps is { } nps)
            {
                var scores = people.Select(person => int.Parse(papers[person].Values["nps"][0], null)).ToList();
                Assert.Equal((int)Math.Round(100m * (scores.Count(s => s >= 9) - scores.Count(s => s <= 6)) / scores.Count, MidpointRounding.AwayFromZero), nps);
            }

            Note(question.Question, people);
        }

        /// <summary>At closing: those of blocks that do not speak to the question, five of a site there, the others in the organisation.</summary>
        private IEnumerable<int> Pooled(CellFigures cell, string question)
        {
            if (!closed || cell.Scope is not (CellFigures.Organisation or CellFigures.OfSite))
            {
                return [];
            }

            var quiet = blocks.Where(block => block.People.Count >= 5)
                .Select(block => (Site: SiteOf(block.People), People: block.People.Where(person => Answers(person, question)).ToList()))
                .Where(block => block.People.Count is > 0 and < 5)
                .GroupBy(block => block.Site, StringComparer.Ordinal)
                .ToDictionary(site => site.Key, site => site.SelectMany(block => block.People).ToList(), StringComparer.Ordinal);
            if (cell.Site is { } own)
            {
                return quiet.TryGetValue(own, out var people) && people.Count >= 5 ? people : [];
            }

            var rest = quiet.Where(site => site.Key.Length == 0 || site.Value.Count < 5).SelectMany(site => site.Value).ToList();
            return quiet.Where(site => site.Key.Length > 0 && site.Value.Count >= 5).SelectMany(site => site.Value).Concat(rest.Count >= 5 ? rest : []);
        }

        private string SiteOf(List<int> people) => people.Select(person => papers[person].Place.Site).Distinct(StringComparer.Ordinal).ToList() is [var one] ? one : "";

        private bool Answers(int person, string question) => papers[person].Values.ContainsKey(question);

        private void Note(string about, HashSet<int> people)
        {
            Published.TryAdd(about, []);
            Published[about].Add(people);
        }

        private static bool IsIn(CellFigures cell, Place place) => (cell.Site is null || cell.Site == place.Site)
            && (cell.Wave is null || cell.Wave == place.Wave) && (cell.Group is null || place.Groups.Contains(cell.Group));

        private Place PlaceOf(int sites, int waves, int groups) => new(
            random.Next(sites + 1) is > 0 and var site ? $"Site {site}" : "",
            $"wave{random.Next(waves)}",
            [.. Enumerable.Range(0, groups).Where(_ => random.Next(2) == 0).Select(group => $"group{group}")]);

        private Dictionary<string, IReadOnlyList<string>> Answer()
        {
            var use = new[] { "daily", "weekly", "never" }[random.Next(3)];
            var values = new List<(string, string)> { ("use", use), ("mood", $"{random.Next(1, 6)}") };
            if (use == "never" && random.Next(4) > 0)
            {
                values.Add(("why", "time"));
                if (random.Next(2) == 0)
                {
                    values.Add(("why", "tools"));
                }
            }

            if (random.Next(2) == 0)
            {
                values.Add(("nps", $"{random.Next(11)}"));
            }

            if (random.Next(3) == 0)
            {
                values.Add(("words", $"{number}"));
            }

            number++;
            return SurveyWorld.Values([.. values]);
        }

        private int number;

        private SortedDictionary<string, Turnout> Turnout()
        {
            var links = papers.Select((paper, i) => new SurveyLink(SurveyWorld.PersonOf(i), "", "", "fr") { Place = paper.Place, IsSpent = nightOf[i] <= night });
            return new(TurnoutCount.OfAsync(links.ToAsyncEnumerable(), default).GetAwaiter().GetResult().ToDictionary(), StringComparer.Ordinal);
        }
    }
}
