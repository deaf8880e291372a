using System.Globalization;
using AdoptionAutomation.Kpis.Dashboard;
using AdoptionAutomation.Waves.Plan;

namespace AdoptionAutomation.Sandbox.Rehearsal.Reporting;

/// <summary>What the period costs, upwards, by the prices that wave plans use; mails by the plan that docs/cost.md names.</summary>
internal static class RunCost
{
    /// <summary>US dollars a month for up to <see cref="MailsOfPlan"/> mails: docs/cost.md.</summary>
    private const decimal MailPlan = 20;

    private const int MailsOfPlan = 50_000;
    private const double WeeksOfMonth = 365.25 / 12 / 7;

    public static IReadOnlyList<(string Name, string Value, string Note)> Of(RequestTotals totals, int mails, int weeks, DashboardWords words)
    {
        var months = (int)Math.Ceiling(weeks / WeeksOfMonth);
        var (executions, storage) = (PlanCost.DollarsOf(totals.Executions, 0), PlanCost.DollarsOf(0, totals.Storage));
        return
        [
            (words.Say("Exécutions de fonctions", "Executions of functions"), words.Number(totals.Executions), words.Say($"au plus {Dollars(executions)}, gratuité mensuelle non déduite", $"{Dollars(executions)} at most, the monthly grant not taken off")),
            (words.Say("Requêtes au stockage", "Requests to storage"), words.Number(totals.Storage), words.Say($"au plus {Dollars(storage)} (tables {words.Number(totals.Tables)}, files {words.Number(totals.Queues)}, blobs {words.Number(totals.Blobs)})", $"{Dollars(storage)} at most (tables {words.Number(totals.Tables)}, queues {words.Number(totals.Queues)}, blobs {words.Number(totals.Blobs)})")),
            (words.Say("Courriels", "Mails"), words.Number(mails), words.Say($"environ {Dollars(MailPlan * months)} : offre SendGrid à {MailPlan} $ par mois jusqu’à {words.Number(MailsOfPlan)} courriels, {months} mois", $"about {Dollars(MailPlan * months)}: SendGrid's plan of ${MailPlan} a month for up to {words.Number(MailsOfPlan)} mails, {months} months")),
            (words.Say("Requêtes à Microsoft Graph", "Requests to Microsoft Graph"), words.Number(totals.Graph), words.Say("gratuites", "free of charge")),
        ];

        string Dollars(decimal amount) => words.Say($"{Text(amount, "fr-FR")} $", $"${Text(amount, "en-GB")}");

        static string Text(decimal amount, string culture) => Math.Max(amount, 0.01m).ToString("0.00", CultureInfo.GetCultureInfo(culture));
    }

    public static string SourceIn(DashboardWords words) => words.Say($"Prix au {PlanCost.AsOf} : {PlanCost.Source} ; docs/cost.md.", $"Prices as of {PlanCost.AsOf}: {PlanCost.Source}; docs/cost.md.");
}
