using System.Net;
using System.Text.RegularExpressions;
using AdoptionAutomation.Sandbox.Faults;
using AdoptionAutomation.Sandbox.Tenant;
using AdoptionAutomation.Sandbox.Time;

namespace AdoptionAutomation.Sandbox.People;

/// <summary>
/// What happens to the links of mails that lead to pages of ours: scanners fetch them all as soon as the mail arrives; some people open the
/// page that its words promise, and press its button.
/// </summary>
/// <param name="seed">Decides who.</param>
/// <param name="clock">The present.</param>
/// <param name="agenda">Where things to come are kept.</param>
/// <param name="send">Calls the app.</param>
internal sealed partial class ButtonPressing(
    int seed, TimeProvider clock, IAgenda agenda, Func<HttpRequestMessage, CancellationToken, Task<HttpResponseMessage>> send)
{
    private const double IsScanned = 0.05;
    private const int MostTries = 20;
    private static readonly TimeSpan TryAgain = TimeSpan.FromMinutes(10);

    private static readonly (string Button, Regex Words, double Chance)[] Habits =
    [
        ("stop", StopWords(), 0.08),
        ("here", HereWords(), 0.1),
        ("announce", AnnounceWords(), 0.6),
        ("charter", CharterWords(), 0.4),
    ];

    private readonly Lock gate = new();
    private readonly Dice dice = new(seed);
    private readonly Dictionary<(string Button, Guid Person), DateTimeOffset> pressed = [];

    /// <summary>Buttons whose page thanked for it, with who pressed and when first.</summary>
    public IReadOnlyList<(string Button, Guid Person, DateTimeOffset At)> Pressed
    {
        get
        {
            lock (gate)
            {
                return [.. pressed.Select(one => (one.Key.Button, one.Key.Person, one.Value))];
            }
        }
    }

    /// <param name="mail">The mail.</param>
    /// <param name="person">Who got it.</param>
    /// <param name="when">When they read it.</param>
    /// <param name="note">Keeps what they did.</param>
    public void Plan(AcceptedMail mail, Employee person, DateTimeOffset when, Func<Employee, Func<Signs, Signs>, Task> note)
    {
        var links = Link().Matches(mail.Html ?? "").Select(match => (Url: WebUtility.HtmlDecode(match.Groups["url"].Value), Text: match.Groups["text"].Value)).ToList();
        if (links.Count > 0 && dice.Chance(IsScanned, "is scanned", person.Index))
        {
            agenda.At(clock.GetUtcNow(), "scanner", token => ScanAsync(links.Select(link => link.Url), token));
        }

        foreach (var (url, text) in links)
        {
            var habit = Array.Find(Habits, habit => habit.Words.IsMatch(text));
            if (habit.Button is not null && dice.Chance(habit.Chance, $"presses {habit.Button} in {mail.Categories[0]}", person.Index))
            {
                agenda.At(when, $"presses {habit.Button}", token => PressAsync(habit.Button, url, person, note, MostTries, token));
            }
        }
    }

    private async Task ScanAsync(IEnumerable<string> urls, CancellationToken cancellationToken)
    {
        foreach (var url in urls)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, url);
            try
            {
                using var _ = await send(request, cancellationToken);
            }
            catch (HttpRequestException)
            {
                // A scanner does not care.
            }
        }
    }

    private async Task PressAsync(
        string button, string url, Employee person, Func<Employee, Func<Signs, Signs>, Task> note, int tries, CancellationToken cancellationToken)
    {
        if (await IsThankedAsync(url, cancellationToken))
        {
            var now = clock.GetUtcNow();
            lock (gate)
            {
                pressed.TryAdd((button, person.Id), now);
            }

            await note(person, seen => button switch
            {
                "stop" => seen with { Stopped = seen.Stopped ?? now },
                "announce" => seen,
                _ => seen with { Pressed = seen.Pressed ?? now },
            });
        }
        else if (tries > 1)
        {
            agenda.At(clock.GetUtcNow() + TryAgain, $"presses {button} again", token => PressAsync(button, url, person, note, tries - 1, token));
        }
    }

    /// <summary>Opens the page, then posts its form.</summary>
    private async Task<bool> IsThankedAsync(string url, CancellationToken cancellationToken)
    {
        try
        {
            using var look = new HttpRequestMessage(HttpMethod.Get, url);
            using var page = await send(look, cancellationToken);
            if (!page.IsSuccessStatusCode)
            {
                return false;
            }

            var html = await page.Content.ReadAsStringAsync(cancellationToken);
            using var press = new HttpRequestMessage(HttpMethod.Post, new Uri(url).GetLeftPart(UriPartial.Path))
            {
                Content = new FormUrlEncodedContent(Hidden().Matches(html)
                    .Select(field => KeyValuePair.Create(field.Groups["name"].Value, WebUtility.HtmlDecode(field.Groups["value"].Value)))),
            };
            using var thanks = await send(press, cancellationToken);
            return thanks.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    [GeneratedRegex("""<a [^>]*href="(?<url>[^"]*/api/me\?t=[^"]+)"[^>]*>(?<text>[^<]*)</a>""", RegexOptions.ExplicitCapture)]
    private static partial Regex Link();

    [GeneratedRegex("""<input type="hidden" name="(?<name>[^"]*)" value="(?<value>[^"]*)"[^>]*>""", RegexOptions.ExplicitCapture)]
    private static partial Regex Hidden();

    [GeneratedRegex("rappel|relance|remind", RegexOptions.IgnoreCase)]
    private static partial Regex StopWords();

    [GeneratedRegex("déjà|already|d&#xE9;j&#xE0;", RegexOptions.IgnoreCase)]
    private static partial Regex HereWords();

    [GeneratedRegex("annonc|announce|présent|introduce", RegexOptions.IgnoreCase)]
    private static partial Regex AnnounceWords();

    [GeneratedRegex("charte|charter|accept", RegexOptions.IgnoreCase)]
    private static partial Regex CharterWords();
}
