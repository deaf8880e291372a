using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Mail;
using AdoptionAutomation.Surveys.Figures;
using Microsoft.AspNetCore.Http;
using NodaTime;

namespace AdoptionAutomation.Kpis.Dashboard;

/// <summary>The dashboard as a page, as CSV or as JSON: three storage requests at most, of a campaign that is in memory.</summary>
internal sealed class DashboardView(CampaignStore campaigns, DashboardReader reader, Pages pages, TimeProvider time)
{
    /// <param name="request">The call.</param>
    /// <param name="scope">The campaign's scope.</param>
    /// <param name="cancellationToken">Cancels the requests.</param>
    public async Task<IResult> ShowAsync(HttpRequest request, string scope, CancellationToken cancellationToken)
    {
        var headers = request.HttpContext.Response.Headers;
        (headers.Vary, headers.CacheControl) = ("Accept", "no-store");
        var campaign = await campaigns.GetAsync(scope, cancellationToken);
        if (DashboardQuery.Read(request, campaign, TodayOf(campaign), out var problems) is not { } query)
        {
            return Results.Problem(string.Join(' ', problems), statusCode: 400, title: "Not a view of the dashboard");
        }

        var data = await reader.ReadAsync(campaign, query, cancellationToken);
        return data is null ? await NothingYetAsync(request, query)
            : !data.IsKnown ? Results.Problem(NoSuchScope(data), statusCode: 404, title: "No such scope")
            : query.Format switch
            {
                DashboardFormat.Csv => Results.Stream(output => DashboardCsv.WriteAsync(output, data, cancellationToken), ResultsCsv.ContentType, $"{campaign.Settings.Id}.csv"),
                DashboardFormat.Page => PageAnswer.Of(request, await PageAsync(data), DashboardStyle.Css),
                _ => Results.Json(DashboardJson.Of(data), DashboardJson.Options),
            };
    }

    /// <summary>For whoever follows a link that is too old: they may not know what an API is.</summary>
    public async Task<IResult> OverAsync(HttpRequest request) => PageAnswer.Accepts(request, "text/html")
        ? await NoteAsync(
            request,
            request.Query["lang"] == "en" ? "en" : "fr",
            ("Ce lien n’est plus valable", "This link is over"),
            ("Il l’est deux mois. Prenez celui du dernier courriel de chiffres, ou demandez-le aux animateurs de la campagne.", "Links are good for two months. Take that of the latest mail of figures, or ask the campaign's community managers."),
            StatusCodes.Status404NotFound)
        : Results.Problem($"The link is over: links are good for {DashboardLinks.DaysGood} days. Take that of the latest digest.", statusCode: 404, title: "No such link");

    /// <summary>The page; it needs nothing but itself.</summary>
    public Task<string> PageAsync(DashboardData data) => pages.RenderAsync<DashboardPage>((nameof(DashboardPage.Content), new DashboardComposer(data).Compose()));

    private async Task<IResult> NothingYetAsync(HttpRequest request, DashboardQuery query) => query.Format == DashboardFormat.Page
        ? await NoteAsync(
            request,
            query.Language,
            ("Pas encore de chiffres", "No figures yet"),
            ("Ils viennent la nuit, deux jours après les premiers accueils : les rapports de Microsoft 365 ont ce retard.", "They come at night, two days after the first welcomes: Microsoft 365's reports are that late."),
            StatusCodes.Status404NotFound)
        : Results.Problem("Nothing was counted of this campaign yet: figures come at night, two days after the first welcomes.", statusCode: 404, title: "No figures yet");

    private static string NoSuchScope(DashboardData data) =>
        $"Nothing was counted of '{data.Query.Scope.Key}' in these days. There are: {string.Join(", ", data.Latest.Scopes.Select(one => one.Scope.Key).Take(20))}"
        + (data.Latest.Scopes.Count > 20 ? $" and {data.Latest.Scopes.Count - 20} more." : ".");

    private async Task<IResult> NoteAsync(HttpRequest request, string language, (string Fr, string En) title, (string Fr, string En) text, int status) => PageAnswer.Of(
        request,
        await pages.RenderAsync<DashboardNote>(
            (nameof(DashboardNote.Language), language),
            (nameof(DashboardNote.Title), FrenchText.Say(language, title.Fr, title.En)),
            (nameof(DashboardNote.Text), FrenchText.Say(language, text.Fr, text.En))),
        DashboardStyle.Css,
        status: status);

    private DateOnly TodayOf(Campaign campaign) =>
        Instant.FromDateTimeOffset(time.GetUtcNow()).InZone(DateTimeZoneProviders.Tzdb[campaign.Settings.TimeZone]).Date.ToDateOnly();
}
