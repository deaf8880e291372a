using AdoptionAutomation.Kpis.Dashboard;

namespace AdoptionAutomation.Sandbox.Rehearsal.Reporting;

/// <summary>Published quotas in words, with their numbers (WorkloadQuotas and GraphQuotas hold the tenant to them).</summary>
internal static class QuotaNames
{
    public static string Of(string quota, DashboardWords words) => quota switch
    {
        "DirectoryWrites" => words.Say("écritures dans l’annuaire (3 000 en 150 s)", "writes to the directory (3,000 in 150 s)"),
        "DirectoryUnits" => words.Say("unités de l’annuaire (en 10 s)", "resource units of the directory (in 10 s)"),
        "MessagesOfMailbox" => words.Say("messages de la boîte de service (30 par minute)", "messages of the service mailbox (30 a minute)"),
        "RecipientsOfMailbox" => words.Say("destinataires de la boîte de service (10 000 par jour)", "recipients of the service mailbox (10,000 a day)"),
        "Report" => words.Say("un rapport d’usage (14 en 10 minutes)", "one usage report (14 in 10 minutes)"),
        "SharePointUnits" => words.Say("SharePoint (1 250 unités par minute)", "SharePoint (1,250 units a minute)"),
        "Invitations" => words.Say("invitations (150 en 5 s)", "invitations (150 in 5 s)"),
        "PutTeam" => words.Say("équipes créées (6 par seconde)", "teams made (6 a second)"),
        "PostChannel" => words.Say("canaux créés (10 par seconde)", "channels made (10 a second)"),
        "PostChannelOfTeam" => words.Say("canaux d’une équipe (4 par seconde)", "channels of one team (4 a second)"),
        "TeamsWrite" => words.Say("écritures dans Teams (30 par seconde)", "writes to Teams (30 a second)"),
        "TeamsRead" or "GetChannels" => words.Say("lectures de Teams (30 par seconde)", "reads of Teams (30 a second)"),
        _ => quota,
    };
}
