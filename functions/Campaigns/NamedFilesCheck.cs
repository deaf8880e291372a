using System.Security.Cryptography;
using AdoptionAutomation.Campaigns.Reading;

namespace AdoptionAutomation.Campaigns;

/// <summary>Opens every file that the JSON files name, once for each use, and checks that it holds what that use takes.</summary>
internal sealed class NamedFilesCheck(ICampaignFiles files, Findings findings)
{
    private const int LargestPictureMegabytes = 2;

    private readonly Dictionary<string, ExpansionTable> tables = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> hashes = new(StringComparer.Ordinal);

    public async Task<NamedContents> RunAsync(IEnumerable<NamedFile> named, CancellationToken cancellationToken)
    {
        foreach (var same in named.GroupBy(file => (Name: file.Place.Text, file.Use)))
        {
            await CheckAsync(same.Key.Name, same.Key.Use, same.First().Place, cancellationToken);
        }

        return new(tables, hashes);
    }

    private async Task CheckAsync(string name, NamedFileUse use, JsonPart place, CancellationToken cancellationToken)
    {
        await using var file = await files.OpenAsync(name, cancellationToken);
        if (file is null)
        {
            findings.Add(place, ProblemCodes.NoNamedFile, name);
            return;
        }

        using var hash = SHA256.Create();
        await using var content = new CryptoStream(file, hash, CryptoStreamMode.Read);
        await CheckAsync(content, name, use, place, cancellationToken);

        // The check may have had enough before the end; the hash has not.
        await content.CopyToAsync(Stream.Null, cancellationToken);
        hashes[name] = Convert.ToHexStringLower(hash.Hash!);
    }

    private async Task CheckAsync(Stream content, string name, NamedFileUse use, JsonPart place, CancellationToken cancellationToken)
    {
        if (use == NamedFileUse.Picture)
        {
            await CheckPictureAsync(content, place, cancellationToken);
        }
        else if (use == NamedFileUse.Expansion)
        {
            tables[name] = await new ExpansionCsv(name, findings).ReadAsync(content, cancellationToken);
        }
        else
        {
            await foreach (var _ in new AudienceCsv(name, findings).ReadAsync(content, cancellationToken))
            {
                // Reading to the end is the check
            }
        }
    }

    private async Task CheckPictureAsync(Stream content, JsonPart place, CancellationToken cancellationToken)
    {
        var buffer = new byte[(LargestPictureMegabytes * 1024 * 1024) + 1];
        var length = await content.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellationToken);
        if (length == buffer.Length)
        {
            findings.Add(place, GroupProblemCodes.BigPicture, place.Text, LargestPictureMegabytes);
        }
        else if (!IsPicture(buffer.AsSpan(0, length)))
        {
            findings.Add(place, GroupProblemCodes.NotAPicture, place.Text);
        }
    }

    /// <summary>By what each format starts with.</summary>
    private static bool IsPicture(ReadOnlySpan<byte> content) =>
        content is [0x89, (byte)'P', (byte)'N', (byte)'G', ..] or [0xFF, 0xD8, 0xFF, ..] || content.StartsWith("GIF8"u8);
}

/// <param name="Tables">The CSV files of expansions, by name.</param>
/// <param name="Hashes">Of every file's bytes, by name.</param>
internal sealed record NamedContents(IReadOnlyDictionary<string, ExpansionTable> Tables, IReadOnlyDictionary<string, string> Hashes);
