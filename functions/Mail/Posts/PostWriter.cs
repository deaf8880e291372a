using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Graph;

namespace AdoptionAutomation.Mail.Posts;

/// <summary>Makes a post of the campaign's files ready to be sent: its page, and its picture if that is a file.</summary>
internal sealed class PostWriter(Pages pages)
{
    /// <exception cref="UnfitPictureException">The picture's file is missing, too large or of no known kind.</exception>
    public Task<MailboxPost> WriteAsync(Campaign campaign, WelcomePost post, CancellationToken cancellationToken) =>
        WriteAsync(campaign, PostContent.Of(campaign, post), post.Picture?.File, cancellationToken);

    /// <param name="campaign">Whose files they are.</param>
    /// <param name="content">What it says.</param>
    /// <param name="file">A picture that goes along; null: none, or one that is fetched from its address.</param>
    /// <param name="cancellationToken">Cancels the reading.</param>
    /// <exception cref="UnfitPictureException">The picture's file is missing, too large or of no known kind.</exception>
    public async Task<MailboxPost> WriteAsync(Campaign campaign, PostContent content, string? file, CancellationToken cancellationToken)
    {
        var picture = file is null ? null : await ReadAsync(campaign.Files, file, cancellationToken);
        return new(content.Subject, await RenderAsync(content), picture);
    }

    public Task<string> RenderAsync(PostContent content) => pages.RenderAsync<Post>((nameof(Post.Content), content));

    private static async Task<InlinePicture> ReadAsync(ICampaignFiles files, string file, CancellationToken cancellationToken)
    {
        var type = InlinePicture.TypeOf(file) ?? throw new UnfitPictureException(file, "is not a .png, .jpg or .gif");
        await using var content = await files.OpenAsync(file, cancellationToken)
            ?? throw new UnfitPictureException(file, "is not among the campaign's files");
        using var bytes = new MemoryStream();
        var block = new byte[64 * 1024];
        while (await content.ReadAsync(block, cancellationToken) is > 0 and var read)
        {
            bytes.Write(block, 0, read);
            if (bytes.Length > InlinePicture.MostBytes)
            {
                throw new UnfitPictureException(file, "is larger than 2 MB");
            }
        }

        return new(Path.GetFileName(file), type, bytes.ToArray());
    }
}

/// <summary>A post's picture cannot go along: the file is to be mended.</summary>
internal sealed class UnfitPictureException(string file, string why) : Exception($"picture {file} {why}");
