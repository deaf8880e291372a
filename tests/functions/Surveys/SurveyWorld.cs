using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Storage;
using AdoptionAutomation.Surveys;
using AdoptionAutomation.Surveys.Answering;
using AdoptionAutomation.Surveys.Rounds;
using AdoptionAutomation.Surveys.Sealing;
using Microsoft.Extensions.DependencyInjection;

namespace AdoptionAutomation.Tests.Functions.Surveys;

/// <summary>A survey with a question of each kind, one of them asked after an answer only, and ways to have it answered.</summary>
internal static class SurveyWorld
{
    public const string Campaign = "small";
    public const string SurveyId = "pulse";

    public static readonly DateTimeOffset Opens = new(2026, 9, 1, 8, 0, 0, TimeSpan.Zero);

    public static Survey Survey { get; } = new()
    {
        Id = SurveyId,
        Kind = SurveyKind.Pulse,
        Title = Text("Comment allez-vous ?", "How are you?"),
        Purpose = Text("Mieux vous aider.", "To help you better."),
        To = new() { Everybody = true },
        When = new() { Once = new(2026, 9, 1, 10, 0) },
        Questions =
        [
            new()
            {
                Id = "use", Kind = QuestionKind.Single, Required = true, Text = Text("À quelle fréquence ?", "How often?"),
                Choices = [Choice("daily", "Chaque jour", "Every day"), Choice("weekly", "Chaque semaine", "Every week"), Choice("never", "Jamais", "Never")],
            },
            new() { Id = "mood", Kind = QuestionKind.Scale, Mood = true, Required = true, Text = Text("Comment la trouvez-vous ?", "How do you like it?") },
            new()
            {
                Id = "why", Kind = QuestionKind.Multiple, Text = Text("Pourquoi jamais ?", "Why never?"), OnlyIf = new() { Question = "use", AnyOf = ["never"] },
                Choices = [Choice("time", "Le temps manque", "No time"), Choice("tools", "Trop d’outils", "Too many tools")],
            },
            new() { Id = "nps", Kind = QuestionKind.Nps, Text = Text("La recommandez-vous ?", "Would you recommend it?") },
            new() { Id = "words", Kind = QuestionKind.Text, Text = Text("Un mot ?", "A word?") },
        ],
    };

    public static SurveyRound Round(string round = "once", Survey? survey = null) =>
        new(survey ?? Survey, round, Opens, Opens.AddDays(14), Opens.AddDays(379))
        {
            State = RoundState.Open,
            Languages = ["fr", "en"],
            TimeZone = "Europe/Paris",
            Platform = "Agora",
            Contact = new() { Name = "Hugo Marchand", Mail = "hugo.marchand@lumen.example" },
        };

    public static LocalText Text(string fr, string en) => new() { Fr = fr, En = en };

    public static Dictionary<string, IReadOnlyList<string>> Values(params (string Question, string Value)[] values) =>
        values.GroupBy(pair => pair.Question, StringComparer.Ordinal)
            .ToDictionary(pair => pair.Key, pair => (IReadOnlyList<string>)[.. pair.Select(one => one.Value)], StringComparer.Ordinal);

    /// <summary>Opens a round in storage and has people answer it.</summary>
    public static async Task AnswerAsync(IServiceProvider services, SurveyRound round, IReadOnlyList<AnswerPaper> papers, int first = 0)
    {
        var (links, cipher) = (services.GetRequiredService<LinksTable>(), services.GetRequiredService<AnswerCipher>());
        await services.GetRequiredService<RoundsTable>().TryWriteAsync(Campaign, round, default);
        var people = papers.Select((paper, i) => new SurveyLink(PersonOf(first + i), "someone@lumen.example", "Someone", "fr") { Place = paper.Place }).ToList();
        foreach (var some in people.Chunk(RowTransactions.Size))
        {
            await links.AddAsync(Campaign, round.Id, some, default);
        }

        foreach (var (paper, person) in papers.Zip(people))
        {
            var link = await links.FindAsync(Campaign, round.Id, person.Person, default);
            var encrypted = cipher.Encrypt(Campaign, round.Id, paper);
            if (!await links.SpendAsync(Campaign, round.Id, link!, encrypted, new Dictionary<string, string>(StringComparer.Ordinal), default))
            {
                throw new InvalidOperationException($"The link of {person.Person} is spent already.");
            }
        }
    }

    public static Task RunAsync(IServiceProvider services, SurveyRound round, SurveyStep step) => services.GetServices<ISurveyStep>()
        .Single(one => one.Step == step)
        .RunAsync(new(Campaign, round.Survey.Id, round.Round, step), default);

    public static async Task<List<AnswerBlock>> BlocksAsync(IServiceProvider services, SurveyRound round) =>
        await services.GetRequiredService<AnswersTable>().ListAsync(Campaign, round.Id, default).ToListAsync();

    public static string PersonOf(int i) => new Guid(i + 1, 0, 0, new byte[8]).ToString();

    private static SurveyChoice Choice(string id, string fr, string en) => new() { Id = id, Text = Text(fr, en) };
}
