using System.Text.Json;
using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Campaigns.Reading;
using AdoptionAutomation.Surveys.Answering;
using FsCheck;
using FsCheck.Fluent;

namespace AdoptionAutomation.Tests.Functions.Surveys.Answering;

public sealed class AnswerCheckTests
{
    private static readonly Survey Survey = JsonSerializer.Deserialize<SurveysFile>(SurveyScene.FileWith(), CampaignJson.Options)!.Surveys[0];

    /// <summary>What is sent, as <c>question=value</c>; what is kept; what is wrong.</summary>
    public static TheoryData<string, string, string> Rows => new()
    {
        { "mood=4", "mood=4", "" },
        { "mood=5&tools=phone,mail&nps=0", "mood=5&nps=0&tools=mail,phone", "" },
        { "mood=2&why= Trop\tvite ", "mood=2&why=Trop vite", "" },
        { "mood=4&tools=chat&which=other&other=Slack", "mood=4&other=Slack&tools=chat&which=other", "" },
        { "mood=4&tools=mail,mail", "mood=4&tools=mail", "" },
        { "", "", "mood Missing" },
        { "mood=", "", "mood Missing" },
        { "mood=2", "", "why Missing" },
        { "mood=2&why=\u0007 ", "", "why Missing" },
        { "mood=4&why=not asked", "mood=4", "" },
        { "mood=4&which=nonsense", "mood=4", "" },
        { "mood=4&tools=mail&which=other&other=left over", "mood=4&tools=mail", "" },
        { "mood=6", "", "mood OutOfRange" },
        { "mood=0", "", "mood OutOfRange" },
        { "mood=-1", "", "mood OutOfRange" },
        { "mood=4.0", "", "mood OutOfRange" },
        { "mood=四", "", "mood OutOfRange" },
        { "mood=4&nps=11", "", "nps OutOfRange" },
        { "mood=99999999999999999999", "", "mood OutOfRange" },
        { "mood=4,5", "", "mood Several" },
        { "mood=4&tools=mail,fax", "", "tools UnknownChoice" },
        { "mood=4&tools=MAIL", "", "tools UnknownChoice" },
        { "mood=4&color=red", "", "color UnknownQuestion" },
        { "mood=9&tools=chat&nps=x&color=red", "", "color UnknownQuestion, mood OutOfRange, which Missing, nps OutOfRange" },
    };

    [Theory]
    [MemberData(nameof(Rows))]
    public void An_answer_is_kept_or_everything_that_is_wrong_with_it_is_said(string sent, string kept, string wrong)
    {
        var answer = AnswerCheck.Check(Survey, Read(sent));

        Assert.Equal(wrong, string.Join(", ", answer.Problems.Select(problem => $"{problem.Question} {problem.Fault}")));
        if (wrong.Length == 0)
        {
            Assert.Equal(kept, string.Join('&', answer.Values.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"{pair.Key}={string.Join(',', pair.Value)}")));
        }
    }

    [Fact]
    public void A_named_answer_is_never_in_the_anonymous_paper()
    {
        var answer = AnswerCheck.Check(Survey, Read("mood=4&help=yes"));

        Assert.Equal(["mood"], answer.Values.Keys);
        Assert.Equal("yes", answer.Named["help"]);
        Assert.Equal([new("help", AnswerFault.Named)], AnswerCheck.Check(Survey, Read("mood=4&help=yes"), withNamed: false).Problems);
        Assert.Empty(AnswerCheck.Check(Survey, Read("mood=4"), withNamed: false).Problems);
    }

    [Fact]
    public void A_text_is_as_long_as_it_may_be_and_no_longer()
    {
        Assert.Empty(Why(new('é', AnswerCheck.LongestText)).Problems);
        Assert.Empty(Why(string.Join("\r\n", Enumerable.Repeat("a", 1_000))).Problems);
        Assert.Equal([new("why", AnswerFault.TooLong)], Why(new('é', AnswerCheck.LongestText + 1)).Problems);

        static CheckedAnswer Why(string text) => AnswerCheck.Check(Survey, new Dictionary<string, IReadOnlyList<string>> { ["mood"] = ["1"], ["why"] = [text] });
    }

    [Theory]
    [InlineData("<script>alert(1)</script>", "<script>alert(1)</script>")]
    [InlineData("=HYPERLINK(\"x\")", "=HYPERLINK(\"x\")")]
    [InlineData("one\r\ntwo\rthree\u2028four", "one\ntwo\nthree\nfour")]
    [InlineData("a\0b\u001bc\u0085d\u202ee\u2066f", "abc\ndef")]
    [InlineData("👩‍💻 ok", "👩‍💻 ok")]
    public void Text_is_kept_as_text_without_what_acts_on_its_reader(string text, string kept) => Assert.Equal(kept, PlainText.Of(text));

    [Fact]
    public void Half_a_letter_is_kept_as_the_sign_for_one_that_is_missing() => Assert.Equal("lone \ufffd half", PlainText.Of("lone " + (char)0xD800 + " half"));

    [Fact]
    public void Whatever_is_sent_what_is_kept_answers_only_questions_that_were_asked_and_checks_again_as_it_is()
    {
        var values = Gen.Elements("1", "2", "3", "7", "mail", "chat", "teams", "other", "yes", "", "x", "\0", "é\r\n");
        var answers = Gen.Zip(Gen.Elements("mood", "why", "tools", "which", "other", "nps", "help"), Gen.NonEmptyListOf(values)).ListOf();
        Prop.ForAll(answers.ToArbitrary(), list =>
        {
            var given = list.DistinctBy(pair => pair.Item1).ToDictionary(pair => pair.Item1, pair => (IReadOnlyList<string>)[.. pair.Item2], StringComparer.Ordinal);
            var first = AnswerCheck.Check(Survey, given);
            var asked = first.Values.Keys.All(id => Survey.Questions.First(question => question.Id == id).OnlyIf is not { } condition || first.Values.ContainsKey(condition.Question));
            var again = AnswerCheck.Check(Survey, first.Values);
            return asked && first.Problems.Distinct().Count() == first.Problems.Count
                && (first.Problems.Count > 0 || (again.Problems.Count == 0 && again.Values.Count == first.Values.Count
                    && again.Values.All(pair => pair.Value.SequenceEqual(first.Values[pair.Key]))));
        }).QuickCheckThrowOnFailure();
    }

    private static Dictionary<string, IReadOnlyList<string>> Read(string text) => text.Split('&', StringSplitOptions.RemoveEmptyEntries)
        .Select(pair => pair.Split('=', 2))
        .ToDictionary(pair => pair[0], pair => (IReadOnlyList<string>)pair[1].Split(','), StringComparer.Ordinal);
}
