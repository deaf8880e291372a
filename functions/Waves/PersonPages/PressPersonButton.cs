using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace AdoptionAutomation.Waves.PersonPages;

/// <summary>POST /api/me: the button of a person's page, or a mail program's own button to unsubscribe (RFC 8058), was pressed.</summary>
internal sealed class PressPersonButton(PersonLinks links, PersonActions actions, PersonPageView view)
{
    [Function(nameof(PressPersonButton))]
    public Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = PersonLinks.Route)] HttpRequest request, CancellationToken cancellationToken) =>
        view.GuardAsync(request, async () =>
        {
            if (await PersonForm.ReadAsync(request, cancellationToken) is not { } form)
            {
                return await view.ShowAsync(request, PersonWords.Nowhere, StatusCodes.Status413PayloadTooLarge);
            }

            var visit = await links.FindAsync(form.Token ?? request.Query["t"].FirstOrDefault(), cancellationToken);

            // Only unsubscribing works by the address alone.
            if (visit is null || (form.Token is null && visit.Purpose != LinkPurpose.Stop))
            {
                return await view.NowhereAsync(request);
            }

            if (visit.Purpose == LinkPurpose.Charter && form.CharterVersion != PersonWords.VersionOf(visit))
            {
                return await view.ShowAsync(request, PersonWords.Changed(visit), StatusCodes.Status409Conflict);
            }

            return await view.ShowAsync(request, PersonWords.Done(await actions.TakeAsync(visit, cancellationToken)));
        });
}
