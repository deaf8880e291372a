using AdoptionAutomation.Surveys.Sealing;

namespace AdoptionAutomation.Surveys.Figures;

/// <summary>Some of many texts, each as likely as another, in an order of chance.</summary>
internal sealed class TextSample(Chance chance)
{
    /// <summary>Shown at most; the CSV has them all.</summary>
    public const int Most = 200;

    private readonly List<string> kept = [];
    private int count;

    public void AddRange(IEnumerable<string> texts)
    {
        foreach (var text in texts)
        {
            count++;
            if (kept.Count < Most)
            {
                kept.Add(text);
            }
            else if (chance(count) is < Most and var place)
            {
                kept[place] = text;
            }
        }
    }

    public TextFigures ToFigures(string question) => count < Release.LeastOfGroup
        ? new(question, null, []) { Hidden = Reasons.FewerThanTen }
        : new(question, QuestionTally.Floor(count), BlockMaking.Shuffle([.. kept], chance));
}
