using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Sandbox.Faults;
using AdoptionAutomation.Sandbox.Tenant;

namespace AdoptionAutomation.Sandbox.Rehearsal;

/// <summary>
/// Compares what the files asked for with what the tenant logged. The app is asked one thing only: which effects it calls uncertain; and
/// each of those must have met an injected fault, else it is lost.
/// </summary>
internal sealed class Proof
{
    private const string Welcome = "welcome";

    private readonly Campaign campaign;
    private readonly SimulatedTenant tenant;
    private readonly Expectation expectation;
    private readonly IReadOnlySet<string> uncertain;
    private readonly ILookup<string, AcceptedMail> welcomes;
    private readonly Dictionary<string, Group> groups;

    /// <param name="campaign">The campaign.</param>
    /// <param name="tenant">What happened.</param>
    /// <param name="expectation">What was asked for.</param>
    /// <param name="uncertain">Object ids of the people whose mail the app calls uncertain.</param>
    public Proof(Campaign campaign, SimulatedTenant tenant, Expectation expectation, IReadOnlySet<string> uncertain)
    {
        (this.campaign, this.tenant, this.expectation, this.uncertain) = (campaign, tenant, expectation, uncertain);
        welcomes = tenant.Log.Mails.Where(mail => mail.Categories.Contains(Welcome)).ToLookup(mail => mail.To, StringComparer.OrdinalIgnoreCase);
        groups = tenant.Log.Groups.Select(made => tenant.Directory.Group(made.Id)!)
            .GroupBy(group => group.DisplayName, StringComparer.Ordinal)
            .ToDictionary(same => same.Key, same => same.First(), StringComparer.Ordinal);
        Groups = ProveGroups();
        (People, Mails) = ProvePeople();
        NameStrays();
    }

    public GroupFigures Groups { get; }

    public PeopleFigures People { get; }

    public MailFigures Mails { get; }

    /// <summary>Everything that is not as it should be, a line each.</summary>
    public List<string> Findings { get; } = [];

    private GroupFigures ProveGroups()
    {
        var provisioned = campaign.Groups.Count(Stands);
        var doubled = tenant.Log.Groups.Count - groups.Count;
        if (doubled > 0)
        {
            Findings.Add($"{doubled} groups were made a second time.");
        }

        return new(campaign.Groups.Count, provisioned, doubled);
    }

    private bool Stands(DeclaredGroup definition)
    {
        var missing = !groups.TryGetValue(definition.Name, out var group)
            ? ["it does not exist"]
            : MissingIn(definition.Owners, group.Owners, "owners").Concat(MissingIn(definition.Members, group.Members, "members")).ToList();
        if (missing.Count > 0)
        {
            Findings.Add($"Group {definition.Id} does not stand: {string.Join(", ", missing)}.");
        }

        return missing.Count == 0;
    }

    private IEnumerable<string> MissingIn(IReadOnlyList<string> addresses, Relationship people, string field)
    {
        for (var i = 0; i < addresses.Count; i++)
        {
            if (tenant.Directory.User(addresses[i]) is not { } person || !people.Contains(person.Id))
            {
                yield return $"{field}[{i}] is missing";
            }
        }
    }

    private (PeopleFigures People, MailFigures Mails) ProvePeople()
    {
        var (invited, refused, unsure, lost, doubled) = (0, 0, 0, 0, 0);
        var (mailsRefused, mailsUnsure, mailsLost, mailsDoubled) = (0, 0, 0, 0);
        foreach (var target in expectation.Targets.Values)
        {
            var mails = welcomes[target.Person.Mail].ToList();
            var inGroups = target.Wave.Groups.All(group => IsMember(target, group));
            var mailRefused = mails.Exists(mail => mail.Outcome is MailOutcome.Bounced or MailOutcome.Dropped);
            var mailUnsure = mails.Count == 0 && IsUncertain(target);
            var notAsked = !inGroups && IsRefused(target);
            mailsRefused += mailRefused ? 1 : 0;
            mailsUnsure += mailUnsure ? 1 : 0;
            mailsLost += mails.Count == 0 && !mailUnsure && !notAsked ? 1 : 0;
            mailsDoubled += Math.Max(0, mails.Count - 1);
            doubled += mails.Count > 1 ? 1 : 0;
            if (mailRefused || notAsked)
            {
                refused++;
            }
            else if (inGroups && mails.Count > 0)
            {
                invited++;
            }
            else if (inGroups && mailUnsure)
            {
                unsure++;
            }
            else
            {
                lost++;
                Findings.Add($"Lost: person {target.Person.Id} of wave {target.Wave.Id}: {(inGroups ? "no welcome" : "not in every group")}.");
            }

            if (mails.Count > 1)
            {
                Findings.Add($"Doubled: person {target.Person.Id} of wave {target.Wave.Id} was welcomed {mails.Count} times.");
            }
        }

        var sent = tenant.Log.Mails.Count - mailsRefused;
        return (new(expectation.Targets.Count, invited, refused, unsure, lost, doubled, 0), new(sent, mailsRefused, mailsUnsure, mailsLost, mailsDoubled));
    }

    /// <summary>Mails nobody asked for, and requests the tenant does not know.</summary>
    private void NameStrays()
    {
        var asked = expectation.Targets.Values.Select(target => target.Person.Mail).ToHashSet(StringComparer.OrdinalIgnoreCase);
        Findings.AddRange(welcomes.Where(mails => !asked.Contains(mails.Key)).Select(mails =>
            $"Nobody asked for the welcome of person {tenant.Directory.User(mails.Key)?.Id.ToString() ?? "outside the directory"}."));
        Findings.AddRange(tenant.Log.NotSimulated.Select(request => $"The sandbox does not simulate {request.Method} {request.Path}."));
        Findings.AddRange(StrayMembers());
    }

    private IEnumerable<string> StrayMembers()
    {
        var declared = campaign.Groups.ToDictionary(
            group => group.Name,
            group => (Group: group, People: group.Owners.Concat(group.Members).Select(tenant.Directory.User).OfType<People.Employee>().Select(p => p.Id).ToHashSet()),
            StringComparer.Ordinal);
        return from name in groups.Keys.Intersect(declared.Keys, StringComparer.Ordinal)
               from person in groups[name].Members.Stored
               let entry = declared[name]
               where !entry.People.Contains(person)
                   && !(expectation.Targets.TryGetValue(person, out var target) && target.Wave.Groups.Contains(entry.Group.Id))
               select $"Nobody asked for person {person} in group {entry.Group.Id}.";
    }

    private bool IsMember(Target target, string group) =>
        campaign.FindGroup(group) is { } definition && groups.TryGetValue(definition.Name, out var found) && found.Members.Contains(target.Person.Id);

    private bool IsRefused(Target target) => target.Wave.Groups
        .Select(group => campaign.FindGroup(group)!.Name)
        .Where(groups.ContainsKey)
        .Any(name => tenant.Log.RefusalsOf(RequestSubjects.Member(groups[name].Id, target.Person.Id)).Any(refusal => refusal.Status == 404));

    private bool IsUncertain(Target target) =>
        uncertain.Contains(target.Person.Id.ToString())
        && tenant.Log.FaultsTouching(RequestSubjects.Mail(target.Person.Mail)).Any(fault => fault.Kind is not (FaultKind.Throttled or FaultKind.ConnectionRefused));
}
