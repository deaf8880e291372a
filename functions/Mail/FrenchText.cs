namespace AdoptionAutomation.Mail;

/// <summary>French as it is printed: signs of two parts keep their space, and never begin a line.</summary>
internal static class FrenchText
{
    private const char Kept = '\u00a0';

    /// <summary>The text in a language of the campaign.</summary>
    public static string Say(string language, string fr, string en) => language == "fr" ? Of(fr) : en;

    private static string Of(string text)
    {
        foreach (var sign in ":;?!»")
        {
            text = text.Replace($" {sign}", $"{Kept}{sign}", StringComparison.Ordinal);
        }

        return text.Replace("« ", $"«{Kept}", StringComparison.Ordinal);
    }
}
