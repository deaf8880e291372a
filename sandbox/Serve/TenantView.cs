using System.Globalization;
using AdoptionAutomation.Sandbox.Faults;
using AdoptionAutomation.Sandbox.Serve.Pages;
using AdoptionAutomation.Sandbox.Tenant;

namespace AdoptionAutomation.Sandbox.Serve;

/// <summary>The state of the tenant and of the app's host. To be asked in turn.</summary>
/// <param name="world">Both.</param>
/// <param name="moment">An instant in words.</param>
internal sealed class TenantView(ServedWorld world, Func<DateTimeOffset, string> moment)
{
    private const int MostFaults = 20;
    private const int MostEvents = 15;

    private static readonly RemoteService[] Far = [RemoteService.Graph, RemoteService.SendGrid, RemoteService.Workflows];

    public IReadOnlyList<Sheet> Sheets(string language)
    {
        string Say(string fr, string en) => language == "fr" ? fr : en;
        return
        [
            new(Say("Personnes", "People"), [Say("Quoi", "What"), Say("Combien", "How many")], [.. People(Say)]),
            new(
                Say("Groupes", "Groups"),
                [Say("Nom", "Name"), Say("Membres", "Members"), Say("Propriétaires", "Owners"), Say("Canaux de l’équipe", "Channels of the team"), Say("Créé", "Created")],
                [.. Groups()]),
            new(
                Say("Requêtes de l’application", "Requests of the app"),
                ["Service", Say("Requêtes", "Requests"), Say("Écritures", "Writes"), Say("Freinées (429)", "Throttled (429)")],
                [.. Far.Select(service => Row($"{service}", world.World.Tenant.Log.Requests(service), world.World.Tenant.Log.Writes(service), world.World.Tenant.Log.Throttled(service)))]),
            new(Say("Quotas de Graph en ce moment", "Graph’s quotas right now"), ["Quota", Say("Utilisé", "Used")], [.. Quotas()]),
            new(Say("Files d’attente", "Queues"), [Say("File", "Queue"), Say("Messages", "Messages")], [.. Queues(Say)]),
            new(Say("Pannes rencontrées", "Faults met"), [Say("Quand", "When"), "Service", Say("Sorte", "Kind"), Say("Requête", "Request")], [.. Faults()]),
            new(Say("À venir", "To come"), [Say("Quand", "When"), Say("Quoi", "What")], [.. Ahead()]),
        ];
    }

    private IEnumerable<IReadOnlyList<string>> People(Func<string, string, string> say)
    {
        var (log, directory) = (world.World.Tenant.Log, world.World.Tenant.Directory);
        yield return Row(say("Employés", "Employees"), directory.Employees.Headcount);
        yield return Row(say("Invités par mail de bienvenue", "Welcomed by mail"), log.Mails.Where(mail => mail.Categories.Contains("welcome")).Select(mail => mail.To).Distinct(StringComparer.OrdinalIgnoreCase).Count());
        yield return Row(say("Dans au moins un groupe", "In one group at least"), log.Links.Where(link => link.Kind is LinkKind.MemberAdded).Select(link => link.User).Distinct().Count());
        yield return Row(say("Actifs sur la plateforme", "Active on the platform"), world.Company.People.Activated);
        yield return Row(say("Invitations de partenaires", "Guests invited"), log.Invitations.Count);
        yield return Row(say("Réponses à des sondages", "Answers to surveys"), world.Company.Answering.Submissions.Count);
    }

    private IEnumerable<IReadOnlyList<string>> Groups() => world.World.Tenant.Directory.Groups.Where(group => group is { DeletedAt: null, IsUnified: true })
        .OrderBy(group => group.DisplayName, StringComparer.CurrentCulture)
        .Select(group => (IReadOnlyList<string>)
        [
            group.DisplayName, Number(group.Members.Count), Number(group.Owners.Count),
            group.Team is { } team ? string.Join(", ", team.Channels.Select(channel => channel.Name)) : "–", moment(group.CreatedAt),
        ]);

    private IEnumerable<IReadOnlyList<string>> Quotas() => world.World.Tenant.QuotasUsed.Where(quota => quota.Used > 0).OrderByDescending(quota => quota.Used)
        .Select(quota => (IReadOnlyList<string>)[quota.Quota, quota.Used.ToString("P1", CultureInfo.InvariantCulture)]);

    private IEnumerable<IReadOnlyList<string>> Queues(Func<string, string, string> say) => world.World.Host.PendingByQueue
        .Select(queue => Row(queue.Key, queue.Value))
        .Append(Row(say("en échec (poison)", "failed (poison)"), world.World.Host.Poisoned));

    private IEnumerable<IReadOnlyList<string>> Faults() => world.World.Tenant.Log.Faults.Reverse().Take(MostFaults)
        .Select(fault => (IReadOnlyList<string>)[moment(fault.At), $"{fault.Service}", $"{fault.Kind} {fault.Detail}".Trim(), $"{fault.Method} {fault.Path}"]);

    private IEnumerable<IReadOnlyList<string>> Ahead() => world.World.Agenda.Ahead(MostEvents).Select(next => (IReadOnlyList<string>)[moment(next.When), next.What]);

    private static IReadOnlyList<string> Row(string name, params ReadOnlySpan<long> numbers) => [name, .. numbers.ToArray().Select(Number)];

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);
}
