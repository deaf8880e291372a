using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Groups.Guests;
using AdoptionAutomation.Operations;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace AdoptionAutomation.Groups;

/// <summary>GET /api/guests: how many guests are how far, and why some are not; by key, for addresses stay where they are.</summary>
internal sealed class ShowGuests(Access access, CampaignStore campaigns, GuestsTable guests)
{
    [Function(nameof(ShowGuests))]
    public Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "guests")] HttpRequest request, CancellationToken cancellationToken) =>
        access.EnterAsync(request, [Role.It], async _ =>
        {
            var campaign = await campaigns.GetAsync(access.CampaignOf(request), cancellationToken);
            var all = await guests.ListAsync(campaign.Id, cancellationToken)
                .Where(guest => !guest.Groups.IsEmpty || guest.State == GuestState.Mailed)
                .ToListAsync(cancellationToken);
            return Results.Ok(new
            {
                campaign = campaign.Id,
                states = Enum.GetValues<GuestState>().ToDictionary(NameOf, state => all.Count(guest => guest.State == state)),
                unsettled = all.Where(guest => guest.State is GuestState.Failed or GuestState.Uncertain || !guest.Refused.IsEmpty)
                    .Select(guest => new { guest.Key, state = NameOf(guest.State), guest.Reason, guest.Groups, guest.Refused }),
            });
        });

    private static string NameOf(GuestState state) => state.ToString().ToLowerInvariant();
}
