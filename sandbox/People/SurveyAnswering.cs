using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using AdoptionAutomation.Sandbox.Faults;
using AdoptionAutomation.Sandbox.Tenant;
using AdoptionAutomation.Sandbox.Time;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace AdoptionAutomation.Sandbox.People;

/// <summary>
/// What people do with the mail of a survey: many open its page, fill in the form as they find it, and send it, from an address of their own; some
/// wait for a reminder, others never answer. Who gets no word back tries again, and is then told that the link is spent, or thanked.
/// </summary>
/// <param name="seed">Decides who, and what they think.</param>
/// <param name="clock">The present.</param>
/// <param name="agenda">Where things to come are kept.</param>
/// <param name="send">Calls the app.</param>
internal sealed partial class SurveyAnswering(
    int seed, TimeProvider clock, IAgenda agenda, Func<HttpRequestMessage, CancellationToken, Task<HttpResponseMessage>> send)
{
    public const string Family = "survey-";

    private const double Answers = 0.5;
    private const double AnswersReminder = 0.3;
    private const double SkipsQuestion = 0.1;
    private const double WritesText = 0.35;
    private const double ChoosesOne = 0.4;
    private const int MostTries = 20;
    private static readonly TimeSpan TryAgain = TimeSpan.FromMinutes(10);

    private static readonly string[] Remarks =
    [
        "Plus simple que je ne pensais.", "Il y a trop d’outils.", "Les photos des sites font plaisir.", "I would like shorter posts.",
        "Je n’ai pas le temps d’y aller.", "Good to see what the other plants do.",
    ];

    private readonly Lock gate = new();
    private readonly Dice dice = new(seed);
    private readonly Dictionary<(string Round, Guid Person), SurveySubmission> submissions = [];

    /// <summary>What people sent, by round and person.</summary>
    public IReadOnlyDictionary<(string Round, Guid Person), SurveySubmission> Submissions
    {
        get
        {
            lock (gate)
            {
                return new Dictionary<(string, Guid), SurveySubmission>(submissions);
            }
        }
    }

    /// <summary>How many answers people sent.</summary>
    public int Count
    {
        get
        {
            lock (gate)
            {
                return submissions.Count;
            }
        }
    }

    /// <summary>The round that a mail of this category is about, as in <c>SURVEY.ROUND</c>; null: it is not about one.</summary>
    public static string? RoundOf(string category) => category.StartsWith(Family, StringComparison.Ordinal)
        ? string.Join('.', category[Family.Length..].Split('.').Take(2))
        : null;

    public static bool IsReminder(string category) => category.Split('.').Length > 2;

    /// <param name="mail">The mail.</param>
    /// <param name="person">Who got it.</param>
    /// <param name="when">When they read it.</param>
    public void Plan(AcceptedMail mail, Employee person, DateTimeOffset when)
    {
        if (mail.Categories is not [var category, ..] || RoundOf(category) is not { } round || Link().Match(mail.Html ?? "") is not { Success: true } link)
        {
            return;
        }

        if (dice.Chance(IsReminder(category) ? AnswersReminder : Answers, $"answers {category}", person.Index))
        {
            var url = WebUtility.HtmlDecode(link.Groups["url"].Value);
            agenda.At(when, "answers a survey", token => AnswerAsync(round, url, person, MostTries, token));
        }
    }

    private async Task AnswerAsync(string round, string url, Employee person, int tries, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            if (submissions.TryGetValue((round, person.Id), out var known) && known.ThankedAt is not null)
            {
                return;
            }
        }

        if (!await IsToldAsync(round, url, person, cancellationToken) && tries > 1)
        {
            agenda.At(clock.GetUtcNow() + TryAgain, "answers a survey again", token => AnswerAsync(round, url, person, tries - 1, token));
        }
    }

    /// <returns>False: no word came back, or the page could not be had.</returns>
    private async Task<bool> IsToldAsync(string round, string url, Employee person, CancellationToken cancellationToken)
    {
        try
        {
            using var look = From(person, HttpMethod.Get, url);
            using var page = await send(look, cancellationToken);
            if (!page.IsSuccessStatusCode)
            {
                return (int)page.StatusCode < 500;
            }

            var html = await page.Content.ReadAsStringAsync(cancellationToken);
            var (fields, text) = Fill(new HtmlParser().ParseDocument(html).Forms[0], round, person);
            Note(round, person, _ => new(text, null));
            using var post = From(person, HttpMethod.Post, new Uri(url).GetLeftPart(UriPartial.Path));
            post.Content = new FormUrlEncodedContent(fields);
            using var answer = await send(post, cancellationToken);
            if (answer.IsSuccessStatusCode)
            {
                Note(round, person, sent => sent with { ThankedAt = clock.GetUtcNow() });
            }

            return answer.IsSuccessStatusCode || (int)answer.StatusCode < 500;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    /// <summary>The form as somebody fills it in: what a mail program or a browser would send.</summary>
    private (List<KeyValuePair<string, string>> Fields, string? Text) Fill(IHtmlFormElement form, string round, Employee person)
    {
        var fields = new List<KeyValuePair<string, string>>();
        string? written = null;
        foreach (var alike in form.Elements.OfType<IHtmlInputElement>().GroupBy(input => (input.Name, input.Type)).Where(alike => alike.Key.Name is { Length: > 0 }))
        {
            var (name, question) = (alike.Key.Name!, $"{round} {alike.Key.Name}");
            IEnumerable<string> values = alike.Key.Type switch
            {
                "hidden" => alike.Select(input => input.Value),
                "radio" when !dice.Chance(SkipsQuestion, $"skips {question}", person.Index) || IsRequired(alike.First()) =>
                    [alike.ElementAt(dice.Below(alike.Count(), $"chooses {question}", person.Index)).Value],
                "checkbox" => alike.Where(box => dice.Chance(ChoosesOne, $"ticks {question} {box.Value}", person.Index)).Select(box => box.Value).DefaultIfEmpty(alike.First().Value),
                _ => [],
            };
            fields.AddRange(values.Select(value => KeyValuePair.Create(name, value)));
        }

        foreach (var area in form.Elements.OfType<IHtmlTextAreaElement>())
        {
            if (dice.Chance(WritesText, $"writes {round} {area.Name}", person.Index))
            {
                // The sign at the end makes it one of its kind, for the proof; a real person would not write it.
                var remark = Remarks[dice.Below(Remarks.Length, $"remarks {round} {area.Name}", person.Index)];
                written = string.Create(CultureInfo.InvariantCulture, $"{remark} [{dice.Bits($"sign {round} {area.Name}", person.Index):x8}]");
                fields.Add(KeyValuePair.Create(area.Name!, written));
            }
        }

        return (fields, written);
    }

    /// <summary>Whoever leaves out what must be answered is asked again, and answers: here at once.</summary>
    private static bool IsRequired(IHtmlInputElement input) => input.IsRequired || input.Closest("fieldset")?.TextContent.Contains('*') is true;

    private void Note(string round, Employee person, Func<SurveySubmission, SurveySubmission> change)
    {
        lock (gate)
        {
            submissions[(round, person.Id)] = change(submissions.GetValueOrDefault((round, person.Id)) ?? new(null, null));
        }
    }

    private static HttpRequestMessage From(Employee person, HttpMethod method, string url) => new(method, url)
    {
        Headers = { { "X-Forwarded-For", $"10.{person.Index / 65536 % 256}.{person.Index / 256 % 256}.{person.Index % 256}:50000" } },
    };

    [GeneratedRegex("""href="(?<url>[^"]*/api/survey\?t=[^"]+)" """, RegexOptions.ExplicitCapture | RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Link();
}

/// <param name="Text">The last text that they wrote, one of its kind; null: none.</param>
/// <param name="ThankedAt">When the page thanked for it; null: nobody knows whether it arrived.</param>
internal sealed record SurveySubmission(string? Text, DateTimeOffset? ThankedAt);
