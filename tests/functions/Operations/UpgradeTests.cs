using System.Text.Json;
using AdoptionAutomation.Operations.Failures;
using AdoptionAutomation.Storage;
using AdoptionAutomation.Tests.Sandbox.Storage;
using AdoptionAutomation.Waves.Life;
using Azure.Data.Tables;

namespace AdoptionAutomation.Tests.Functions.Operations;

/// <summary>
/// What is on the queues and in the due table while a new version of the app takes over. The texts are those that the version before wrote, to the
/// letter, with the keys it gave them.
/// </summary>
public sealed class UpgradeTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    private const string Resolve =
        """{"campaign":"small","wave":"first","step":"Resolve","after":"0","upTo":"","round":0,"turn":null,"due":"2026-09-07T07:30:00+00:00","v":1}""";

    private static readonly (string Queue, string Text, string About, string Step, string Key)[] Before =
    [
        (QueueNames.InvitePeople,
            """{"campaign":"small","wave":"first","step":"Open","after":"","upTo":"","round":0,"turn":null,"due":"2026-09-08T06:00:00+00:00","v":1}""",
            "first", "Open", "e27e7ba60e823a0115d44f9a058f8b92"),
        (QueueNames.InvitePeople, Resolve, "first", "Resolve", "6e14dfa9f095d54d3df1c24bf2f1026c"),
        (QueueNames.SendMail,
            """{"campaign":"small","purpose":"welcome","audience":"first","after":"","upTo":"~","due":null,"turn":{"lane":"mail","at":"2026-09-08T06:00:00+00:00"},"v":1}""",
            "first", "welcome", "1ce7bb8586368d1f5169c898b26871e7"),
        (QueueNames.ProvisionGroup, """{"campaign":"small","group":"few","tries":0,"turn":null,"check":null,"v":1}""", "few", "provision", "d1fd846f107afceb408c8de5677cb797"),
        (QueueNames.ProvisionGroup,
            """{"campaign":"small","group":"","tries":0,"turn":null,"check":{"first":"everybody","last":"few","at":"2026-09-08T06:00:00+00:00"},"v":1}""",
            "everybody", "check", "3c33e66e9b4870b86abd92990235a0c5"),
        (QueueNames.PublishPost,
            """{"campaign":"small","occurrence":"hello.2026-09-08","channel":0,"group":"everybody","due":"2026-09-08T06:00:00+00:00","turn":null,"decided":false,"v":1,"key":"hello.2026-09-08.teams.everybody"}""",
            "hello.2026-09-08", "Teams everybody", "c49701895b3352bb89332691f487a722"),
        (QueueNames.RunSurvey, """{"campaign":"small","survey":"mood","round":"1","step":0,"due":"2026-09-08T06:00:00+00:00","v":1}""", "mood.1", "Open", "2e5d2bf0b88903d2ca0bd54959243d67"),
        (QueueNames.TakeSnapshot, """{"campaign":"small","until":"2026-09-08T06:00:00+00:00","turn":null,"v":1}""", "", "snapshot", "f4b5a2a19f0ec59da07d935f19985ba6"),
    ];

    public static TheoryData<int> Messages => [.. Enumerable.Range(0, Before.Length)];

    [Fact]
    public void Every_queue_is_looked_at() =>
        Assert.Equal(QueueNames.All.Order(StringComparer.Ordinal), Before.Select(before => before.Queue).Distinct().Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Messages))]
    public void A_message_of_the_version_before_means_the_same_and_keeps_its_key(int index)
    {
        var (queue, text, about, step, key) = Before[index];
        var expected = new QueuedWork(queue, "small", about, step, 1, key);

        Assert.Equal(expected, QueuedWork.Read(queue, text));
        Assert.Equal(expected, QueuedWork.Read(queue, With(text, "\"later\":{\"x\":[1]}")));
        Assert.Equal(expected, QueuedWork.Read(queue, With(text, "\"trace\":\"00-11111111111111111111111111111111-2222222222222222-01\",\"seenFrom\":\"2026-09-08T06:00:00+00:00\"")));
    }

    [Fact]
    public async Task Messages_of_the_version_before_are_worked_off()
    {
        await using var app = await AppTest.StartAsync(azurite.NewAccount());
        await app.ProvisionAsync();
        await app.Get<WavesTable>().TryWriteAsync("small", new("first") { State = WaveState.Running }, null, default);
        foreach (var (queue, text, _, _, _) in Before)
        {
            await app.Get<WorkQueue>().PutTextAsync(queue, text, TimeSpan.Zero, default);
            await app.Get<WorkQueue>().PutTextAsync(queue, With(text, "\"later\":{\"x\":[1]}"), TimeSpan.Zero, default);
        }

        await app.PassAsync(TimeSpan.FromHours(2));

        Assert.Equal(0, app.World.Host.Poisoned);
        Waves.WaveTests.AssertInvited(app, person => person is { AccountEnabled: true, IsGuest: false });
    }

    [Fact]
    public async Task Messages_of_a_later_version_end_as_poison_with_their_key_and_say_what_to_do()
    {
        await using var app = await AppTest.StartAsync(azurite.NewAccount());
        var later = Before.Select(before => (before.Queue, Text: before.Text.Replace("\"v\":1", "\"v\":2", StringComparison.Ordinal))).ToList();
        foreach (var (queue, text) in later)
        {
            await app.Get<WorkQueue>().PutTextAsync(queue, text, TimeSpan.Zero, default);
        }

        await app.PassAsync(TimeSpan.FromMinutes(15));

        Assert.Equal(later.Count, app.World.Host.Poisoned);
        Assert.Empty(app.Tenant.Log.Mails);
        var (_, body) = await app.CallAsync(HttpMethod.Get, "/api/poison");
        var causes = body.GetProperty("causes").EnumerateArray().ToList();
        Assert.Equal(later.Count, causes.Sum(cause => cause.GetProperty("count").GetInt32()));
        Assert.All(causes, cause => Assert.Equal("unknownVersion", cause.GetProperty("cause").GetString()));
        foreach (var (queue, text) in later)
        {
            var row = await app.Get<FailuresTable>().FindAsync(QueuedWork.Read(queue, text)!, default);
            Assert.Contains("version 2; this app knows version 1. Deploy the app that wrote it, then redrive.", row!.Message, StringComparison.Ordinal);
        }
    }

    /// <summary>As the table was before: no columns but these.</summary>
    [Fact]
    public async Task Due_rows_of_the_version_before_still_go()
    {
        await using var app = await AppTest.StartAsync(azurite.NewAccount());
        await app.ProvisionAsync();
        await app.Get<WavesTable>().TryWriteAsync("small", new("first") { State = WaveState.Running }, null, default);
        var at = new DateTimeOffset(2026, 9, 7, 7, 30, 0, TimeSpan.Zero);
        await app.Get<TableServiceClient>().GetTableClient(TableNames.Due).AddEntityAsync(
            new TableEntity("due", "20260907073000|small|Resolve.first") { ["Queue"] = QueueNames.InvitePeople, ["Message"] = Resolve, ["At"] = at });

        await app.PassAsync(TimeSpan.FromHours(2));

        Waves.WaveTests.AssertInvited(app, person => person is { AccountEnabled: true, IsGuest: false });
        Assert.DoesNotContain(await app.Get<DueTable>().ReadAsync(DateTimeOffset.MaxValue, default).ToListAsync(), work => work.Name == "Resolve.first");
    }

    private static string With(string text, string more) => $"{text[..^1]},{more}}}";
}
