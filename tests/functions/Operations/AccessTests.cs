using System.Text;
using AdoptionAutomation.Calendar;
using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Effects;
using AdoptionAutomation.Graph;
using AdoptionAutomation.Mail;
using AdoptionAutomation.Operations;
using AdoptionAutomation.Sandbox.App;
using AdoptionAutomation.Sandbox.Runtime;
using AdoptionAutomation.Surveys;
using AdoptionAutomation.Tests.Sandbox.Storage;
using AdoptionAutomation.Waves.PersonPages;
using Azure;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;

namespace AdoptionAutomation.Tests.Functions.Operations;

public sealed class AccessTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    /// <summary>Functions that anyone may call, for what they are sent is signed.</summary>
    private static readonly Type[] Signed =
    [
        typeof(ReceiveMailEvents), typeof(ShowPersonPage), typeof(PressPersonButton), typeof(ShowPicture), typeof(ReadCalendarFeed), typeof(ShowContest), typeof(AnswerContest), typeof(ShowDraw),
        typeof(ShowSurvey), typeof(AnswerSurvey),
    ];

    private static readonly string It = Principal("it");

    [Theory]
    [InlineData(null, null, 401)]
    [InlineData("x-functions-key", "", 401)]
    [InlineData("x-functions-key", "wrong", 401)]
    [InlineData("x-functions-key", SandboxApp.FunctionKey, 200)]
    [InlineData("x-functions-key", SandboxApp.FunctionKey + "x", 401)]
    [InlineData("code", SandboxApp.FunctionKey, 200)]
    [InlineData("code", "wrong", 401)]
    [InlineData("X-MS-CLIENT-PRINCIPAL", "it", 401)]
    public async Task Without_a_sign_in_only_the_key_opens(string? where, string? value, int status)
    {
        await using var parts = await AppParts.StartAsync(azurite.NewAccount());

        Assert.Equal(status, await EnterAsync(parts, where, value == "it" ? It : value));
    }

    [Theory]
    [InlineData("it", 200)]
    [InlineData("community", 403)]
    [InlineData("0", 403)]
    public async Task Behind_the_sign_in_the_role_decides(string role, int status)
    {
        await using var parts = await AppParts.StartAsync(azurite.NewAccount(), null, ("Access:TrustClientPrincipal", "true"));

        Assert.Equal(status, await EnterAsync(parts, "X-MS-CLIENT-PRINCIPAL", Principal(role)));
        Assert.Equal(401, await EnterAsync(parts, "X-MS-CLIENT-PRINCIPAL", "garbage"));
    }

    [Fact]
    public async Task Without_a_configured_key_no_key_opens()
    {
        await using var parts = await AppParts.StartAsync(
            azurite.NewAccount(), null, ("Access:TrustClientPrincipal", "true"), ("Access:FunctionKey", ""));

        Assert.Equal(401, await EnterAsync(parts, "x-functions-key", ""));
    }

    [Fact]
    public async Task Storage_out_of_reach_is_named()
    {
        await using var parts = await AppParts.StartAsync(azurite.NewAccount());
        var nowhere = parts.App.Account with { TableUri = Nowhere(), QueueUri = Nowhere(), BlobUri = Nowhere() };
        await using var cutOff = (parts.App with { Account = nowhere }).Build(new InstanceLife());

        // Each is tried again for a quarter of a minute: at the same time.
        var answers = await Task.WhenAll(
            EnterAsync(cutOff, () => cutOff.GetRequiredService<LanesTable>().ReadAsync("mail", default)),
            EnterAsync(cutOff, () => cutOff.GetRequiredService<CampaignStore>().GetAsync("small", default)));
        Assert.All(answers, answer => Assert.Equal((503, "Not available: storage"), answer));

        Uri Nowhere() => new(FarSide.ClosedPort(), parts.App.Account.Name);
    }

    [Fact]
    public async Task What_stands_in_the_way_has_a_status_and_a_name()
    {
        await using var parts = await AppParts.StartAsync(azurite.NewAccount());
        var services = parts.Get<IServiceProvider>();

        Assert.Equal((404, "No such campaign"), await EnterAsync(services, () => parts.Get<CampaignStore>().GetAsync("no-such", default)));
        Assert.Equal((404, "No such campaign"), await EnterAsync(services, () => parts.Get<CampaignStore>().GetAsync("a/b#?", default)));
        Assert.Equal((503, "Not available: graph"), await EnterAsync(services, () => throw GraphFailure.FromStatus("ask", "P", 403, "denied", null)));
        Assert.Equal((503, "Not available: graph"), await EnterAsync(services, () => throw GraphFailure.FromStatus("ask", "P", 500, null, null)));
        Assert.Equal((503, "Not available: storage"), await EnterAsync(services, () => throw new RequestFailedException(403, "AuthorizationFailure")));
    }

    [Theory]
    [InlineData("?campaign=small", "small")]
    [InlineData("?campaign=", "sandbox")]
    [InlineData("", "sandbox")]
    public async Task A_call_is_about_the_campaign_it_names_or_the_default_one(string query, string campaign)
    {
        await using var parts = await AppParts.StartAsync(azurite.NewAccount());
        var request = new DefaultHttpContext().Request;
        request.QueryString = new(query);

        Assert.Equal(campaign, parts.Get<Access>().CampaignOf(request));
    }

    [Fact]
    public void Every_http_function_is_anonymous_to_the_host_and_passes_the_door()
    {
        var triggers = (
            from type in typeof(Access).Assembly.GetTypes()
            from method in type.GetMethods()
            from parameter in method.GetParameters()
            from trigger in parameter.GetCustomAttributes(typeof(HttpTriggerAttribute), inherit: false).Cast<HttpTriggerAttribute>()
            select (type, trigger)).ToList();

        Assert.NotEmpty(triggers);
        Assert.All(triggers, one => Assert.Equal(AuthorizationLevel.Anonymous, one.trigger.AuthLevel));
        Assert.All(triggers, one => Assert.True(
            Signed.Contains(one.type) || one.type.GetConstructors().Single().GetParameters().Any(parameter => parameter.ParameterType == typeof(Access)),
            $"{one.type.Name} lets everyone in: take Access in its constructor, or add it to the signed ones here."));
    }

    private static string Principal(string role) => Convert.ToBase64String(Encoding.UTF8.GetBytes(
        $$"""{ "claims": [ { "typ": "oid", "val": "7" }, { "typ": "roles", "val": "{{role}}" } ] }"""));

    private static async Task<int> EnterAsync(AppParts parts, string? where, string? value)
    {
        var request = new DefaultHttpContext().Request;
        if (where == "code")
        {
            request.QueryString = QueryString.Create(where, value!);
        }
        else if (where is not null)
        {
            request.Headers[where] = value;
        }

        var entered = false;
        var result = await parts.Get<Access>().EnterAsync(request, [Role.It], _ =>
        {
            entered = true;
            return Task.FromResult(Results.Ok());
        });
        var status = ((IStatusCodeHttpResult)result).StatusCode ?? 200;
        Assert.Equal(status == 200, entered);
        return status;
    }

    private static async Task<(int? Status, string? Title)> EnterAsync(IServiceProvider services, Func<Task> act)
    {
        var request = new DefaultHttpContext().Request;
        request.Headers["x-functions-key"] = SandboxApp.FunctionKey;
        var result = await services.GetRequiredService<Access>().EnterAsync(request, [Role.It], async _ =>
        {
            await act();
            return Results.Ok();
        });
        return ((result as IStatusCodeHttpResult)?.StatusCode, (result as Microsoft.AspNetCore.Http.HttpResults.ProblemHttpResult)?.ProblemDetails.Title);
    }
}
