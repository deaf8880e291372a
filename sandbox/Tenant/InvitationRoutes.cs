using System.Net.Mail;
using System.Text.Json.Nodes;
using AdoptionAutomation.Sandbox.People;
using Microsoft.AspNetCore.Http;

namespace AdoptionAutomation.Sandbox.Tenant;

/// <summary>POST /invitations: makes a guest, or gives one who is there another redeem link.</summary>
internal static class InvitationRoutes
{
    public static Reply? Answer(GraphRequest request, TenantDirectory directory, TenantLog log) => request switch
    {
        { Method: "POST", Path: ["invitations"] } => Invite(request, directory, log),
        _ => null,
    };

    private static Reply? Invite(GraphRequest request, TenantDirectory directory, TenantLog log)
    {
        if (request.Body?["sendInvitationMessage"] is JsonValue send && send.TryGetValue(out bool mails) && mails)
        {
            return null;
        }

        var address = Listing.Text(request.Body, "invitedUserEmailAddress") ?? "";
        if (!MailAddress.TryCreate(address, out var parsed) || parsed.Address != address || !parsed.Host.Contains('.', StringComparison.Ordinal))
        {
            return request.Refuse(400, "BadRequest", "The invited user email address is invalid.");
        }

        if (!Uri.TryCreate(Listing.Text(request.Body, "inviteRedirectUrl"), UriKind.Absolute, out var redirect))
        {
            return request.Refuse(400, "BadRequest", "The invite redirect url is missing or invalid.");
        }

        if (directory.User(address) is { } known)
        {
            return known.IsGuest
                ? Invited(request, directory, log, known, redirect, reused: true)
                : request.Refuse(
                    400,
                    "BadRequest",
                    $"The invited user already exists in the directory as object ID: {known.Id}. They can use that account to sign in to shared apps and resources.");
        }

        if (string.Equals(parsed.Host, directory.Employees.Shape.Domain, StringComparison.OrdinalIgnoreCase))
        {
            return request.Refuse(400, "BadRequest", "The domain of the email address of the invited user is a verified domain of this directory.");
        }

        return directory.IsFull
            ? GroupsRoutes.Full(request)
            : Invited(
                request,
                directory,
                log,
                directory.Invite(address, Listing.Text(request.Body, "invitedUserDisplayName"), request.Now, request.Number),
                redirect,
                reused: false);
    }

    private static Reply Invited(GraphRequest request, TenantDirectory directory, TenantLog log, Employee guest, Uri redirect, bool reused)
    {
        log.Add(new GuestInvited(request.Now, request.Number, guest.Mail, guest.Id, reused));
        var (id, ticket) = (directory.NewId(), directory.NewId());
        var accepted = guest.ExternalUserState is "Accepted";
        return new(StatusCodes.Status201Created, Listing.WithContext(request, "invitations/$entity", new()
        {
            ["id"] = id.ToString(),
            ["inviteRedeemUrl"] = $"https://login.sandbox.example/redeem?user={guest.Id}&ticket={ticket:N}&rd={Uri.EscapeDataString(redirect.ToString())}",
            ["invitedUserDisplayName"] = Listing.Text(request.Body, "invitedUserDisplayName"),
            ["invitedUserType"] = "Guest",
            ["invitedUserEmailAddress"] = guest.Mail,
            ["sendInvitationMessage"] = false,
            ["resetRedemption"] = false,
            ["inviteRedirectUrl"] = redirect.ToString(),
            ["status"] = accepted ? "Completed" : "PendingAcceptance",
            ["invitedUser"] = new JsonObject { ["id"] = guest.Id.ToString() },
        }));
    }
}
