using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Graph;
using Azure;

namespace AdoptionAutomation.Calendar.Pictures;

/// <summary>The picture files of posts, as they were kept with the campaign's version: what is taken out of the folder afterwards is still shown.</summary>
internal sealed class KeptPictures(CampaignStore campaigns)
{
    /// <summary>Why a post's picture cannot be shown; null if it can, or there is none. One request at most.</summary>
    public async Task<string?> WhyUnfitAsync(Campaign campaign, PostPicture? picture, CancellationToken cancellationToken)
    {
        if (picture?.File is not { } file)
        {
            return null;
        }

        if (InlinePicture.TypeOf(file) is null)
        {
            return $"picture {file} is not a .png, .jpg or .gif";
        }

        try
        {
            var found = await campaigns.KeptFile(campaign.Id, file).GetPropertiesAsync(cancellationToken: cancellationToken);
            return found.Value.ContentLength > InlinePicture.MostBytes ? $"picture {file} is larger than 2 MB" : null;
        }
        catch (RequestFailedException missing) when (missing.Status == 404)
        {
            return $"picture {file} is not among the campaign's files";
        }
    }

    /// <summary>Null: not there, or no picture that posts show.</summary>
    /// <param name="campaign">The campaign's id.</param>
    /// <param name="name">Within its folder.</param>
    /// <param name="known">The version that the caller has already; then <see cref="KeptPicture.Bytes"/> are not read.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    public async Task<KeptPicture?> FindAsync(string campaign, string name, Func<ETag, bool> known, CancellationToken cancellationToken)
    {
        if (InlinePicture.TypeOf(name) is not { } type)
        {
            return null;
        }

        try
        {
            var found = await campaigns.KeptFile(campaign, name).DownloadStreamingAsync(cancellationToken: cancellationToken);
            await using var content = found.Value.Content;
            if (found.Value.Details.ContentLength > InlinePicture.MostBytes)
            {
                return null;
            }

            if (known(found.Value.Details.ETag))
            {
                return new(type, found.Value.Details.ETag, []);
            }

            using var bytes = new MemoryStream();
            await content.CopyToAsync(bytes, cancellationToken);
            return new(type, found.Value.Details.ETag, bytes.ToArray());
        }
        catch (RequestFailedException missing) when (missing.Status is 400 or 404)
        {
            return null;
        }
    }
}

/// <param name="ContentType">Such as image/png.</param>
/// <param name="Version">Of the file.</param>
/// <param name="Bytes">Empty for who has this version already.</param>
internal sealed record KeptPicture(string ContentType, ETag Version, byte[] Bytes);
