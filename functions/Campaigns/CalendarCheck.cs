using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using AdoptionAutomation.Campaigns.Reading;

namespace AdoptionAutomation.Campaigns;

/// <summary>
/// What must fit together within content-calendar.json, and with groups.json, beyond what each field says for itself; either may have problems.
/// </summary>
internal sealed class CalendarCheck(JsonPart root, JsonPart? groups, FieldContext context)
{
    /// <summary>What Teams takes, and what a card needs besides its texts: frame, author, buttons' frames.</summary>
    private const int LargestCard = 28 * 1024;

    private const int CardFrame = 2 * 1024;
    private const int ButtonFrame = 100;

    private static readonly string[] Lists = ["rhythms", "posts", "contests", "feeds"];

    private readonly Findings findings = context.Findings;
    private readonly TargetsCheck? targets = groups is null ? null : new(groups, context.Findings);
    private readonly DaysCheck days = new(context.Findings);

    public void Run()
    {
        days.CheckPhases(root.ItemsOf("phases"));
        CheckIds();
        foreach (var publication in Lists.SelectMany(root.ItemsOf).Where(one => one.Kind == JsonValueKind.Object))
        {
            CheckTargets(publication.Find("to"));
            CheckClock(publication);
            CheckCards(publication);
            days.CheckSpan(publication);
        }

        foreach (var rhythm in root.ItemsOf("rhythms"))
        {
            days.CheckWorkingDay(rhythm.Find("recurs")?.Find("monthly")?.Find("workingDay"));
            days.CheckOverrides(rhythm.ItemsOf("overrides"));
        }

        foreach (var contest in root.ItemsOf("contests"))
        {
            days.CheckClosing(contest);
            CheckChoices(contest);
        }
    }

    /// <summary>What is repeated within one list, the field's own rule has said.</summary>
    private void CheckIds()
    {
        var seen = new Dictionary<string, (string List, int Line)>(StringComparer.Ordinal);
        foreach (var list in Lists)
        {
            foreach (var id in root.ItemsOf(list).Select(item => item.Find("id")).OfType<JsonPart>().Where(id => id.Kind == JsonValueKind.String))
            {
                if (!seen.TryAdd(id.Text, (list, id.Line)) && seen[id.Text].List != list)
                {
                    findings.Add(id, CalendarProblemCodes.SharedId, id.Text, seen[id.Text].Line, seen[id.Text].List);
                }
            }
        }
    }

    private void CheckTargets(JsonPart? to)
    {
        if (to is not { Kind: JsonValueKind.Object })
        {
            return;
        }

        if (to.Parts.TrueForAll(list => list.Kind == JsonValueKind.Array && list.Parts.Count == 0))
        {
            findings.Add(to, CalendarProblemCodes.NoTarget);
        }

        targets?.Check(to);
    }

    private void CheckClock(JsonPart publication)
    {
        if (publication.TextOf("clock") == "group" && publication.TextsOf("channels").ToList() is ["mail"])
        {
            findings.Add(publication.Find("clock")!, CalendarProblemCodes.MailByGroupClock);
        }
    }

    private void CheckCards(JsonPart publication)
    {
        if (!publication.TextsOf("channels").Contains("teams"))
        {
            return;
        }

        JsonPart?[] posts =
        [
            publication.Find("post"), publication.Find("question"), .. publication.ItemsOf("posts"),
            .. publication.ItemsOf("overrides").Select(one => one.Find("replace")),
        ];
        foreach (var post in posts.OfType<JsonPart>())
        {
            if (CardBytes(post) is > LargestCard and var bytes)
            {
                findings.Add(post.Find("text") ?? post, CalendarProblemCodes.BigCard, bytes, LargestCard);
            }
        }
    }

    /// <summary>All that people read or press, in every language, as JSON carries it.</summary>
    private static int CardBytes(JsonPart post)
    {
        var buttons = post.ItemsOf("links");
        JsonPart?[] texts = [post.Find("title"), post.Find("text"), post.Find("picture")?.Find("alt"), .. buttons.Select(button => button.Find("label"))];
        return CardFrame + texts.OfType<JsonPart>().SelectMany(text => text.Parts).Sum(Bytes) + buttons.Sum(button => ButtonFrame + Bytes(button.Find("url")));
    }

    private static int Bytes(JsonPart? text) => Encoding.UTF8.GetByteCount(JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(text?.Text ?? ""));

    private void CheckChoices(JsonPart contest)
    {
        var lines = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
        foreach (var id in contest.ItemsOf("choices").Select(choice => choice.Find("id")).OfType<JsonPart>().Where(id => id.Text.Length > 0))
        {
            if (!lines.TryAdd(id.Text, id.Line))
            {
                findings.Add(id, CalendarProblemCodes.SameChoice, id.Text, lines[id.Text]);
            }
        }

        var ids = contest.ItemsOf("choices").Select(choice => choice.TextOf("id")).OfType<string>().ToList();
        if (contest.Find("right") is { Kind: JsonValueKind.String } right && ids.Count > 0 && !ids.Contains(right.Text, StringComparer.Ordinal))
        {
            findings.Add(right, CalendarProblemCodes.NoSuchChoice, right.Text, string.Join(", ", ids));
        }
    }
}
