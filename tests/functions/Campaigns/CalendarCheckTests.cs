using System.Text.Json.Nodes;
using AdoptionAutomation.Campaigns;

namespace AdoptionAutomation.Tests.Campaigns;

public sealed class CalendarCheckTests
{
    private const string F = CalendarSample.Name;

    internal static readonly ProblemRow[] All =
    [
        // Ids and targets
        new(F, "\"id\": \"bonjour\"", "\"id\": \"interview\"", "CAL101", "posts[0].id", "déjà à la ligne 10, dans « rhythms »"),
        new(F, "\"id\": \"veille\"", "\"id\": \"quiz\"", "CAL101", "feeds[0].id", "dans « contests »"),
        new(F, "\"id\": \"bilan\"", "\"id\": \"conseil\"", "CAL014", "rhythms[2].id", "déjà à la ligne"),
        new(F, "{ \"groups\": [\"direction\"] }", "{ }", "CAL102", "rhythms[2].to", "« groups », « kinds » ou « tags »"),
        new(F, "{ \"groups\": [\"direction\"] }", "{ \"groups\": [], \"tags\": [] }", "CAL102", "rhythms[2].to", "Aucun groupe n'est visé"),
        new(F, "{ \"groups\": [\"direction\"] }", "{ \"tags\": [\"cantine\"] }", "CAL104", "rhythms[2].to.tags[0]", "« cantine »"),
        new(F, "[\"direction\"]", "[\"directions\"]", "CAL016", "rhythms[2].to.groups[0]", "« direction » ?"),
        new(F, "[\"direction\"]", "[\"site-nantes\"]", "CAL015", "rhythms[2].to.groups[0]", "« site-nantes »"),
        new(F, "[\"theme\"]", "[\"themes\"]", "CAL005", "rhythms[1].to.kinds[0]", "theme"),
        new(F, "\"channels\": [\"conversation\"], \"clock\": \"group\"", "\"channels\": [\"mail\"], \"clock\": \"group\"", "CAL105", "rhythms[1].clock", "retirez « clock »"),

        // Days
        new(F, "\"from\": \"2026-09-28\"", "\"from\": \"2026-09-27\"", "CAL106", "phases[2].from", "(2026-09-27)"),
        new(F, "\"from\": \"2026-09-14\", \"until\": \"2026-09-27\"", "\"from\": \"2026-09-14\"", "CAL107", "phases[1]", "« until »"),
        new(F, "\"until\": \"2026-11-01\" }\n", "\"until\": \"2026-09-01\" }\n", "CAL108", "phases[2].until", "avant le premier (2026-09-28)"),
        new(F, "\"until\": \"2026-09-24\"", "\"until\": \"2026-09-09\"", "CAL108", "rhythms[1].until", "2026-09-10"),
        new(F, "\"workingDay\": 1", "\"workingDay\": 0", "CAL109", "rhythms[2].recurs.monthly.workingDay", "-1 pour le dernier"),
        new(F, "\"workingDay\": 1", "\"workingDay\": -11", "CAL026", "rhythms[2].recurs.monthly.workingDay", "de -10 à 10"),
        new(F, "{ \"workingDay\": 1 }", "{ \"workingDay\": 1, \"day\": 3 }", "CAL022", "rhythms[2].recurs.monthly", "day, workingDay"),
        new(F, "\"at\": \"2026-09-15T09:00\"", "\"at\": \"2026-10-25T25:00\"", "CAL012", "posts[0].at", "n'existe pas"),
        new(F, "\"at\": \"2026-09-15T09:00\"", "\"at\": \"2027-03-28T02:30\"", "CAL011", "posts[0].at", "Europe/Paris"),

        // Overrides
        new(F, "\"moveTo\": \"2026-09-25T11:00\"", "\"cancel\": false", "CAL110", "rhythms[1].overrides[0].cancel", "écrivez true"),
        new(F, "{ \"on\": \"2026-09-24\",", "{ \"on\": \"2026-09-24\", \"moveTo\": \"2026-09-22T11:00\" }, { \"on\": \"2026-09-24\",", "CAL111", "rhythms[1].overrides[1]", "« moveTo »"),
        new(F, "{ \"on\": \"2026-09-24\",", "{ \"on\": \"2026-09-24\", \"cancel\": true }, { \"on\": \"2026-09-24\",", "CAL112", "rhythms[1].overrides[1]", "est annulé"),

        // Contests
        new(F, "\"closes\": \"2026-09-23T16:00\"", "\"closes\": \"2026-09-16T10:00\"", "CAL113", "contests[0].closes", "(2026-09-16T10:00)"),
        new(F, "\"right\": \"a\"", "\"right\": \"c\"", "CAL114", "contests[0].right", "parmi les choix : a, b"),
        new(F, "\"id\": \"b\"", "\"id\": \"A\"", "CAL115", "contests[0].choices[1].id", "« A » figure déjà"),

        // What a post says
        new(F, "\"Nous y sommes.\"", "\"" + new string('é', 8001) + "\"", "CAL007", "posts[0].post.text.fr", "8001 caractères"),
        new(F, "\"fr\": \"Nous y sommes.\", \"en\": \"Here we are.\"", $"\"fr\": \"{new string('語', 7000)}\", \"en\": \"{new string('語', 7000)}\"", "CAL116", "posts[0].post.text", "environ 44"),
        new(F, ", \"en\": \"Here we are.\"", "", "CAL019", "posts[0].post.text.en", "« en »"),
        new(F, "images/bienvenue.png", "images/absente.png", "CAL023", "posts[0].post.picture.file", "« images/absente.png »"),
    ];

    public static TheoryData<ProblemRow> Rows => [.. All];

    [Fact]
    public async Task The_calendar_of_these_tests_is_sound() => Assert.Empty((await CalendarSample.Folder().ReadAsync()).Problems);

    [Theory]
    [MemberData(nameof(Rows))]
    public async Task Each_mistake_is_named_with_its_place(ProblemRow row)
    {
        ArgumentNullException.ThrowIfNull(row);
        var reading = await CalendarSample.Folder().Change(row.File, row.Old, row.New).ReadAsync();

        var problem = Assert.Single(reading.Problems);
        Assert.Equal((row.File, row.Code, row.Path), (problem.File, problem.Code, problem.Path));
        Assert.Contains(row.Says, problem.Text, StringComparison.Ordinal);
        Assert.False(problem.IsWarning);
    }

    [Fact]
    public async Task A_kind_that_no_group_has_means_nothing()
    {
        var reading = await CalendarSample.Folder().Change("groups.json", "\"kind\": \"product\"", "\"kind\": \"project\"").ReadAsync();

        var problem = Assert.Single(reading.Problems);
        Assert.Equal(("CAL103", "feeds[0].to.kinds[0]"), (problem.Code, problem.Path));
        Assert.Contains("ambassadors, function", problem.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"id\": \"site\",\n      \"like\"", "\"id\": \"site\",\n      \"tags\": [\"Sites\"],\n      \"like\"")]
    [InlineData("\"id\": \"ouvert\",", "\"id\": \"ouvert\", \"tags\": [\"sites\"],")]
    [InlineData("\"id\": \"direction\",", "\"id\": \"direction\", \"tags\": [\"sites\"],")]
    public async Task A_tag_counts_wherever_a_group_has_it_from(string old, string changed)
    {
        var folder = CalendarSample.Folder().Change("groups.json", old, changed).Change(CalendarSample.Name, "{ \"groups\": [\"direction\"] }", "{ \"tags\": [\"sites\"] }");

        Assert.Empty((await folder.ReadAsync()).Problems);
    }

    [Fact]
    public async Task All_mistakes_come_at_once_and_in_order()
    {
        var reading = await CalendarSample.Folder()
            .Change(CalendarSample.Name, "\"workingDay\": 1", "\"workingDay\": 0")
            .Change(CalendarSample.Name, "\"right\": \"a\"", "\"right\": \"z\"")
            .Change(CalendarSample.Name, "\"from\": \"2026-09-28\"", "\"from\": \"2026-09-20\"")
            .Change(CalendarSample.Name, "\"at\": \"08:30\"", "\"at\": \"8h30\"")
            .ReadAsync();

        Assert.Equal(["CAL106", "CAL109", "CAL114", "CAL010"], reading.Problems.Select(problem => problem.Code));
    }

    [Fact]
    public async Task A_picture_of_fifty_megabytes_is_refused_and_not_kept_in_memory()
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        var reading = await CampaignReader.ReadAsync(new WithHugePicture(CalendarSample.Folder().Change(F, "images/bienvenue.png", WithHugePicture.Name)), default);

        var problem = Assert.Single(reading.Problems);
        Assert.Equal(("GRP117", "posts[0].post.picture.file"), (problem.Code, problem.Path));
        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 25_000_000);
    }

    [Fact]
    public async Task A_calendar_of_a_megabyte_is_read()
    {
        var file = JsonNode.Parse(CalendarSample.Text)!;
        var post = file["posts"]![0]!;
        file["posts"] = new JsonArray([.. Enumerable.Range(0, 130).Select(number =>
        {
            var copy = post.DeepClone();
            copy["id"] = $"post-{number}";
            copy["post"]!["text"]!["fr"] = new string('a', 7900);
            return copy;
        })]);
        var reading = await CampaignFolder.Sample().With(CalendarSample.Name, file.ToJsonString()).ReadAsync();

        Assert.Equal(130, reading.Campaign!.Calendar.Posts.Count);
    }

    [Fact]
    public async Task Markup_in_a_text_is_no_mistake_and_comes_out_as_text()
    {
        const string Markup = "<script>alert(1)</script> [ici](javascript:alert(1))";
        var reading = await CalendarSample.Folder().Change(CalendarSample.Name, "Nous y sommes.", Markup).ReadAsync();

        Assert.Empty(reading.Problems);
        var html = AdoptionAutomation.Mail.Posts.PostHtml.Of(reading.Campaign!.Calendar.Posts[0].Post.Text.Fr!);
        Assert.DoesNotContain("<script", html, StringComparison.Ordinal);
        Assert.DoesNotContain("href", html, StringComparison.Ordinal);
    }

    /// <summary>A sparse file: as long as it says, and nothing in it.</summary>
    private sealed class WithHugePicture(ICampaignFiles files) : ICampaignFiles
    {
        public const string Name = "images/huge.png";

        public Task<Stream?> OpenAsync(string name, CancellationToken cancellationToken) => name == Name
            ? Task.FromResult<Stream?>(new Zeroes(50 * 1024 * 1024))
            : files.OpenAsync(name, cancellationToken);
    }

    private sealed class Zeroes(long length) : Stream
    {
        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => length;

        public override long Position { get; set; }

        public override int Read(byte[] buffer, int offset, int count)
        {
            var read = (int)Math.Min(count, length - Position);
            Array.Clear(buffer, offset, read);
            Position += read;
            return read;
        }

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
