using System.Net;
using AdoptionAutomation.Sandbox.People;
using AdoptionAutomation.Sandbox.Tenant;
using AdoptionAutomation.Tests.Sandbox.Tenant;

namespace AdoptionAutomation.Tests.Sandbox.People;

/// <summary>What people do with surveys, against a page of this test's.</summary>
public class SurveyAnsweringTests
{
    private const string Page = """
        <form method="post" action="survey"><input type="hidden" name="t" value="token&amp;sign">
        <fieldset><legend>Ease *</legend><input type="radio" name="q-ease" value="1"><input type="radio" name="q-ease" value="5"></fieldset>
        <fieldset><legend>Tools</legend><input type="checkbox" name="q-tools" value="mail"><input type="checkbox" name="q-tools" value="chat"></fieldset>
        <textarea name="q-say"></textarea><button type="submit">Send</button></form>
        """;

    [Fact]
    public async Task About_half_answer_the_mail_each_as_the_form_asks()
    {
        var (answering, posts) = await LiveAsync(_ => HttpStatusCode.OK);

        Assert.InRange(posts.Count, 60, 140);
        Assert.All(posts, post => Assert.Equal("token&sign", Assert.Single(post, field => field.Key == "t").Value));
        Assert.All(posts, post => Assert.Contains(Assert.Single(post, field => field.Key == "q-ease").Value, (string[])["1", "5"]));
        Assert.All(posts, post => Assert.Contains(post, field => field.Key == "q-tools"));
        Assert.All(answering.Submissions.Values, sent => Assert.NotNull(sent.ThankedAt));
        var texts = answering.Submissions.Values.Select(sent => sent.Text).OfType<string>().ToList();
        Assert.NotEmpty(texts);
        Assert.Equal(texts.Count, texts.Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public async Task Who_gets_no_word_back_tries_again_until_thanked()
    {
        var calls = new Dictionary<string, int>(StringComparer.Ordinal);
        var (answering, posts) = await LiveAsync(address => (calls[address] = calls.GetValueOrDefault(address) + 1) < 3 ? null : HttpStatusCode.OK);

        Assert.Equal(3 * answering.Submissions.Count, posts.Count);
        Assert.All(answering.Submissions.Values, sent => Assert.NotNull(sent.ThankedAt));
    }

    [Fact]
    public async Task Who_is_told_that_the_link_is_spent_gives_up_and_nobody_knows()
    {
        var (answering, posts) = await LiveAsync(_ => HttpStatusCode.NotFound);

        Assert.Equal(answering.Submissions.Count, posts.Count);
        Assert.All(answering.Submissions.Values, sent => Assert.Null(sent.ThankedAt));
    }

    [Theory]
    [InlineData("survey-look.once", "look.once", false)]
    [InlineData("survey-look.2026-10.r1", "look.2026-10", true)]
    [InlineData("welcome", null, false)]
    public void A_mail_is_known_by_its_category(string category, string? round, bool isReminder)
    {
        Assert.Equal(round, SurveyAnswering.RoundOf(category));
        Assert.Equal(isReminder, SurveyAnswering.IsReminder(category));
    }

    /// <param name="status">What a POST from an address is answered; null: no word.</param>
    private static async Task<(SurveyAnswering Answering, List<List<KeyValuePair<string, string>>> Posts)> LiveAsync(Func<string, HttpStatusCode?> status)
    {
        await using var host = await TenantHost.StartAsync();
        var posts = new List<List<KeyValuePair<string, string>>>();
        var answering = new SurveyAnswering(1, host.Clock, host.Agenda, SendAsync);
        foreach (var person in host.People.From(0).Take(200))
        {
            answering.Plan(MailTo(person), person, host.Clock.GetUtcNow().AddHours(1));
        }

        await host.Agenda.RunUntilAsync(host.Clock.GetUtcNow().AddDays(1), CancellationToken.None);
        return (answering, posts);

        async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (request.Method == HttpMethod.Get)
            {
                return new(HttpStatusCode.OK) { Content = new StringContent(Page) };
            }

            var form = Microsoft.AspNetCore.WebUtilities.QueryHelpers.ParseQuery(await request.Content!.ReadAsStringAsync(cancellationToken));
            posts.Add([.. form.SelectMany(field => field.Value, (field, value) => KeyValuePair.Create(field.Key, value!))]);
            return new(status(Assert.Single(request.Headers.GetValues("X-Forwarded-For"))) ?? throw new HttpRequestException("no word"));
        }
    }

    private static AcceptedMail MailTo(Employee person)
    {
        var html = """<p><a class="button" href="https://adoption.sandbox.example/api/survey?t=abc.def" style="x">Répondre</a></p>""";
        return new("m", DateTimeOffset.UnixEpoch, 1, person.Mail, new("from@sandbox.example", "Votre avis", html, null, ["survey-look.once"]), null, NoTexts, NoTexts, NoTexts);
    }

    private static Dictionary<string, string> NoTexts { get; } = [];
}
