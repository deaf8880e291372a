using System.Net;
using System.Net.Sockets;
using AdoptionAutomation.Sandbox.Faults;
using AdoptionAutomation.Sandbox.Runtime;
using AdoptionAutomation.Sandbox.Time;
using AdoptionAutomation.Tests.Sandbox.Tenant;

namespace AdoptionAutomation.Tests.Sandbox.Faults;

public class FaultyHandlerTests
{
    private readonly FaultPlan plan = new(FaultScript.None, 1, new VirtualClock(TenantHost.Start));
    private readonly InstanceLife life = new();
    private readonly List<string> arrived = [];
    private readonly InstanceFaults instance;

    public FaultyHandlerTests() => instance = new(plan, life);

    [Fact]
    public async Task A_refused_connection_looks_like_the_real_one_and_nothing_arrives()
    {
        plan.Strike(_ => true, 1, new(FaultKind.ConnectionRefused));

        var refused = await Assert.ThrowsAsync<HttpRequestException>(() => SendAsync(RemoteService.SendGrid, "POST", "/v3/mail/send"));

        Assert.Equal(HttpRequestError.ConnectionError, refused.HttpRequestError);
        Assert.Equal(SocketError.ConnectionRefused, Assert.IsType<SocketException>(refused.InnerException).SocketErrorCode);
        Assert.Empty(arrived);
    }

    [Theory]
    [InlineData(nameof(DeathPoint.Before), 1)]
    [InlineData(nameof(DeathPoint.After), 2)]
    public async Task A_death_at_the_second_request_of_all_services_ends_the_instance(string point, int arrivals)
    {
        plan.DieAt(2, Enum.Parse<DeathPoint>(point));
        await SendAsync(RemoteService.Queues, "POST", "/q/messages");

        await Assert.ThrowsAsync<ProcessDeathException>(() => SendAsync(RemoteService.Graph, "POST", "/v1.0/groups"));
        await Assert.ThrowsAsync<ProcessDeathException>(() => SendAsync(RemoteService.Tables, "GET", "/Ledger"));

        Assert.Equal(arrivals, arrived.Count);
        Assert.Equal(2, instance.Requests);
        Assert.True(life.IsDead);
        Assert.Equal(point, Assert.Single(plan.Injected).Detail);
    }

    [Fact]
    public async Task The_instance_after_a_death_lives()
    {
        plan.DieAt(1, DeathPoint.Before);
        await Assert.ThrowsAsync<ProcessDeathException>(() => SendAsync(RemoteService.Graph, "GET", "/v1.0/users"));
        var next = new InstanceFaults(plan, new());

        await SendAsync(RemoteService.Graph, "GET", "/v1.0/users", next);

        Assert.Equal(1, next.Requests);
    }

    [Theory]
    [InlineData(nameof(DeathPoint.BeforeRecord), "POST /v1.0/groups, GET /Ledger")]
    [InlineData(nameof(DeathPoint.AfterRecord), "POST /v1.0/groups, GET /Ledger, PUT /Ledger")]
    public async Task A_death_at_the_record_comes_with_the_next_table_write(string point, string arrivals)
    {
        plan.Strike(t => t.ChangesSomething, 1, new(FaultKind.ProcessDeath, Point: Enum.Parse<DeathPoint>(point)));
        await SendAsync(RemoteService.Graph, "POST", "/v1.0/groups", body: """{"mailNickname":"ideas"}""");
        await SendAsync(RemoteService.Tables, "GET", "/Ledger");

        Assert.Empty(plan.Injected);
        await Assert.ThrowsAsync<ProcessDeathException>(() => SendAsync(RemoteService.Tables, "PUT", "/Ledger"));

        Assert.Equal(arrivals, string.Join(", ", arrived));
        Assert.Equal(["group:ideas"], Assert.Single(plan.Injected).Subjects);
    }

    private async Task SendAsync(RemoteService service, string method, string path, InstanceFaults? sender = null, string? body = null)
    {
        using var invoker = new HttpMessageInvoker(new FaultyHandler(sender ?? instance, service) { InnerHandler = new FarSide(arrived) });
        using var request = new HttpRequestMessage(new(method), $"http://127.0.0.1{path}") { Content = body is null ? null : new StringContent(body) };
        using var response = await invoker.SendAsync(request, CancellationToken.None);
    }

    private sealed class FarSide(List<string> arrived) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            arrived.Add($"{request.Method} {request.RequestUri!.AbsolutePath}");
            return Task.FromResult(new HttpResponseMessage(HttpStatusCode.NoContent));
        }
    }
}
