using Azure;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace AdoptionAutomation.Calendar.Editing;

/// <summary>Which version a caller means to replace (pure): one by its ETag, or none.</summary>
/// <param name="Replaces">ETags, any of which may stand there; empty: none must.</param>
internal sealed record Precondition(IReadOnlyList<string> Replaces)
{
    /// <summary>Null if the call names no version: <c>If-Match: *</c> names none either.</summary>
    public static Precondition? Of(IHeaderDictionary headers)
    {
        var replaces = TagsOf(headers.IfMatch);
        var creates = TagsOf(headers.IfNoneMatch) is ["*"];
        return creates && replaces.Count == 0 ? new([]) : !creates && replaces.Count > 0 && !replaces.Contains("*") ? new(replaces) : null;
    }

    public bool Allows(ETag? current) => current is { } etag ? Replaces.Contains(TagOf(etag)) : Replaces.Count == 0;

    /// <summary>As headers carry it.</summary>
    public static string TagOf(ETag etag) => etag.ToString("H");

    /// <summary>A weak tag is one that a proxy made of ours when it packed the answer.</summary>
    private static List<string> TagsOf(IList<string?> header) =>
        EntityTagHeaderValue.TryParseList([.. header.OfType<string>()], out var tags) ? [.. tags.Select(tag => tag.Tag.ToString())] : [];
}
