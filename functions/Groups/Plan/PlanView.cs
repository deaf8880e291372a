using System.Text;
using AdoptionAutomation.Mail;
using Microsoft.AspNetCore.Http;

namespace AdoptionAutomation.Groups.Plan;

/// <summary>A plan as JSON, as a readable diff or as a page, as the caller accepts.</summary>
internal sealed class PlanView(Pages pages)
{
    public async Task<IResult> ShowAsync(HttpRequest request, PlanDocument plan)
    {
        var headers = request.HttpContext.Response.Headers;
        (headers.Vary, headers.CacheControl) = ("Accept", "no-store");
        return PageAnswer.Accepts(request, "text/html") ? PageAnswer.Of(request, await PageAsync(plan), PlanPage.Css)
            : PageAnswer.Accepts(request, "text/plain") ? Results.Text(PlanText.Of(plan), "text/plain; charset=utf-8", Encoding.UTF8)
            : Results.Ok(plan);
    }

    /// <summary>The page; it needs nothing but itself.</summary>
    public Task<string> PageAsync(PlanDocument plan) => pages.RenderAsync<PlanPage>((nameof(PlanPage.Plan), plan));
}
