using System.Text;
using AdoptionAutomation.Calendar.Subscribing;
using FsCheck;
using FsCheck.Fluent;

namespace AdoptionAutomation.Tests.Functions.Calendar.Subscribing;

public sealed class IcsTextTests
{
    private static readonly DateTimeOffset At = new(2026, 10, 5, 9, 0, 0, TimeSpan.FromHours(2));

    [Fact]
    public void An_event_is_written_as_the_standard_has_it()
    {
        var text = IcsText.Of("Agora, l’essai", [new("interview.2026-10-05@small", At, "A; b, c\\d", "Un\ndeux", IcsStatus.Tentative, "https://a.example/x")], At);

        Assert.Equal(
            [
                "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//AdoptionAutomation//Content calendar//EN", "CALSCALE:GREGORIAN", "METHOD:PUBLISH",
                "X-WR-CALNAME:Agora\\, l’essai", "REFRESH-INTERVAL;VALUE=DURATION:PT1H", "X-PUBLISHED-TTL:PT1H",
                "BEGIN:VEVENT", "UID:interview.2026-10-05@small", "DTSTAMP:20261005T070000Z", "DTSTART:20261005T070000Z", "DURATION:PT15M",
                @"SUMMARY:A\; b\, c\\d", @"DESCRIPTION:Un\ndeux", "STATUS:TENTATIVE", "TRANSP:TRANSPARENT", "URL:https://a.example/x", "END:VEVENT",
                "END:VCALENDAR", "",
            ],
            text.Split("\r\n"));
    }

    [Fact]
    public void No_line_is_longer_than_75_octets_and_unfolding_gives_the_text_back() => Prop.ForAll<string>(
        ArbMap.Default.ArbFor<NonNull<string>>().Convert(text => text.Get, NonNull<string>.NewNonNull),
        title =>
        {
            // Broken halves of characters cannot travel in UTF-8.
            var sound = Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(title + new string('é', 40) + "😀😀😀😀😀😀😀😀😀😀"));
            var text = IcsText.Of("n", [new("u", At, sound, "d", IcsStatus.Confirmed, null)], At);
            var folded = text.Split("\r\n");
            var summary = text.Replace("\r\n ", "", StringComparison.Ordinal).Split("\r\n").Single(line => line.StartsWith("SUMMARY:", StringComparison.Ordinal))["SUMMARY:".Length..];
            return folded.All(line => Encoding.UTF8.GetByteCount(line) <= 75)
                && !text.Replace("\r\n", "", StringComparison.Ordinal).Any(char.IsControl)
                && Unescaped(summary) == string.Concat(sound.ReplaceLineEndings("\n").Where(c => c == '\n' || !char.IsControl(c)));
        }).QuickCheckThrowOnFailure();

    private static string Unescaped(string text)
    {
        var plain = new StringBuilder();
        for (var i = 0; i < text.Length; i++)
        {
            plain.Append(text[i] != '\\' ? text[i] : text[++i] == 'n' ? '\n' : text[i]);
        }

        return plain.ToString();
    }
}
