using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Mail;
using AdoptionAutomation.Waves.PersonPages;
using Microsoft.Extensions.Options;

namespace AdoptionAutomation.Calendar.Pictures;

/// <summary>
/// Addresses at which readers' programs fetch the pictures of posts. They are signed, so that nothing else of the campaign's folder can be asked
/// for, and good for as long as the key is: mails are opened years later.
/// </summary>
internal sealed class PictureLinks(IOptions<LinksOptions> options)
{
    public const string Route = "pictures";

    private const int LongestName = 400;

    /// <summary>Keeps these signatures from being taken for others of the same key.</summary>
    private const string Domain = "picture:";

    /// <summary>Whether files have addresses at all.</summary>
    public bool IsOn => options.Value.IsOn;

    /// <summary>Where a picture is fetched from; null: it is a file, and files have no addresses here.</summary>
    public string? To(Campaign campaign, PostPicture? picture)
    {
        if (picture?.File is not { } file)
        {
            return picture?.Url;
        }

        var name = string.Join('/', file.Split('/').Select(Uri.EscapeDataString));
        return IsOn
            ? $"{options.Value.Api}/{Route}/{campaign.Settings.Id}/{name}?s={Sign(options.Value.Keys[0], campaign.Settings.Id, file)}"
            : null;
    }

    /// <summary>Whether one of the keys signed this picture.</summary>
    public bool IsSigned(string campaign, string name, string? signature)
    {
        if (signature is not { Length: > 0 } || name.Length > LongestName || MailRedirect.IsDress(campaign))
        {
            return false;
        }

        var known = false;
        foreach (var key in options.Value.Keys)
        {
            known |= CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(Sign(key, campaign, name)), Encoding.UTF8.GetBytes(signature));
        }

        return known;
    }

    private static string Sign(string key, string campaign, string name) => Base64Url.EncodeToString(
        HMACSHA256.HashData(Encoding.UTF8.GetBytes(key), Encoding.UTF8.GetBytes($"{Domain}{campaign}|{name}")));
}
