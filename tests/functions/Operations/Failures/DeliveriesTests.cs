using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Effects;
using AdoptionAutomation.Graph;
using AdoptionAutomation.Groups;
using AdoptionAutomation.Mail;
using AdoptionAutomation.Operations.Failures;
using AdoptionAutomation.Storage;
using AdoptionAutomation.Tests.Sandbox.Storage;
using AdoptionAutomation.Waves;
using Azure;

namespace AdoptionAutomation.Tests.Functions.Operations.Failures;

public sealed class DeliveriesTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    private static readonly InvitePeopleMessage Message = new("small", "first", InviteStep.Invite, "1", "2");

    public static TheoryData<Exception, string, string> Reasons => new()
    {
        { new RequestFailedException(403, "denied to x@y.example", "AuthorizationFailure", null), "RequestFailedException.403.AuthorizationFailure", "storage: 403 AuthorizationFailure" },
        { GraphFailure.FromStatus("ask", "P", 429, "TooManyRequests", null), "GraphFailure.429.TooManyRequests", "Graph: ask: 429 TooManyRequests" },
        { new ContentionException("the rows of claire@lumen.example"), "ContentionException", "Too many writers at once on the rows of …" },
        { new CampaignNotFoundException("gone"), "CampaignNotFoundException", "There is no campaign 'gone'" },
        { new InvalidOperationException("claire@lumen.example"), "InvalidOperationException", "System.InvalidOperationException" },
    };

    [Fact]
    public async Task Work_that_succeeds_costs_no_request()
    {
        await using var parts = await AppParts.StartAsync(azurite.NewAccount());
        var done = false;

        var requests = await parts.RequestsOfAsync(() => parts.Get<Deliveries>().RunAsync(Message, () => Task.FromResult(done = true), default));

        Assert.Equal((true, 0), (done, requests));
    }

    [Theory]
    [MemberData(nameof(Reasons))]
    public async Task What_fails_is_thrown_on_and_has_left_word_of_why_without_addresses(Exception failure, string cause, string message)
    {
        await using var parts = await AppParts.StartAsync(azurite.NewAccount());

        Assert.Same(failure, await Record.ExceptionAsync(() => FailAsync(parts, failure)));

        var row = await parts.Get<FailuresTable>().FindAsync(QueuedWork.Of(Message), default);
        Assert.Equal(cause, row!.Cause);
        Assert.StartsWith(message, row.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("@", row.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_second_failure_keeps_when_the_first_was()
    {
        await using var parts = await AppParts.StartAsync(azurite.NewAccount());
        var first = parts.Clock.GetUtcNow();
        await Record.ExceptionAsync(() => FailAsync(parts, new InvalidOperationException()));
        parts.Clock.Advance(TimeSpan.FromHours(1));

        await Record.ExceptionAsync(() => FailAsync(parts, new NotSupportedException()));

        var row = await parts.Get<FailuresTable>().FindAsync(QueuedWork.Of(Message), default);
        Assert.Equal("NotSupportedException", row!.Cause);
        Assert.Equal((0, 60), (Math.Round((row.FirstAt - first).TotalMinutes), Math.Round((row.LastAt - first).TotalMinutes)));
    }

    [Fact]
    public async Task Who_is_cancelled_has_not_failed()
    {
        await using var parts = await AppParts.StartAsync(azurite.NewAccount());
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();

        var work = parts.Get<Deliveries>().RunAsync(Message, () => throw new OperationCanceledException(), cancelled.Token);

        await Assert.ThrowsAsync<OperationCanceledException>(() => work);
        Assert.Null(await parts.Get<FailuresTable>().FindAsync(QueuedWork.Of(Message), default));
    }

    [Fact]
    public async Task A_message_of_a_later_version_is_not_worked_off()
    {
        await using var parts = await AppParts.StartAsync(azurite.NewAccount());
        var done = false;

        await Assert.ThrowsAsync<UnknownVersionException>(
            () => parts.Get<Deliveries>().RunAsync(Message with { V = 2 }, () => Task.FromResult(done = true), default));

        Assert.False(done);
    }

    [Fact]
    public async Task Failures_are_forgotten_after_thirty_days()
    {
        await using var parts = await AppParts.StartAsync(azurite.NewAccount());
        var table = parts.Get<FailuresTable>();
        await Record.ExceptionAsync(() => FailAsync(parts, new InvalidOperationException()));
        parts.Clock.Advance(TimeSpan.FromDays(29));
        Assert.Equal(0, await table.ForgetAsync(default));

        parts.Clock.Advance(TimeSpan.FromDays(2));

        Assert.Equal(1, await table.ForgetAsync(default));
        Assert.Null(await table.FindAsync(QueuedWork.Of(Message), default));
    }

    /// <summary>A message that was delivered and the same one on a poison queue are one.</summary>
    [Fact]
    public void A_message_is_known_again_from_its_text()
    {
        WorkMessage[] messages =
        [
            Message with { Turn = new(2026, 9, 7, 6, 0, 0, 123, TimeSpan.Zero), Due = new(2026, 9, 7, 6, 0, 0, TimeSpan.Zero) },
            new SendMailMessage("small", "welcome", "first", "1", "2", Turn: new("mail", new(2026, 9, 7, 6, 0, 0, TimeSpan.FromHours(2)))),
            new ProvisionGroupMessage("small", "everybody", 3),
        ];

        Assert.All(messages, message =>
        {
            var work = QueuedWork.Of(message);
            var text = System.Text.Json.JsonSerializer.Serialize<object>(message, System.Text.Json.JsonSerializerOptions.Web);
            Assert.Equal(work, QueuedWork.Read(work.Queue, text));
        });
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{ "campaign": "small", "wave": "first", "step": "dance" }""")]
    public void What_the_function_could_not_read_is_no_work(string body) => Assert.Null(QueuedWork.Read(QueueNames.InvitePeople, body));

    [Fact]
    public void A_step_that_only_a_later_version_knows_is_told_by_its_version() =>
        Assert.Equal(2, QueuedWork.Read(QueueNames.InvitePeople, """{ "campaign": "small", "wave": "first", "step": "dance", "v": 2 }""")!.Version);

    private static Task FailAsync(AppParts parts, Exception failure) =>
        parts.Get<Deliveries>().RunAsync(Message, () => Task.FromException(failure), default);
}
