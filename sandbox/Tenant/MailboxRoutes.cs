using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace AdoptionAutomation.Sandbox.Tenant;

/// <summary>
/// POST /users/{id}/sendMail: 202 for whatever is well formed. What becomes of the message is in the log: posted to the group, or bounced.
/// </summary>
internal static class MailboxRoutes
{
    private const int MostRecipients = 500;
    private static readonly string[] RecipientLists = ["toRecipients", "ccRecipients", "bccRecipients"];

    public static Reply? Answer(GraphRequest request, TenantDirectory directory, TenantLog log) => request switch
    {
        { Method: "POST", Path: ["users", var id, "sendMail"] } => Send(request, directory, log, id),
        _ => null,
    };

    /// <summary>To, cc and bcc.</summary>
    public static IReadOnlyList<string> Recipients(JsonNode? body) =>
    [
        .. RecipientLists.SelectMany(list => MessageIn(body)?[list] is JsonArray people ? people.ToArray() : [])
            .Select(person => Listing.Text((person as JsonObject)?["emailAddress"], "address") ?? ""),
    ];

    /// <summary>The documentation writes `message`, the official client `Message`.</summary>
    private static JsonObject? MessageIn(JsonNode? body) => body is JsonObject json ? (json["message"] ?? json["Message"]) as JsonObject : null;

    private static Reply Send(GraphRequest request, TenantDirectory directory, TenantLog log, string id)
    {
        if (directory.ReadableUser(id, request.Now) is not { } sender)
        {
            return request.Refuse(404, "ErrorInvalidUser", $"The requested user '{id}' is invalid.");
        }

        if (MessageIn(request.Body) is not { } message)
        {
            return request.Refuse(400, "ErrorInvalidRequest", "The message is missing.");
        }

        var recipients = Recipients(request.Body);
        if (recipients.Count is 0 or > MostRecipients || recipients.Any(address => !address.Contains('@', StringComparison.Ordinal)))
        {
            return request.Refuse(400, "ErrorInvalidRecipients", "At least one recipient is not valid.");
        }

        if (Pictures(message) is not { } pictures)
        {
            return request.Refuse(400, "ErrorInvalidRequest", "An attachment is a #microsoft.graph.fileAttachment with name and contentBytes.");
        }

        var (subject, html) = (Listing.Text(message, "subject") ?? "", Listing.Text(message["body"], "content") ?? "");
        foreach (var to in recipients)
        {
            var (group, why) = Deliver(request, directory, sender.Id, to);
            log.Add(new GroupPost(request.Now, request.Number, group?.Id, to, subject, html, why is null, why) { From = sender.Id, Pictures = pictures });
        }

        return new(StatusCodes.Status202Accepted);
    }

    /// <summary>The group behind the address, if any, and why the message does not arrive, if so.</summary>
    private static (Group? Group, string? Why) Deliver(GraphRequest request, TenantDirectory directory, Guid sender, string to)
    {
        if (directory.GroupByMail(to) is not { } group || group.ReadableFrom > request.Now)
        {
            return (null, directory.User(to) is null ? "bounced: nobody has this address" : null);
        }

        var closed = group.Properties["resourceBehaviorOptions"] is JsonArray options && options.Any(o => o?.ToString() is "AllowOnlyMembersToPost");
        return closed && !group.Members.Contains(sender) ? (group, "bounced: only members post to this group") : (group, null);
    }

    /// <summary>The contentId of each inline attachment; null if an attachment is malformed.</summary>
    private static List<string>? Pictures(JsonObject message)
    {
        var pictures = new List<string>();
        foreach (var attachment in message["attachments"] as JsonArray ?? [])
        {
            if (Listing.Text(attachment, "@odata.type") is not "#microsoft.graph.fileAttachment"
                || Listing.Text(attachment, "name") is not { Length: > 0 }
                || Listing.Text(attachment, "contentBytes") is not { } bytes
                || !Convert.TryFromBase64String(bytes, new byte[bytes.Length], out _))
            {
                return null;
            }

            if (Listing.Text(attachment, "contentId") is { } contentId)
            {
                pictures.Add(contentId);
            }
        }

        return pictures;
    }
}
