using System.Text;
using AdoptionAutomation.Digests.Writing;

namespace AdoptionAutomation.Digests.Mails;

/// <summary>A digest for readers without HTML (pure): the same, in the same order.</summary>
internal static class DigestLines
{
    public static string Of(DigestContent content)
    {
        var words = content.Words;
        var text = new StringBuilder()
            .AppendLine($"{content.Platform}. {content.Title}{(content.Verdict is { } verdict ? $" · {verdict.Sign} {verdict.Text}" : "")}")
            .AppendLine()
            .AppendLine(content.Headline)
            .AppendLine();
        foreach (var note in content.Notes)
        {
            text.AppendLine($"! {note}").AppendLine();
        }

        if (content.Audience == Editions.DigestAudience.Sponsor)
        {
            Advise(text, content);
        }

        foreach (var number in content.Numbers)
        {
            text.AppendLine($"{number.Value} {number.Label}{(number.Move is null ? "" : $" ({number.Move})")}");
        }

        text.AppendLine();
        if (content.Audience != Editions.DigestAudience.Sponsor)
        {
            Advise(text, content);
        }

        List(text, DigestTitles.Objectives(words), content.Objectives.Select(one => $"{one.Sign} {one.Title} ({one.State}). {one.Detail}"));
        Trend(text, content);
        List(text, DigestTitles.Changes(content), content.Changes.Count > 0 ? content.Changes.Select(one => $"{one.Sign} {one.Text}") : [DigestTitles.NoChange(words)]);
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
            text.AppendLine($"{DigestTitles.Dashboard(words)} {content.Dashboard}").AppendLine();
        }

        return text.AppendLine(content.Why).ToString().ReplaceLineEndings("\n");

        string Part(DigestPart one) => words.Say($"{one.Name} : {one.Text}", $"{one.Name}: {one.Text}");
        string Figure(DigestFigure one) => words.Say($"{one.Name} : {one.Value}. {one.Detail}", $"{one.Name}: {one.Value}. {one.Detail}");
    }

    private static void Advise(StringBuilder text, DigestContent content)
    {
        var (words, advice) = (content.Words, content.Advice);
        text.AppendLine($"{DigestTitles.Worry(content).ToUpperInvariant()}").AppendLine(advice.Worry ?? DigestTitles.NoWorry(content)).AppendLine();
        text.AppendLine($"{DigestTitles.Decision(content).ToUpperInvariant()}").AppendLine(advice.Decision).AppendLine();
        if (advice.Practice is not null)
        {
            text.AppendLine(advice.Practice).AppendLine();
        }

        if (advice.Sentence is not null)
        {
            text.AppendLine($"{DigestTitles.Sentence(words).ToUpperInvariant()}").AppendLine(advice.Sentence).AppendLine();
        }
    }

    private static void Trend(StringBuilder text, DigestContent content)
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

    private static void Drafts(StringBuilder text, DigestContent content)
    {
        foreach (var draft in content.Advice.Drafts)
        {
            text.AppendLine(DigestTitles.Draft(content.Words).ToUpperInvariant()).AppendLine(draft.Worry).AppendLine(draft.Decision).AppendLine(draft.Practice);
            if (draft.Entry is not null)
            {
                text.AppendLine().AppendLine(DigestTitles.Paste(content.Words)).AppendLine(draft.Entry);
            }

            text.AppendLine();
        }
    }

    private static void List(StringBuilder text, string title, IEnumerable<string> lines)
    {
        var all = lines.ToList();
        if (all.Count == 0)
        {
            return;
        }

        text.AppendLine(title.ToUpperInvariant());
        foreach (var line in all)
        {
            text.AppendLine($"- {line}");
        }

        text.AppendLine();
    }
}
