using System.Globalization;
using System.Text;

namespace AdoptionAutomation.Calendar.Subscribing;

/// <summary>Events as RFC 5545 writes them (pure): CRLF, lines folded at 75 octets, text escaped, times in UTC.</summary>
internal static class IcsText
{
    private const int LongestLine = 75;

    /// <param name="name">The calendar's name.</param>
    /// <param name="events">In any order.</param>
    /// <param name="now">When this is written.</param>
    public static string Of(string name, IEnumerable<IcsEvent> events, DateTimeOffset now)
    {
        var text = new StringBuilder();
        Line(text, "BEGIN:VCALENDAR");
        Line(text, "VERSION:2.0");
        Line(text, "PRODID:-//AdoptionAutomation//Content calendar//EN");
        Line(text, "CALSCALE:GREGORIAN");
        Line(text, "METHOD:PUBLISH");
        Line(text, $"X-WR-CALNAME:{Escaped(name)}");
        Line(text, "REFRESH-INTERVAL;VALUE=DURATION:PT1H");
        Line(text, "X-PUBLISHED-TTL:PT1H");
        foreach (var one in events)
        {
            Write(text, one, now);
        }

        Line(text, "END:VCALENDAR");
        return text.ToString();
    }

    private static void Write(StringBuilder text, IcsEvent one, DateTimeOffset now)
    {
        Line(text, "BEGIN:VEVENT");
        Line(text, $"UID:{Escaped(one.Uid)}");
        Line(text, $"DTSTAMP:{Stamp(now)}");
        Line(text, $"DTSTART:{Stamp(one.At)}");
        Line(text, "DURATION:PT15M");
        Line(text, $"SUMMARY:{Escaped(one.Summary)}");
        Line(text, $"DESCRIPTION:{Escaped(one.Description)}");
        Line(text, $"STATUS:{one.Status.ToString().ToUpperInvariant()}");
        Line(text, "TRANSP:TRANSPARENT");
        if (one.Url is not null)
        {
            Line(text, $"URL:{one.Url}");
        }

        Line(text, "END:VEVENT");
    }

    private static string Stamp(DateTimeOffset at) => at.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);

    /// <summary>Control characters have no place in a calendar.</summary>
    private static string Escaped(string text)
    {
        var escaped = new StringBuilder(text.Length);
        foreach (var character in text.ReplaceLineEndings("\n"))
        {
            _ = character switch
            {
                '\\' or ';' or ',' => escaped.Append('\\').Append(character),
                '\n' => escaped.Append("\\n"),
                _ when char.IsControl(character) => escaped,
                _ => escaped.Append(character),
            };
        }

        return escaped.ToString();
    }

    /// <summary>Never breaks a character in two.</summary>
    private static void Line(StringBuilder text, string line)
    {
        var octets = 0;
        foreach (var rune in line.EnumerateRunes())
        {
            if (octets + rune.Utf8SequenceLength > LongestLine)
            {
                text.Append("\r\n ");
                octets = 1;
            }

            text.Append(rune.ToString());
            octets += rune.Utf8SequenceLength;
        }

        text.Append("\r\n");
    }
}

/// <param name="Uid">The same for the same occurrence, for good.</param>
/// <param name="At">When it begins.</param>
/// <param name="Summary">Its title.</param>
/// <param name="Description">More about it.</param>
/// <param name="Status">Whether it holds.</param>
/// <param name="Url">Where to read on; null: nowhere.</param>
internal sealed record IcsEvent(string Uid, DateTimeOffset At, string Summary, string Description, IcsStatus Status, string? Url);

internal enum IcsStatus
{
    Confirmed,
    Tentative,
    Cancelled,
}
