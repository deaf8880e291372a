using AdoptionAutomation.Kpis.Dashboard;
using AdoptionAutomation.Mail;
using AdoptionAutomation.Operations;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace AdoptionAutomation.Kpis;

/// <summary>
/// GET /api/dashboard: the figures over time, as a page, as CSV (<c>?format=csv</c>) or as JSON; <c>scope</c>, <c>from</c>, <c>to</c> and <c>lang</c>
/// choose. For those who are signed in, and for who has the link of a digest (<c>?t=TOKEN</c>), which tells the campaign. Never a person.
/// </summary>
internal sealed class ShowDashboard(Access access, MailRedirect redirect, DashboardLinks links, DashboardView view)
{
    [Function(nameof(ShowDashboard))]
    public Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = DashboardLinks.Route)] HttpRequest request, CancellationToken cancellationToken) =>
        request.Query[DashboardLinks.TokenField].FirstOrDefault() is { Length: > 0 } token
            ? access.GuardAsync(() => links.Read(token) is { } scope ? view.ShowAsync(request, scope, cancellationToken) : view.OverAsync(request))
            : access.EnterAsync(
                request,
                [Role.It, Role.Community, Role.Leadership],
                _ => view.ShowAsync(request, redirect.ScopeOf(access.CampaignOf(request)), cancellationToken));
}
