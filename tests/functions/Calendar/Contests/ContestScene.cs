using System.Text;
using System.Text.Json;
using AdoptionAutomation.Calendar.Composing;
using AdoptionAutomation.Calendar.Contests;
using AdoptionAutomation.Calendar.Season;
using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Sandbox.People;
using AdoptionAutomation.Sandbox.Storage;
using AdoptionAutomation.Tests.Functions.Waves.Mails;
using AdoptionAutomation.Tests.Sandbox.Tenant;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace AdoptionAutomation.Tests.Functions.Calendar.Contests;

/// <summary>The small campaign with a contest that closes on Tuesday 8 September at noon in Paris. It is Monday, 8:00 there.</summary>
internal static class ContestScene
{
    public const string Scope = "small";
    public const string Quiz = "quiz";

    public static readonly DateTimeOffset Closes = new(2026, 9, 8, 10, 0, 0, TimeSpan.Zero);

    public static SmallCampaign CampaignClosing(string closes = "2026-09-08T12:00", string right = "b") => new()
    {
        Calendar = $$"""
            { "contests": [ {
                "id": "quiz", "to": { "groups": ["everybody"] }, "channels": ["conversation"], "at": "2026-09-07T09:00", "closes": "{{closes}}",
                "question": { "title": { "fr": "Où est né Lumen ?", "en": "Where was Lumen born?" },
                              "text": { "fr": "Un <script>indice</script> : **la mer**.", "en": "A <script>hint</script>: **the sea**." } },
                "choices": [ { "id": "a", "text": { "fr": "1. Lyon", "en": "1. Lyon" } }, { "id": "b", "text": { "fr": "Brest *", "en": "Brest *" } } ],
                "right": "{{right}}", "prize": { "fr": "un vélo", "en": "a bicycle" } } ] }
            """,
    };

    public static Task<AppTest> StartAsync(StorageAccount account, SmallCampaign? campaign = null) => AppTest.StartAsync(
        account,
        TenantHost.Calm with { Employees = 200, Company = new CompanyShape { DisabledShare = 0 } },
        campaign: campaign ?? CampaignClosing(),
        settings: new Dictionary<string, string?>(StringComparer.Ordinal) { ["Access:TrustClientPrincipal"] = "true" });

    public static async Task<Composition> ComposeAsync(AppTest app, string slot)
    {
        var campaign = await app.Get<CampaignStore>().GetAsync(Scope, default);
        return await ComposeAsync(campaign, app.Get<IEnumerable<IComposer>>(), slot);
    }

    public static Task<Composition> ComposeAsync(Campaign campaign, IEnumerable<IComposer> composers, string slot)
    {
        var occurrence = new SeasonPlan(campaign.Settings, campaign.Calendar).Find($"{Quiz}.{slot}")!;
        return composers.Single(composer => composer.Kind == occurrence.Kind).ComposeAsync(campaign, occurrence, default);
    }

    public static ComposedPost PostOf(Composition composition) => Assert.IsType<Composition.Ready>(composition).Post;

    /// <summary>Path of the answer page, as the question's button has it.</summary>
    public static async Task<string> LinkAsync(AppTest app) =>
        new Uri(PostOf(await ComposeAsync(app, SeasonPlan.QuestionSlot)).Texts[0].Links[0].Url).PathAndQuery;

    public static async Task<ContestReply> GetAsync(AppTest app, string path, string? person = null, string language = "en")
    {
        using var request = RequestOf(HttpMethod.Get, path, person);
        request.Headers.AcceptLanguage.ParseAdd(language);
        using var answer = await app.World.Host.SendAsync(request, default);
        var text = await answer.Content.ReadAsStringAsync();
        return new((int)answer.StatusCode, text, new HtmlParser().ParseDocument(text), answer.Headers);
    }

    /// <summary>Sends the form of a page, as a browser does.</summary>
    public static async Task<ContestReply> SendAsync(AppTest app, ContestReply page, string choice, string? person, bool mayName = false)
    {
        var token = page.Page.QuerySelector("input[name=t]")!.GetAttribute("value")!;
        return await PostAsync(app, person, [("t", token), ("choice", choice), .. mayName ? new[] { ("name", "yes") } : []]);
    }

    public static async Task<ContestReply> PostAsync(AppTest app, string? person, params (string Name, string Value)[] fields)
    {
        using var request = RequestOf(HttpMethod.Post, "/api/contests", person);
        request.Content = new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value)));
        using var answer = await app.World.Host.SendAsync(request, default);
        var text = await answer.Content.ReadAsStringAsync();
        return new((int)answer.StatusCode, text, new HtmlParser().ParseDocument(text), answer.Headers);
    }

    /// <summary>Answers by the page, and says which ticket the person has then.</summary>
    public static async Task<string> AnswerAsync(AppTest app, string link, string person, string choice, bool mayName = false)
    {
        var id = MailScene.IdOf(person);
        var reply = await SendAsync(app, await GetAsync(app, link, id), choice, id, mayName);
        Assert.Equal(200, reply.Status);
        return reply.Ticket!;
    }

    public static Task UntilAsync(AppTest app, DateTimeOffset at) => app.PassAsync(at - app.World.Clock.GetUtcNow());

    private static HttpRequestMessage RequestOf(HttpMethod method, string path, string? person)
    {
        var request = new HttpRequestMessage(method, new Uri(new("http://sandbox"), path));
        if (person is not null)
        {
            var principal = JsonSerializer.Serialize(new { claims = new[] { new { typ = "oid", val = person } } });
            request.Headers.Add("X-MS-CLIENT-PRINCIPAL", Convert.ToBase64String(Encoding.UTF8.GetBytes(principal)));
        }

        return request;
    }
}

internal sealed record ContestReply(int Status, string Text, IHtmlDocument Page, System.Net.Http.Headers.HttpResponseHeaders Headers)
{
    public string? Ticket => Page.QuerySelector(".ticket")?.TextContent;

    /// <summary>What is to be read; people of the directory read French, unless it says otherwise.</summary>
    public string Body => Page.Body!.TextContent;

    public string Title => Page.QuerySelector("h1")!.TextContent;
}
