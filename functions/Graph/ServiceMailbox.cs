using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Effects;
using Microsoft.Extensions.Options;
using Microsoft.Graph.Models;
using Microsoft.Graph.Users.Item.SendMail;

namespace AdoptionAutomation.Graph;

/// <summary>
/// The mailbox that posts are sent from: mail to a group's address becomes a conversation of the group, the only way to post that Graph
/// leaves to an application.
/// </summary>
/// <remarks>
/// Exchange lets a mailbox do four things at a time (ApplicationThrottled, MailboxConcurrency). The lane gives a turn every 2.2 s, over all
/// instances; within one, where host.json lets a queue's function run twelve times at once, no more than four pass here. What slow answers of
/// several instances might add is refused with 429 and comes back.
/// </remarks>
internal sealed class ServiceMailbox(GraphConnection graph, GroupMembers members, RateGovernor governor, IOptions<PostsOptions> options) : IDisposable
{
    private const int MostAtOnce = 4;

    private readonly SemaphoreSlim gate = new(MostAtOnce, MostAtOnce);

    /// <summary>Object id; null if none is set.</summary>
    public string? Id => options.Value.MailboxId is { Length: > 0 } id ? id : null;

    /// <summary>Sends one post. The answer says that Exchange took it, no more; the copy in the mailbox's sent items is for people to look at.</summary>
    public async Task SendAsync(string address, MailboxPost post, CancellationToken cancellationToken)
    {
        await gate.WaitAsync(cancellationToken);
        try
        {
            await graph.SendAsync<object?>(
                "send a post from the mailbox of Posts:MailboxId",
                Permissions.SendMail,
                async (client, token) =>
                {
                    await client.Users[Id].SendMail.PostAsync(BodyOf(address, post), cancellationToken: token);
                    return null;
                },
                cancellationToken);
        }
        finally
        {
            gate.Release();
        }
    }

    public void Dispose() => gate.Dispose();

    /// <summary>Makes the mailbox a member of a group where only members may post.</summary>
    /// <returns>Null if it is one now; else why not.</returns>
    /// <exception cref="GraphFailure">Throttled, unknown or not allowed.</exception>
    public async Task<Outcome?> JoinAsync(string groupId, CancellationToken cancellationToken)
    {
        await governor.SpendAsync(Lane.GraphWrites, 1, cancellationToken);
        var added = await members.AddAsync(groupId, [Id!], cancellationToken);
        return added.Stop is { } stop ? throw stop
            : added.Outcomes[Id!] is { Kind: not OutcomeKind.Done } outcome ? outcome
            : null;
    }

    private static SendMailPostRequestBody BodyOf(string address, MailboxPost post) => new()
    {
        Message = new()
        {
            Subject = post.Subject,
            Body = new() { ContentType = BodyType.Html, Content = post.Html },
            ToRecipients = [new() { EmailAddress = new() { Address = address } }],
            Attachments = post.Picture is { } picture ? [AttachmentOf(picture)] : null,
        },
        SaveToSentItems = true,
    };

    private static FileAttachment AttachmentOf(InlinePicture picture) => new()
    {
        OdataType = "#microsoft.graph.fileAttachment",
        Name = picture.Name,
        ContentType = picture.ContentType,
        ContentBytes = picture.Bytes,
        ContentId = InlinePicture.ContentId,
        IsInline = true,
    };
}

/// <param name="Subject">Title of the conversation.</param>
/// <param name="Html">A whole page.</param>
/// <param name="Picture">Goes along, shown where the page names it; null: none, or one that is fetched from its address.</param>
internal sealed record MailboxPost(string Subject, string Html, InlinePicture? Picture);

/// <param name="Name">File name.</param>
/// <param name="ContentType">Such as image/png.</param>
/// <param name="Bytes">2 MB at most: Graph takes requests of up to 4 MB, and base64 makes three bytes four.</param>
internal sealed record InlinePicture(string Name, string ContentType, byte[] Bytes)
{
    public const string ContentId = "picture";

    public const int MostBytes = 2 * 1024 * 1024;

    /// <summary>By the name's end; null for what is no picture that posts show.</summary>
    public static string? TypeOf(string name) => Path.GetExtension(name).ToLowerInvariant() switch
    {
        ".png" => "image/png",
        ".jpg" or ".jpeg" => "image/jpeg",
        ".gif" => "image/gif",
        _ => null,
    };
}
