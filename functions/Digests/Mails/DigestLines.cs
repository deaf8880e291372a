using AdoptionAutomation.Digests.Writing;

namespace AdoptionAutomation.Digests.Mails;

/// <summary>A digest for readers without HTML (pure): the same, in the same order.</summary>
internal static class DigestLines
{
    public static string Of(DigestContent content)
    {
        var words = content.Words;
        var verdict = content.Verdict is { } one ? $" · {one.Sign} {one.Text}" : "";
        List<string> text = [$"{content.Platform}. {content.Title}{verdict}", "", content.Headline, ""];
        foreach (var note in content.Notes)
        {
            text.AddRange([$"! {note}", ""]);
        }

        if (content.Audience == Editions.DigestAudience.Sponsor)
        {
            Advise(text, content);
        }

        foreach (var number in content.Numbers)
        {
            text.Add($"{number.Value} {number.Label}{(number.Move is null ? "" : $" ({number.Move})")}");
        }

        text.Add("");
        if (content.Audience != Editions.DigestAudience.Sponsor)
        {
            Advise(text, content);
        }

        List(text, DigestTitles.Objectives(words), content.Objectives.Select(one => $"{one.Sign} {one.Title} ({one.State}). {one.Detail}"));
        Trend(text, content);
        List(text, DigestTitles.Changes(content), content.Changes.Count > 0 ? content.Changes.Select(one => $"{one.Sign} {one.Text}") : [DigestTitles.NoChange(content)]);
        List(text, DigestTitles.Rising(content), content.Rising.Select(Part));
        List(text, DigestTitles.Falling(content), content.Falling.Select(Part));
        List(text, DigestTitles.Sites(words), content.Sites.Select(Part));
        List(text, DigestTitles.Feelings(words), content.Feelings.Select(Figure));
        List(text, DigestTitles.Business(words), content.Business.Select(Figure));
        Drafts(text, content);
        List(text, DigestTitles.References(words), content.References);
        List(text, DigestTitles.Method(words), content.Method);
        if (content.Dashboard is not null)
        {
            text.AddRange([$"{DigestTitles.Dashboard(words)} {content.Dashboard}", ""]);
        }

        text.Add(content.Why);
        return string.Join('\n', text.Select(line => line.ReplaceLineEndings("\n")));

        string Part(DigestPart one) => words.Say($"{one.Name} : {one.Text}", $"{one.Name}: {one.Text}");
        string Figure(DigestFigure one) => words.Say($"{one.Name} : {one.Value}. {one.Detail}", $"{one.Name}: {one.Value}. {one.Detail}");
    }

    private static void Advise(List<string> text, DigestContent content)
    {
        var (words, advice) = (content.Words, content.Advice);
        string[] worry = [DigestTitles.Worry(content).ToUpperInvariant(), advice.Worry ?? DigestTitles.NoWorry(content), ""];
        string[] practice = advice.Practice is null ? [] : [advice.Practice];
        string[] decision = [DigestTitles.Decision(content).ToUpperInvariant(), advice.Decision, .. practice, ""];
        text.AddRange(content.Audience == Editions.DigestAudience.Sponsor ? [.. decision, .. worry] : [.. worry, .. decision]);

        if (advice.Sentence is not null)
        {
            text.AddRange([DigestTitles.Sentence(words).ToUpperInvariant(), advice.Sentence, ""]);
        }
    }

    private static void Trend(List<string> text, DigestContent content)
    {
        if (content.Trend is not { } trend)
        {
            return;
        }

        var words = content.Words;
        var weeks = trend.Weeks.Select(week => words.Say(
            $"au {words.Date(week.Day)} : {Value(week)}{Band(week)}{(week.Mark is null ? "" : $" {week.Mark}")}",
            $"to {words.Date(week.Day)}: {Value(week)}{Band(week)}{(week.Mark is null ? "" : $" {week.Mark}")}"));
        List(text, DigestTitles.Trend(words), [trend.Summary, .. weeks, .. trend.Marks]);

        string Value(DigestWeek week) => week.Value is { } value ? words.Percent(value) : DigestTitles.Unknown(words);
        string Band(DigestWeek week) => week is { Low: { } low, High: { } high }
            ? words.Say($" (attendu : {words.Percent(low)} à {words.Percent(high)})", $" (expected: {words.Percent(low)} to {words.Percent(high)})")
            : "";
    }

    private static void Drafts(List<string> text, DigestContent content)
    {
        foreach (var draft in content.Advice.Drafts)
        {
            text.AddRange([DigestTitles.Draft(content.Words).ToUpperInvariant(), draft.Worry, draft.Decision, draft.Practice]);
            if (draft.Entry is not null)
            {
                text.AddRange(["", DigestTitles.Paste(content.Words), draft.Entry]);
            }

            text.Add("");
        }
    }

    private static void List(List<string> text, string title, IEnumerable<string> lines)
    {
        var all = lines.ToList();
        if (all.Count == 0)
        {
            return;
        }

        text.Add(title.ToUpperInvariant());
        text.AddRange([.. all.Select(line => $"- {line}"), ""]);
    }
}
