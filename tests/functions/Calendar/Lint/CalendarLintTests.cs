using System.Text.Json.Nodes;
using AdoptionAutomation.Calendar.Lint;
using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Tests.Campaigns;
using NodaTime;

namespace AdoptionAutomation.Tests.Functions.Calendar.Lint;

public sealed class CalendarLintTests
{
    private const string F = CalendarSample.Name;
    private const string Said = "Nous y sommes.";

    /// <summary>Monday 7 September 2026, 8:00 in Paris: the season's first day.</summary>
    private static readonly Instant Now = Instant.FromUtc(2026, 9, 7, 6, 0);

    internal static readonly ProblemRow[] All =
    [
        // The season
        new(F, "\"rotation\": \"again\"", "\"rotation\": \"again\", \"until\": \"2026-10-05\"", "CAL201", "phases[2]", "pendant 3 semaine(s) à partir du 2026-10-12"),
        new(F, "\"honours\": true, ", "", "CAL202", "phases[2]", "pendant 5 semaine(s) à partir du 2026-09-28"),
        new(F, ", \"quickWin\": true", "", "CAL203", "phases[1]", "Du 2026-09-14 au 2026-09-27"),
        new(F, "2026-09-15T09:00", "2026-09-14T09:45", "CAL204", "posts[0].at", "« interview » paraît à moins d'une heure de ce post, dans le groupe « toute-l-entreprise », le 2026-09-14 09:45 (1 fois"),
        new(F, "\"at\": \"09:00\"", "\"at\": \"18:45\"", "CAL205", "rhythms[0].at", "le 2026-09-07 18:45 (8 fois"),
        new(F, "2026-09-15T09:00", "2026-09-12T09:00", "CAL205", "posts[0].at", "le 2026-09-12 09:00 (1 fois"),
        new(F, "\"closes\": \"2026-09-23T16:00\"", "\"closes\": \"2026-09-23T23:00\"", "CAL205", "contests[0].closes", "le 2026-09-23 23:00"),

        // Rhythms
        new("campaign.json", "\"holidays\": [", "\"holidays\": [\n    \"2026-09-21\",", "CAL206", "rhythms[0].recurs", "le 2026-09-21 (1 fois"),
        new(F, "\"until\": \"2026-09-24\"", "\"until\": \"2026-10-15\"", "CAL207", "rhythms[1].posts", "à partir du 2026-10-01, et il dure jusqu'au 2026-10-15 : préparez-en 3"),
        new(F, "{ \"on\": \"2026-09-24\"", "{ \"on\": \"2026-10-24\"", "CAL208", "rhythms[1].overrides[0].on", "2026-10-24"),

        // Posts
        new(F, "\"author\": { \"name\": \"Hugo Marchand\", \"mail\": \"hugo.marchand@lumen.example\" },", "", "CAL209", "contests[0]", "ce sera Hugo Marchand"),
        new(F, "\"Bonjour à tous\"", "\"CHERCHER \"", "CAL212", "posts[0].post.title.fr", "« CHERCHER  » sert déjà à la ligne"),
        new(F, Said, "Marc raconte.\\nSon [atelier](https://agora.lumen.example/marc).", "CAL213", "posts[0].post.text.fr", "figure déjà à la ligne"),
        new("groups.json", "\"producers\": [\"paul.lefevre@lumen.example\", \"nora.kowalski@lumen.example\"]", "\"members\": []", "CAL214", "rhythms[1].to", "« usages-numeriques »"),

        // Markdown
        new(F, Said, "Voir [ici](http://agora.example).", "CAL215", "posts[0].post.text.fr", "« http://agora.example »"),
        new(F, Said, "Voir [ici](agora.example).", "CAL215", "posts[0].post.text.fr", "« agora.example »"),
        new(F, Said, "Voir <http://agora.example>.", "CAL215", "posts[0].post.text.fr", "« http://agora.example »"),
        new(F, Said, "![La lampe](http://agora.example/l.png)", "CAL215", "posts[0].post.text.fr", "l.png"),
        new(F, Said, "Voir [ici] (https://agora.example).", "CAL216", "posts[0].post.text.fr", "n'est pas complet"),
        new(F, Said, "Voir [ici](https://agora.example", "CAL216", "posts[0].post.text.fr", "n'est pas complet"),
        new(F, Said, "Voir [ici](https://agora.example/a b).", "CAL216", "posts[0].post.text.fr", "n'est pas complet"),
        new(F, Said, "Voir [ici]().", "CAL216", "posts[0].post.text.fr", "n'est pas complet"),
        new(F, Said, "![](https://agora.example/l.png)", "CAL217", "posts[0].post.text.fr", "n'apparaîtra pas"),
    ];

    public static TheoryData<ProblemRow> Rows => [.. All];

    public static TheoryData<string> Fine =>
    [
        "Voir [ici](https://agora.example \\\"Agora\\\") et [là](mailto:hugo@lumen.example).",
        "![La lampe](https://agora.example/l.png)",
        "Écrivez `[texte] (https://adresse)` ainsi.",
        "Une liste [a] (voir plus bas) et f[1].",
        "<https://agora.example>, <hugo@lumen.example>",
        "Une référence [ici][1].\\n\\n[1]: https://agora.example",
    ];

    [Fact]
    public async Task A_calendar_with_all_it_takes_has_no_warning() => Assert.Empty(await LintAsync(CalendarSample.Folder()));

    [Theory]
    [MemberData(nameof(Rows))]
    public async Task Each_weakness_is_named_with_its_place(ProblemRow row)
    {
        ArgumentNullException.ThrowIfNull(row);
        var warnings = await LintAsync(CalendarSample.Folder().Change(row.File, row.Old, row.New));

        var warning = Assert.Single(warnings);
        Assert.Equal((F, row.Code, row.Path), (warning.File, warning.Code, warning.Path));
        Assert.Contains(row.Says, warning.Text, StringComparison.Ordinal);
        Assert.True(warning.IsWarning);
        Assert.Contains($"  warning {row.Code}: ", warning.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Fine))]
    public async Task Sound_Markdown_gives_no_warning(string markdown) => Assert.Empty(await LintAsync(CalendarSample.Folder().Change(F, Said, markdown)));

    [Theory]
    [InlineData("[a](http://x.example)", 1)]
    [InlineData("É🎉\\n\\u00e9\\t[a](http://x.example)", 13)]
    public async Task The_place_of_a_link_is_where_it_stands_in_the_file(string markdown, int column)
    {
        var plain = await LintAsync(CalendarSample.Folder().Change(F, Said, "[a](http://x.example)"));
        var warning = Assert.Single(await LintAsync(CalendarSample.Folder().Change(F, Said, markdown)));

        Assert.Equal((plain[0].Line, plain[0].Column + column - 1), (warning.Line, warning.Column));
    }

    [Fact]
    public async Task A_draft_is_told_of_a_week_before()
    {
        var folder = CalendarSample.Folder().Change(F, "\"channels\": [\"teams\"], \"at\": \"2026-09-15T09:00\"", "\"status\": \"draft\", \"channels\": [\"teams\"], \"at\": \"2026-09-15T09:00\"");

        Assert.Empty(await LintAsync(folder));
        var warning = Assert.Single(await LintAsync(folder, Now + Duration.FromDays(2)));
        Assert.Equal(("CAL211", "posts[0].status"), (warning.Code, warning.Path));
    }

    [Fact]
    public async Task A_time_that_is_past_is_told_of_once_when_it_is_new()
    {
        var later = Instant.FromUtc(2026, 9, 20, 6, 0);
        var reading = await CalendarSample.Folder().ReadAsync();

        Assert.Equal(
            [("CAL210", "posts[0].at"), ("CAL210", "contests[0].at")],
            CalendarLint.Of(reading, later, new()).Select(warning => (warning.Code, warning.Path)));
        Assert.Empty(CalendarLint.Of(reading, later, reading.Campaign!.Calendar));
        Assert.Empty(CalendarLint.Of(reading, later));
    }

    [Fact]
    public async Task What_is_over_is_let_be()
    {
        var folder = CalendarSample.Folder().Change(F, ", \"quickWin\": true", "").Change(F, "2026-09-15T09:00", "2026-09-14T09:45").Change(F, "\"honours\": true, ", "");

        Assert.Equal(3, (await LintAsync(folder)).Count);
        Assert.Empty(await LintAsync(folder, Instant.FromUtc(2026, 10, 30, 6, 0)));
    }

    [Fact]
    public async Task A_season_without_phases_is_looked_at_for_half_a_year()
    {
        var file = JsonNode.Parse(CalendarSample.Text)!.AsObject();
        file.Remove("phases");
        file["rhythms"]![0]!["until"] = "2026-09-20";
        file["rhythms"]!.AsArray().RemoveAt(2);
        var warnings = await LintAsync(CampaignFolder.Sample().With(F, file.ToJsonString()));

        Assert.Equal([("CAL201", ""), ("CAL202", "")], warnings.Select(warning => (warning.Code, warning.Path)));
        Assert.Contains("pendant 23 semaine(s) à partir du 2026-09-28", warnings[0].Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_holiday_that_an_override_answers_is_none()
    {
        var holiday = CalendarSample.Folder()
            .Change("campaign.json", "\"holidays\": [", "\"holidays\": [\n    \"2026-09-21\",")
            .Change(F, "\"rotation\": \"again\",", "\"rotation\": \"again\", \"overrides\": [ { \"on\": \"2026-09-21\", \"moveTo\": \"2026-09-22T09:00\" } ],");
        var moved = CalendarSample.Folder()
            .Change("campaign.json", "\"holidays\": [", "\"holidays\": [\n    \"2026-09-21\",")
            .Change(F, "\"rotation\": \"again\",", "\"rotation\": \"again\", \"onHolidays\": \"dayAfter\",");

        Assert.Empty(await LintAsync(holiday));
        Assert.Empty(await LintAsync(moved));
    }

    [Fact]
    public async Task A_broken_calendar_has_problems_and_no_warnings()
    {
        var reading = await CalendarSample.Folder().Change(F, "\"right\": \"a\"", "\"right\": \"z\"").ReadAsync();

        Assert.Empty(CalendarLint.Of(reading, Now));
        Assert.Empty(CalendarLint.Of(await CampaignFolder.Sample().Without(F).ReadAsync(), Now));
    }

    [Fact]
    public async Task Five_thousand_occurrences_and_nasty_brackets_are_judged()
    {
        var file = JsonNode.Parse(CalendarSample.Text)!.AsObject();
        var rhythm = file["rhythms"]![0]!;
        rhythm["recurs"] = JsonNode.Parse("""{ "weekly": { "on": ["monday", "tuesday", "wednesday", "thursday", "friday"] } }""");
        rhythm["posts"]![1]!["text"]!["fr"] = string.Concat(Enumerable.Repeat("[a](", 1990));
        file["rhythms"] = new JsonArray([.. Enumerable.Range(0, 40).Select(number =>
        {
            var copy = rhythm.DeepClone();
            copy["id"] = $"r-{number}";
            copy["at"] = $"{9 + (number % 8):00}:{number / 8 * 10:00}";
            return copy;
        })]);
        file["phases"]![2]!["until"] = "2027-03-07";
        var warnings = await LintAsync(CampaignFolder.Sample().With(F, file.ToJsonString()));

        Assert.Contains(warnings, warning => warning.Code == "CAL204");
        Assert.Contains(warnings, warning => warning.Code == "CAL216");
    }

    private static async Task<IReadOnlyList<Problem>> LintAsync(CampaignFolder folder, Instant? now = null)
    {
        var reading = await folder.ReadAsync();
        Assert.Empty(reading.Problems);
        return CalendarLint.Of(reading, now ?? Now);
    }
}
