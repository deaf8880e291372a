using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Mail;
using Microsoft.AspNetCore.Http;

namespace AdoptionAutomation.Surveys.Sheet;

/// <summary>The sheet as JSON, or as a page for those whose browser asks for one.</summary>
internal sealed class SheetView(Pages pages)
{
    private static readonly string[] Languages = ["fr", "en"];

    public async Task<IResult> ShowAsync(HttpRequest request, Campaign campaign)
    {
        var language = request.Query["lang"] is [{ Length: > 0 } asked, ..] ? asked : campaign.FirstLanguage;
        if (!Languages.Contains(language, StringComparer.Ordinal))
        {
            return Results.Problem($"lang is fr or en, not '{language}'.", statusCode: 400, title: "Not a language of the sheet");
        }

        var sheet = new SheetWriter(campaign, language).Write();
        request.HttpContext.Response.Headers.Vary = "Accept";
        return PageAnswer.Accepts(request, "text/html")
            ? PageAnswer.Of(request, await RenderAsync(pages, sheet), SurveySheetPage.Css)
            : Results.Ok(sheet);
    }

    public static Task<string> RenderAsync(Pages pages, SurveySheet sheet) =>
        pages.RenderAsync<SurveySheetPage>((nameof(SurveySheetPage.Sheet), sheet));
}
