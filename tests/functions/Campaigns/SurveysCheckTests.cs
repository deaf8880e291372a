namespace AdoptionAutomation.Tests.Campaigns;

public sealed class SurveysCheckTests
{
    private const string F = SurveySample.Name;
    private const string Choice = """{ "id": "x", "text": { "fr": "Ix", "en": "An x" } }, { "id": "y", "text": { "fr": "Igrec", "en": "A y" } }""";
    private const string Nps = "\"id\": \"nps\", \"kind\": \"nps\", \"text\": { \"fr\": \"Conseiller ?\", \"en\": \"Recommend?\" }";

    internal static readonly ProblemRow[] All =
    [
        // Ids
        new(F, "\"id\": \"vote\"", "\"id\": \"avant\"", "SUR014", "surveys[1].id", "déjà à la ligne 4"),
        new(F, "\"id\": \"plus\"", "\"id\": \"envie\"", "SUR014", "surveys[0].questions[2].id", "déjà à la ligne 7"),
        new(F, "\"id\": \"outils\"", "\"id\": \"temps\"", "SUR014", "surveys[0].questions[1].choices[1].id", "« temps »"),
        new(F, "\"id\": \"plus\"", "\"id\": \"Plus d'idées\"", "SUR013", "surveys[0].questions[2].id", "de 1 à 24"),
        new(F, "\"id\": \"non\"", "\"id\": \"non merci\"", "SUR013", "surveys[0].questions[3].choices[1].id", "« non merci »"),
        new(F, "\"id\": \"plus\"", "\"id\": \" \"", "SUR006", "surveys[0].questions[2].id", "vide"),
        new(F, "\"id\": \"plus\"", "\"id\": \"" + new string('P', 25) + "\"", "SUR007", "surveys[0].questions[2].id", "limite de 24"),

        // What belongs to a kind
        new(F, "\"id\": \"humeur\", \"kind\": \"scale\"", "\"id\": \"humeur\", \"kind\": \"single\"", "SUR101", "surveys[3].questions[0]", "« single »"),
        new(F, "\"id\": \"humeur\", \"kind\": \"scale\",", $"\"id\": \"humeur\", \"kind\": \"scale\", \"choices\": [ {Choice} ],", "SUR102", "surveys[3].questions[0].choices", "retirez « choices »"),
        new(F, "\"id\": \"plus\", \"kind\": \"text\",", "\"id\": \"plus\", \"kind\": \"text\", \"highest\": { \"fr\": \"oui\", \"en\": \"yes\" },", "SUR103", "surveys[0].questions[2].highest", "retirez « highest »"),
        new(F, "\"kind\": \"nps\",", "\"kind\": \"note\",", "SUR005", "surveys[2].questions[0].kind", "single, multiple"),
        new(F, "{ " + Nps + " },", "{ " + Nps + " }, " + string.Concat(Enumerable.Range(1, 5).Select(i => $"{{ \"id\": \"t{i}\", \"kind\": \"text\", \"text\": {{ \"fr\": \"Et ?\", \"en\": \"And?\" }} }}, ")), "SUR104", "surveys[2].questions[6]", "numéro 6 et la limite est de 5"),

        // Branches
        new(F, "\"question\": \"nps\"", "\"question\": \"npx\"", "SUR105", "surveys[2].questions[1].onlyIf.question", "Questions qui précèdent : nps."),
        new(F, "\"question\": \"envie\"", "\"question\": \"nps\"", "SUR105", "surveys[0].questions[1].onlyIf.question", "Questions qui précèdent : envie."),
        new(F, "\"question\": \"envie\"", "\"question\": \"craintes\"", "SUR106", "surveys[0].questions[1].onlyIf.question", "(ligne 8)"),
        new(F, "\"question\": \"envie\"", "\"question\": \"plus\"", "SUR106", "surveys[0].questions[1].onlyIf.question", "Questions qui précèdent : envie."),
        new(F, "{ " + Nps + " },", "{ " + Nps + " }, { \"id\": \"q\", \"kind\": \"text\", \"text\": { \"fr\": \"Et ?\", \"en\": \"And?\" } }, { \"id\": \"r\", \"kind\": \"nps\", \"text\": { \"fr\": \"Et ?\", \"en\": \"And?\" }, \"onlyIf\": { \"question\": \"q\", \"atLeast\": 1 } },", "SUR107", "surveys[2].questions[2].onlyIf.question", "« q »"),
        new(F, "\"question\": \"envie\", \"atMost\": 2", "\"question\": \"envie\", \"anyOf\": [\"2\"]", "SUR108", "surveys[0].questions[1].onlyIf.anyOf", "« atLeast » ou « atMost »"),
        new(F, "\"anyOf\": [\"temps\"]", "\"atLeast\": 1", "SUR108", "surveys[0].questions[2].onlyIf.atLeast", "donnez « anyOf »"),
        new(F, "\"anyOf\": [\"temps\"]", "\"anyOf\": [\"temps\", \"non\"]", "SUR109", "surveys[0].questions[2].onlyIf.anyOf[1]", "temps, outils"),
        new(F, "\"atMost\": 2", "\"atMost\": 6", "SUR110", "surveys[0].questions[1].onlyIf.atMost", "de 1 à 5"),
        new(F, "\"atMost\": 2", "\"atMost\": 0", "SUR110", "surveys[0].questions[1].onlyIf.atMost", "de 1 à 5"),
        new(F, "\"atLeast\": 9", "\"atLeast\": 11", "SUR026", "surveys[2].questions[1].onlyIf.atLeast", "de 0 à 10"),
        new(F, "\"atLeast\": 9", "\"atLeast\": 9, \"atMost\": 9", "SUR022", "surveys[2].questions[1].onlyIf", "anyOf, atLeast, atMost"),

        // The answer with a name
        new(F, "\"kind\": \"temperature\"", "\"kind\": \"feedback\"", "SUR111", "surveys[0].questions[3].named", "« feedback »"),
        new(F, "\"required\": true, \"lowest\"", "\"named\": { \"fr\": \"Nom.\", \"en\": \"Name.\" }, \"lowest\"", "SUR112", "surveys[0].questions[0].named", "« scale »") { Also = ["SUR113", "SUR116"] },
        new(F, "\"en\": \"Help?\" },", "\"en\": \"Help?\" }, \"required\": true,", "SUR114", "surveys[0].questions[3].required", "retirez « required »"),
        new(F, "\"en\": \"Help?\" },", "\"en\": \"Help?\" }, \"onlyIf\": { \"question\": \"envie\", \"atLeast\": 4 },", "SUR115", "surveys[0].questions[3].onlyIf", "« envie »"),

        // Mood
        new(F, "\"kind\": \"nps\",", "\"kind\": \"nps\", \"mood\": true,", "SUR117", "surveys[2].questions[0].mood", "« nps »"),
        new(F, "\"id\": \"humeur\",", "\"id\": \"h\", \"kind\": \"scale\", \"mood\": true, \"text\": { \"fr\": \"Et ?\", \"en\": \"And?\" } }, { \"mood\": true, \"id\": \"humeur\",", "SUR118", "surveys[3].questions[1].mood", "« h » (ligne"),

        // When and to whom
        new(F, "\"reminders\": [2, 4]", "\"reminders\": [2, 6]", "SUR119", "surveys[0].reminders[1]", "donnez 5 au plus"),
        new(F, "\"openDays\": 6, \"reminders\": [2, 4]", "\"reminders\": [2, 14]", "SUR119", "surveys[0].reminders[1]", "donnez 13 au plus"),
        new(F, "\"reminders\": [2, 4]", "\"reminders\": [4, 4]", "SUR120", "surveys[0].reminders[1]", "4 vient après 4"),
        new(F, "{ \"groups\": [\"direction\"] }, \"when\": { \"monthly\": { \"from\": \"2026-10-15\", \"at\": \"10:00\" } }", "{ \"groups\": [\"direction\"] }, \"when\": { \"afterWave\": { \"days\": 3, \"at\": \"10:00\" } }", "SUR121", "surveys[3].when.afterWave", "« groups » n'en désigne aucune"),
        new(F, "{ \"directory\": true }, \"when\": { \"once\": \"2026-09-08T10:00\" }", "{ \"directory\": true }, \"when\": { \"afterWave\": { \"days\": 3, \"at\": \"10:00\" } }", "SUR121", "surveys[0].when.afterWave", "« directory »"),
        new(F, "\"directory\": true", "\"waves\": [\"pilote\"]", "SUR122", "surveys[0].to.waves[0]", "« pilote » ouvre le 2026-09-14T09:00"),
        new(F, "\"directory\": true", "\"everybody\": true", "SUR122", "surveys[0].to.everybody", "(2026-09-08T10:00)"),
        new(F, "\"directory\": true", "\"directory\": false", "SUR123", "surveys[0].to.directory", "écrivez true"),
        new(F, "\"openDays\": 28", "\"openDays\": 29", "SUR124", "surveys[3].openDays", "28 jours au plus"),
        new(F, "\"from\": \"2026-10-15\"", "\"from\": \"9999-12-31\"", "SUR125", "surveys[3].when.monthly.from", "de 2000 à 2199"),
        new(F, "2026-10-09T10:00", "0206-10-09T10:00", "SUR125", "surveys[1].when.once", "0206-10-09T10:00") { Also = ["SUR122"] },
        new(F, "2026-10-09T10:00", "2027-03-28T02:30", "SUR011", "surveys[1].when.once", "Europe/Paris"),
        new(F, "\"en\": \"Which?\" }, \"required\": true", "\"en\": \"Which?\" }", "SUR126", "surveys[1].questions", "« single » obligatoire"),
        new(F, "\"groups\": [\"direction\"]", "\"groups\": [\"directions\"]", "SUR016", "surveys[3].to.groups[0]", "« direction » ?"),
        new(F, "\"waves\": [\"pilote\", \"tous\"]", "\"waves\": [\"pilote\", \"personne\"]", "SUR015", "surveys[2].to.waves[1]", "« personne »"),
    ];

    public static TheoryData<ProblemRow> Rows => [.. All];

    [Fact]
    public async Task The_surveys_of_these_tests_are_sound() => Assert.Empty((await SurveySample.Folder().ReadAsync()).Problems);

    [Theory]
    [MemberData(nameof(Rows))]
    public async Task Each_mistake_is_named_with_its_place(ProblemRow row)
    {
        ArgumentNullException.ThrowIfNull(row);
        var reading = await SurveySample.Folder().Change(row.File, row.Old, row.New).ReadAsync();

        Assert.Null(reading.Campaign);
        Assert.Equal(row.Also.Append(row.Code).Order(StringComparer.Ordinal), reading.Problems.Select(problem => problem.Code).Order(StringComparer.Ordinal));
        var problem = reading.Problems.First(one => one.Code == row.Code);
        Assert.Equal((row.File, row.Path), (problem.File, problem.Path));
        Assert.Contains(row.Says, problem.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_question_depends_on_an_answer_with_a_name()
    {
        var reading = await SurveySample.Folder()
            .Change(F, "\"named\": { \"fr\": \"Avec votre nom.\", \"en\": \"With your name.\" } }", "\"named\": { \"fr\": \"Nom.\", \"en\": \"Name.\" } }, "
                + "{ \"id\": \"quand\", \"kind\": \"text\", \"text\": { \"fr\": \"Quand ?\", \"en\": \"When?\" }, \"onlyIf\": { \"question\": \"aider\", \"anyOf\": [\"oui\"] } }")
            .ReadAsync();

        var problem = Assert.Single(reading.Problems);
        Assert.Equal(("SUR116", "surveys[0].questions[4].onlyIf.question"), (problem.Code, problem.Path));
    }

    [Fact]
    public async Task All_mistakes_come_at_once_and_in_order()
    {
        var reading = await SurveySample.Folder()
            .Change(F, "\"reminders\": [2, 4]", "\"reminders\": [9, 4]")
            .Change(F, "\"atMost\": 2", "\"atMost\": 7")
            .Change(F, "\"anyOf\": [\"temps\"]", "\"anyOf\": [\"rien\"]")
            .Change(F, "\"at\": \"10:00\"", "\"at\": \"10h\"")
            .Change(F, "\"openDays\": 28", "\"openDays\": 60")
            .ReadAsync();

        Assert.Equal(["SUR119", "SUR120", "SUR110", "SUR109", "SUR010", "SUR124"], reading.Problems.Select(problem => problem.Code));
    }

    [Fact]
    public async Task What_the_waves_file_lacks_is_not_held_against_the_surveys()
    {
        var reading = await SurveySample.Folder().With("waves.json", "{").ReadAsync();

        Assert.All(reading.Problems, problem => Assert.Equal("waves.json", problem.File));
    }

    [Fact]
    public async Task A_wave_that_is_opened_by_hand_may_be_open_by_then()
    {
        var reading = await SurveySample.Folder()
            .Change("waves.json", "      \"opens\": \"2026-09-14T09:00\",\n", "")
            .Change(F, "\"directory\": true", "\"waves\": [\"pilote\"]")
            .ReadAsync();

        Assert.Empty(reading.Problems);
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("{ \"surveys\": 3 }")]
    [InlineData("{ \"surveys\": [ 1, null, [], \"x\" ] }")]
    [InlineData("{ \"surveys\": [ { \"questions\": [ 1, null ], \"to\": [], \"when\": 3, \"reminders\": \"x\" } ] }")]
    [InlineData("{ \"surveys\": [ { \"questions\": [ { \"id\": 3, \"kind\": 1, \"choices\": 2, \"onlyIf\": [], \"named\": 1, \"mood\": 1 } ] } ] }")]
    [InlineData("{ \"surveys\": [ { \"kind\": \"vote\", \"openDays\": 99999999999, \"reminders\": [1e3, 2.5, -1] } ] }")]
    public async Task Nonsense_is_answered_with_problems(string text)
    {
        var reading = await CampaignFolder.Sample().With(F, text).ReadAsync();

        Assert.NotEmpty(reading.Problems);
        Assert.Null(reading.Campaign);
    }
}
