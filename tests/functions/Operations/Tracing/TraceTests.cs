using System.Diagnostics;
using AdoptionAutomation.Effects;
using AdoptionAutomation.Groups;
using AdoptionAutomation.Operations.Failures;
using AdoptionAutomation.Operations.Tracing;
using AdoptionAutomation.Sandbox.Faults;
using AdoptionAutomation.Storage;
using AdoptionAutomation.Tests.Sandbox.Storage;
using AdoptionAutomation.Waves;
using Azure.Storage.Queues;

namespace AdoptionAutomation.Tests.Functions.Operations.Tracing;

public sealed class TraceTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    private static readonly InvitePeopleMessage Message = new("small", "first", InviteStep.Watch);

    /// <summary>Everything that a wave does to people, from the call that starts it.</summary>
    [Fact]
    public async Task A_wave_is_one_trace_from_the_call_through_every_queue_to_its_effects()
    {
        await using var app = await AppTest.StartAsync(azurite.NewAccount());
        await app.ProvisionAsync();
        using var heard = new HeardSpans();

        await app.CallAsync(HttpMethod.Post, "/api/waves/first/start");
        await app.PassAsync(TimeSpan.FromMinutes(50));

        var start = heard.All.Single(span => span.DisplayName == "StartWave");
        Assert.Equal((default, ActivityKind.Server), (start.ParentSpanId, start.Kind));
        var effects = heard.Ours.Where(span => span.TagObjects.Any(tag => tag.Key == "effects.done") || span.DisplayName == "send mail").ToList();
        Assert.Contains(effects, span => span.DisplayName == "send mail");
        Assert.All(effects, span => Assert.Equal(start.TraceId, span.TraceId));
        Assert.Equal(
            ["StartWave", "invite-people Resolve", "invite-people Cut", "invite-people Invite", "send-mail welcome", "send mail"],
            heard.WayTo(effects.First(span => span.DisplayName == "send mail")));
        var mails = app.Tenant.Log.Mails.Count;
        Assert.NotEqual(0, mails);
        Assert.InRange(heard.Sum("effects.done"), 2 * mails, 3 * mails);
    }

    [Fact]
    public async Task What_a_due_row_brings_goes_on_from_the_timer_that_put_it()
    {
        await using var app = await AppTest.StartAsync(azurite.NewAccount());
        await app.ProvisionAsync();
        await app.Get<DueTable>().AddAsync((Message with { Step = InviteStep.Open, Due = app.World.Clock.GetUtcNow() + TimeSpan.FromMinutes(90) }).ToDue()!, default);
        using var heard = new HeardSpans();

        await app.PassAsync(TimeSpan.FromHours(2));

        var opened = heard.Deliveries(QueueNames.InvitePeople).First(span => (string?)span.GetTagItem(Telemetry.StepTag) == nameof(InviteStep.Open));
        Assert.Equal(["PlanHour", "invite-people Open"], heard.WayTo(opened));
    }

    [Fact]
    public async Task No_span_says_who_a_person_is()
    {
        await using var app = await AppTest.StartAsync(azurite.NewAccount());
        using var heard = new HeardSpans();
        await app.ProvisionAsync();
        await app.CallAsync(HttpMethod.Post, "/api/waves/first/start");
        await app.PassAsync(TimeSpan.FromHours(30));

        var told = string.Join('\n', heard.Ours.SelectMany(Told).Distinct(StringComparer.Ordinal));

        Assert.Contains("welcome", told, StringComparison.Ordinal);
        Assert.DoesNotContain("@", told, StringComparison.Ordinal);
        Assert.DoesNotContain("://", told, StringComparison.Ordinal);
        Assert.All(app.Tenant.Directory.Employees.From(0), person => Assert.DoesNotContain(person.DisplayName, told, StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task A_message_carries_the_trace_of_the_work_that_put_it_and_from_when_it_can_be_seen()
    {
        await using var parts = await AppParts.StartAsync(azurite.NewAccount());
        using var heard = new HeardSpans();
        using var work = Telemetry.StartRequest("work")!;

        await parts.Get<WorkQueue>().PutAsync(QueueNames.InvitePeople, Message with { Trace = "of before" }, TimeSpan.FromSeconds(90), default);

        parts.Clock.Advance(TimeSpan.FromSeconds(90));
        var text = await ReadAsync(parts);
        var read = System.Text.Json.JsonSerializer.Deserialize<InvitePeopleMessage>(text, System.Text.Json.JsonSerializerOptions.Web)!;
        Assert.Equal(work.Id, read.Trace);
        Assert.Equal(parts.Clock.GetUtcNow(), read.SeenFrom!.Value, TimeSpan.FromSeconds(1));
        Assert.Equal(Message, read.Untraced());
    }

    [Fact]
    public async Task Where_nobody_listens_a_message_is_as_it_was()
    {
        await using var parts = await AppParts.StartAsync(azurite.NewAccount());
        using var other = new Activity("of somebody else").Start();

        await parts.Get<WorkQueue>().PutAsync(QueueNames.InvitePeople, Message, default);

        Assert.DoesNotContain("trace", await ReadAsync(parts), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void Neither_its_key_nor_its_due_row_knows_a_messages_trace()
    {
        var traced = Message with { Trace = "00-11111111111111111111111111111111-2222222222222222-01", SeenFrom = DateTimeOffset.UnixEpoch, Due = DateTimeOffset.UnixEpoch };
        var plain = (InvitePeopleMessage)traced.Untraced();

        Assert.Equal(QueuedWork.Of(plain), QueuedWork.Of(traced));
        Assert.Equal(plain.ToDue(), traced.ToDue());
    }

    [Fact]
    public async Task A_delivery_is_a_consumer_linked_to_the_hosts_invocation_and_says_why_it_failed()
    {
        await using var parts = await AppParts.StartAsync(azurite.NewAccount());
        using var heard = new HeardSpans();
        using var measured = new HeardMeasurements();
        var trace = ActivityTraceId.CreateRandom();
        using var invocation = Telemetry.StartRequest("invocation")!;
        var traced = Message with { Trace = $"00-{trace}-{ActivitySpanId.CreateRandom()}-00", SeenFrom = parts.Clock.GetUtcNow() - TimeSpan.FromSeconds(7) };

        await Record.ExceptionAsync(() => parts.Get<Deliveries>().RunAsync(traced, () => throw new ContentionException("claire@lumen.example"), default));

        var span = Assert.Single(heard.Deliveries(QueueNames.InvitePeople));
        Assert.Equal((trace, ActivityStatusCode.Error, nameof(ContentionException)), (span.TraceId, span.Status, span.StatusDescription));
        Assert.Equal(invocation.Context, Assert.Single(span.Links).Context);
        Assert.Equal(["small", "first", "Watch", 1], span.TagObjects.Select(tag => tag.Value));
        Assert.Equal(1, measured.Of("adoption.failures")[QueueNames.InvitePeople]);
        Assert.Equal(7, measured.Of("adoption.queue.delay")[QueueNames.InvitePeople], 0.01);
    }

    [Fact]
    public async Task A_throttled_lane_and_each_outcome_of_the_ledger_are_measured()
    {
        await using var app = await AppTest.StartAsync(azurite.NewAccount());
        await app.ProvisionAsync();
        using var measured = new HeardMeasurements();
        using var heard = new HeardSpans();
        app.World.Faults.Strike(target => target.Service == RemoteService.SendGrid, 1, new(FaultKind.Throttled));

        await app.CallAsync(HttpMethod.Post, "/api/waves/first/start");
        await app.PassAsync(TimeSpan.FromMinutes(50));

        Assert.Equal(1, measured.Of("adoption.throttled")["mail"]);
        Assert.Equal(1, heard.Sum("throttled.mail"));
        var effects = measured.Of("adoption.effects");
        Assert.Equal(app.Tenant.Log.Mails.Count, effects["mail done"]);
        Assert.True(effects["mail released"] > 0 && effects["member done"] > 0, string.Join(", ", effects.Keys));
        var send = heard.Ours.First(span => span.DisplayName == "send mail");
        Assert.Equal((429, ActivityStatusCode.Error, "welcome"), (send.GetTagItem("status"), send.Status, send.GetTagItem("purpose")));
    }

    private static IEnumerable<string> Told(Activity span) =>
    [
        span.DisplayName,
        span.StatusDescription ?? "",
        .. span.TagObjects.Select(tag => $"{tag.Key} {tag.Value}"),
        .. span.Events.SelectMany(one => one.Tags.Select(tag => $"{tag.Key} {tag.Value}").Prepend(one.Name)),
    ];

    private static async Task<string> ReadAsync(AppParts parts) =>
        (await parts.Get<QueueServiceClient>().GetQueueClient(QueueNames.InvitePeople).ReceiveMessageAsync()).Value.Body.ToString();
}
