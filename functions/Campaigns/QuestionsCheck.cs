using System.Text.Json;
using AdoptionAutomation.Campaigns.Reading;

namespace AdoptionAutomation.Campaigns;

/// <summary>Whether the questions of one survey fit together; what is wrong with a field alone, its own rule has said.</summary>
internal sealed class QuestionsCheck(JsonPart survey, Findings findings)
{
    public const int MostTexts = 5;

    private const int LongestId = 24;

    private static readonly string[] Ends = ["lowest", "highest"];
    private static readonly string[] Bounds = ["atLeast", "atMost"];

    private readonly List<JsonPart> questions = [.. survey.ItemsOf("questions").Where(question => question.Kind == JsonValueKind.Object)];

    public void Run()
    {
        CheckIds(questions);
        foreach (var question in questions)
        {
            CheckIds(question.ItemsOf("choices"));
            CheckKind(question);
            CheckBranch(question);
            CheckNamed(question);
        }

        CheckMood();
        CheckWhole();
    }

    /// <summary>They become keys and names of fields, and are unique where they stand, not in the whole file.</summary>
    private void CheckIds(IReadOnlyList<JsonPart> items)
    {
        var lines = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var id in items.Select(item => item.Find("id")).OfType<JsonPart>().Where(id => id.Kind == JsonValueKind.String))
        {
            if (!string.IsNullOrWhiteSpace(id.Text) && id.Text.Length <= LongestId && !IdAttribute.Fits(id.Text, 1, LongestId))
            {
                findings.Add(id, ProblemCodes.BadId, id.Text, 1, LongestId);
            }

            if (!lines.TryAdd(id.Text, id.Line))
            {
                findings.Add(id, ProblemCodes.DuplicateId, id.Text, lines[id.Text]);
            }
        }
    }

    private void CheckKind(JsonPart question)
    {
        if (KindOf(question) is not { } kind)
        {
            return;
        }

        var (chosen, choices) = (IsChosen(kind), Given(question, "choices"));
        if (chosen && choices is null)
        {
            findings.Add(question, SurveyProblemCodes.NoChoices, kind);
        }
        else if (!chosen && choices is not null)
        {
            findings.Add(choices, SurveyProblemCodes.NothingToChoose, kind);
        }

        foreach (var end in Ends.Where(end => ScaleOf(kind) is null && Given(question, end) is not null))
        {
            findings.Add(question.Find(end)!, SurveyProblemCodes.NoScale, kind, end);
        }
    }

    private void CheckBranch(JsonPart question)
    {
        if (Given(question, "onlyIf") is not { Kind: JsonValueKind.Object } onlyIf || onlyIf.Find("question") is not { Kind: JsonValueKind.String } named)
        {
            return;
        }

        var at = questions.IndexOf(question);
        var before = string.Join(", ", questions.Take(at).Select(one => one.TextOf("id")).OfType<string>()) is { Length: > 0 } some ? some : "-";
        if (questions.Find(one => one.TextOf("id") == named.Text) is not { } target)
        {
            findings.Add(named, SurveyProblemCodes.NoSuchQuestion, named.Text, before);
        }
        else if (questions.IndexOf(target) >= at)
        {
            findings.Add(named, SurveyProblemCodes.NotEarlier, named.Text, target.Line, before);
        }
        else if (Given(target, "named") is not null)
        {
            findings.Add(named, SurveyProblemCodes.BranchOnNamed, named.Text);
        }
        else
        {
            CheckCondition(onlyIf, named, target);
        }
    }

    private void CheckCondition(JsonPart onlyIf, JsonPart named, JsonPart target)
    {
        var kind = KindOf(target);
        if (kind == "text")
        {
            findings.Add(named, SurveyProblemCodes.BranchOnText, named.Text);
        }
        else if (kind is not null)
        {
            CheckChoices(onlyIf, target, kind);
            CheckNumbers(onlyIf, target, kind);
        }
    }

    private void CheckChoices(JsonPart onlyIf, JsonPart target, string kind)
    {
        var id = target.TextOf("id")!;
        if (Given(onlyIf, "anyOf") is { } anyOf && !IsChosen(kind))
        {
            findings.Add(anyOf, SurveyProblemCodes.WrongCondition, id, kind, "anyOf", new LocalText { Fr = "« atLeast » ou « atMost »", En = "'atLeast' or 'atMost'" });
            return;
        }

        var choices = target.ItemsOf("choices").Select(choice => choice.TextOf("id")).OfType<string>().ToList();
        foreach (var choice in onlyIf.ItemsOf("anyOf").Where(one => one.Kind == JsonValueKind.String && choices.Count > 0 && !choices.Contains(one.Text)))
        {
            findings.Add(choice, SurveyProblemCodes.NoSuchChoice, choice.Text, id, string.Join(", ", choices));
        }
    }

    private void CheckNumbers(JsonPart onlyIf, JsonPart target, string kind)
    {
        var id = target.TextOf("id")!;
        foreach (var bound in Bounds.Select(field => Given(onlyIf, field)).OfType<JsonPart>())
        {
            if (ScaleOf(kind) is not { } scale)
            {
                findings.Add(bound, SurveyProblemCodes.WrongCondition, id, kind, bound.Name!, new LocalText { Fr = "« anyOf »", En = "'anyOf'" });
            }
            else if (bound.Whole is >= 0 and <= 10 and var number && (number < scale.Least || number > scale.Most))
            {
                findings.Add(bound, SurveyProblemCodes.OffTheScale, number, id, scale.Least, scale.Most);
            }
        }
    }

    private void CheckNamed(JsonPart question)
    {
        if (Given(question, "named") is not { } named)
        {
            return;
        }

        if (survey.TextOf("kind") is { } kind and not "temperature" && CampaignJson.WordsOf(typeof(SurveyKind)).Contains(kind))
        {
            findings.Add(named, SurveyProblemCodes.NamedElsewhere, kind);
        }

        if (KindOf(question) is { } asked && !IsChosen(asked))
        {
            findings.Add(named, SurveyProblemCodes.NamedKind, asked);
        }

        if (questions.Find(one => Given(one, "named") is not null) is { } first && first != question)
        {
            findings.Add(named, SurveyProblemCodes.SecondNamed, first.TextOf("id") ?? "", first.Line);
        }

        if (IsTrue(question, "required"))
        {
            findings.Add(question.Find("required")!, SurveyProblemCodes.NamedRequired);
        }

        if (Given(question, "onlyIf") is { } onlyIf)
        {
            findings.Add(onlyIf, SurveyProblemCodes.NamedOnlyIf, onlyIf.TextOf("question") ?? "");
        }
    }

    private void CheckMood()
    {
        var moods = questions.Where(question => IsTrue(question, "mood")).ToList();
        foreach (var (question, kind) in moods.Select(question => (question, KindOf(question))).Where(one => one.Item2 is not null and not "scale"))
        {
            findings.Add(question.Find("mood")!, SurveyProblemCodes.MoodKind, kind!);
        }

        foreach (var second in moods.Skip(1))
        {
            findings.Add(second.Find("mood")!, SurveyProblemCodes.SecondMood, moods[0].TextOf("id") ?? "", moods[0].Line);
        }
    }

    private void CheckWhole()
    {
        foreach (var (i, text) in questions.Where(question => KindOf(question) == "text").Index().Skip(MostTexts))
        {
            findings.Add(text, SurveyProblemCodes.ManyTexts, i + 1, MostTexts);
        }

        var votes = questions.Exists(question => KindOf(question) == "single" && IsTrue(question, "required") && Given(question, "onlyIf") is null);
        if (survey.TextOf("kind") == "vote" && questions.Count > 0 && !votes)
        {
            findings.Add(survey.Find("questions")!, SurveyProblemCodes.NothingToVote);
        }
    }

    /// <summary>Null for what is no kind, which its field has said.</summary>
    private static string? KindOf(JsonPart question) =>
        question.TextOf("kind") is { } kind && CampaignJson.WordsOf(typeof(QuestionKind)).Contains(kind) ? kind : null;

    private static bool IsChosen(string kind) => kind is "single" or "multiple";

    private static (int Least, int Most)? ScaleOf(string kind) => kind switch
    {
        "scale" => (1, 5),
        "nps" => (0, 10),
        _ => null,
    };

    private static bool IsTrue(JsonPart part, string field) => part.Find(field) is { Kind: JsonValueKind.True, Text: "true" };

    private static JsonPart? Given(JsonPart part, string field) => part.Find(field) is { Kind: not JsonValueKind.Null } given ? given : null;
}
