using System.Security.Cryptography;
using System.Text;

namespace AdoptionAutomation.Calendar.Feeds;

/// <summary>Which items of a feed make today's news (pure).</summary>
/// <param name="Taken">Newest first.</param>
/// <param name="OthersWait">Whether more is to come without the feed being changed.</param>
internal sealed record NewsChoice(IReadOnlyList<FeedItem> Taken, bool OthersWait)
{
    /// <summary>Clocks of sites are as wrong.</summary>
    private static readonly TimeSpan Ahead = TimeSpan.FromMinutes(10);

    private static readonly TimeSpan LongestWait = TimeSpan.FromDays(14);

    /// <summary>Without dates nobody knows which are old: only these, from the top.</summary>
    private const int MostUndated = 20;

    /// <param name="items">As they stand in the feed.</param>
    /// <param name="isSeen">Whether it was in some day's news already.</param>
    /// <param name="now">The present.</param>
    /// <param name="most">How many at most.</param>
    public static NewsChoice Of(IEnumerable<FeedItem> items, Func<FeedItem, bool> isSeen, DateTimeOffset now, int most)
    {
        var all = items.Where(item => item.Title.Length > 0).DistinctBy(item => item.Id).DistinctBy(item => LinkKeyOf(item) ?? item.Id).ToList();
        var young = all.Where(item => item.At > now - LongestWait)
            .Concat(all.Where(item => item.At is null).Take(MostUndated))
            .Where(item => !isSeen(item))
            .ToList();
        var ripe = young.Where(item => item.At is null || item.At <= now + Ahead)
            .OrderByDescending(item => item.At ?? now)
            .ThenBy(all.IndexOf)
            .ToList();
        return new([.. ripe.Take(most)], young.Count > most || young.Count > ripe.Count);
    }

    /// <summary>The same for all addresses of one page; null: it has no link.</summary>
    public static string? LinkKeyOf(FeedItem item)
    {
        if (item.Link is not { } link)
        {
            return null;
        }

        var query = link.Query.TrimStart('?').Split('&').Where(part => part.Length > 0 && !part.StartsWith("utm_", StringComparison.OrdinalIgnoreCase));
        var plain = $"{link.Host}{link.AbsolutePath.TrimEnd('/')}?{string.Join('&', query)}";
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(plain)).AsSpan(0, 16));
    }
}
