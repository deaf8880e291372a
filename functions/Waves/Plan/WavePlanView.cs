using AdoptionAutomation.Mail;
using Microsoft.AspNetCore.Http;

namespace AdoptionAutomation.Waves.Plan;

/// <summary>A wave's plan as JSON, or as a page for those whose browser asks for one.</summary>
internal sealed class WavePlanView(Pages pages)
{
    public async Task<IResult> ShowAsync(HttpRequest request, WavePlan plan, string zone)
    {
        var headers = request.HttpContext.Response.Headers;
        (headers.Vary, headers.CacheControl) = ("Accept", "no-store");
        return PageAnswer.Accepts(request, "text/html")
            ? PageAnswer.Of(request, await PageAsync(plan, zone), WavePlanPage.Css)
            : Results.Ok(plan);
    }

    /// <summary>The page; it needs nothing but itself.</summary>
    public Task<string> PageAsync(WavePlan plan, string zone) =>
        pages.RenderAsync<WavePlanPage>((nameof(WavePlanPage.Plan), plan), (nameof(WavePlanPage.Zone), zone));
}
