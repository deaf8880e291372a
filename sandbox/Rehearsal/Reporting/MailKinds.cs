using AdoptionAutomation.Kpis.Dashboard;

namespace AdoptionAutomation.Sandbox.Rehearsal.Reporting;

/// <summary>Kinds of mails in words (pure).</summary>
internal static class MailKinds
{
    /// <param name="category">The first of a mail's categories, such as <c>survey-pouls.2026-10</c>.</param>
    /// <param name="words">The language.</param>
    public static string NameOf(string category, DashboardWords words)
    {
        var kind = category.Split('.')[0];
        return kind.Split('-', 2) switch
        {
            ["welcome"] => words.Say("bienvenue", "welcome"),
            ["guest"] => words.Say("invitation d’un externe", "guest's invitation"),
            ["notice"] => words.Say("avis à l’équipe", "notice to the team"),
            ["reminder", var number] => words.Say($"rappel {number}", $"reminder {number}"),
            ["kit", "ambassador"] => words.Say("kit des relais", "ambassadors' kit"),
            ["kit", "manager"] => words.Say("kit des responsables", "managers' kit"),
            ["survey", var id] => words.Say($"enquête {id}", $"survey {id}"),
            ["digest", var audience] => words.Say($"bilan ({audience})", $"digest ({audience})"),
            ["post", var id] => words.Say($"publication {id}", $"post {id}"),
            _ => kind.Length == 0 ? words.Say("autre", "other") : kind,
        };
    }
}
