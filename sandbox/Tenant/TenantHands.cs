using System.Text.Json.Nodes;
using AdoptionAutomation.Sandbox.People;

namespace AdoptionAutomation.Sandbox.Tenant;

/// <summary>
/// What people do by hand in the admin centre or in Teams, effective at once: no requests, no quotas, not in the log. Shares the tenant's one
/// lock.
/// </summary>
internal sealed class TenantHands(Lock gate, TenantDirectory directory, TimeProvider clock)
{
    /// <summary>Set by the tenant.</summary>
    public WorkflowRoutes? Workflows { private get; set; }

    /// <summary>Set by the tenant.</summary>
    public TenantLog? Log { private get; set; }

    public void Rename(Guid group, string name) => Set(group, "displayName", name);

    public void Redescribe(Guid group, string? description) => Set(group, "description", description);

    /// <param name="group">Its id.</param>
    /// <param name="visibility">Public or Private.</param>
    public void SetVisibility(Guid group, string visibility) => Set(group, "visibility", visibility);

    public void AddOwner(Guid group, Guid user) => Do(group, found => found.Owners.Add(user, clock.GetUtcNow()));

    /// <summary>The last one too: the directory lets nobody do so by request, yet people leave.</summary>
    public void RemoveOwner(Guid group, Guid user) => Do(group, found => found.Owners.Remove(user, clock.GetUtcNow()));

    public void AddMember(Guid group, Guid user) => Do(group, found => found.Members.Add(user, clock.GetUtcNow()));

    public void RemoveMember(Guid group, Guid user) => Do(group, found => found.Members.Remove(user, clock.GetUtcNow()));

    public void DeleteGroup(Guid group) => Do(group, found => directory.Delete(found, clock.GetUtcNow()));

    /// <exception cref="InvalidOperationException">The group is not in the bin, or its nickname is taken.</exception>
    public void Restore(Guid group)
    {
        lock (gate)
        {
            var now = clock.GetUtcNow();
            if (directory.Group(group) is not { } found || !TenantDirectory.IsInBin(found, now) || !directory.TryRestore(found, now))
            {
                throw new InvalidOperationException($"Group {group} cannot be restored.");
            }
        }
    }

    /// <summary>The group stays.</summary>
    public void DeleteTeam(Guid group) => Do(group, found =>
    {
        found.Team = null;
        found.Properties["resourceProvisioningOptions"] = new JsonArray();
    });

    public void DeleteChannel(Guid group, string name) => Do(group, found => ChannelOf(found, name).DeletedAt = clock.GetUtcNow());

    public void DeleteTab(Guid group, string channel, string name) => Do(group, found => ChannelOf(found, channel).Tabs.RemoveAll(tab => tab.Name == name));

    /// <summary>Somebody leaves the company: the account is disabled, and listed as such.</summary>
    public void Leave(Guid user) => Change(user, person => person with { AccountEnabled = false });

    /// <summary>The same, and out of every group, which the log tells: usage reports count members by it.</summary>
    public void LeaveEverything(Guid user)
    {
        Leave(user);
        var now = clock.GetUtcNow();
        foreach (var group in directory.Groups.Where(group => group is { IsUnified: true, DeletedAt: null }))
        {
            lock (gate)
            {
                Remove(group.Members, group.Id, LinkKind.MemberRemoved);
                Remove(group.Owners, group.Id, LinkKind.OwnerRemoved);
            }
        }

        void Remove(Relationship people, Guid group, LinkKind kind)
        {
            if (people.Contains(user))
            {
                people.Remove(user, now);
                Log!.Add(new Linked(now, 0, group, user, kind));
            }
        }
    }

    /// <summary>The directory says something else of somebody from now on; the id stays.</summary>
    public void Change(Guid user, Func<Employee, Employee> change)
    {
        lock (gate)
        {
            directory.People.Change(change(directory.People.Find(user) ?? throw new InvalidOperationException($"There is no user {user}.")));
        }
    }

    /// <summary>An account is deleted, and shown no more.</summary>
    public void DeleteUser(Guid user)
    {
        lock (gate)
        {
            directory.People.Delete(user);
        }
    }

    /// <summary>An account is made for somebody new, at the site and in the department of somebody known; without a hire date unless it is given.</summary>
    /// <param name="like">Address of the somebody known.</param>
    /// <param name="mail">Not taken yet.</param>
    /// <param name="as">What else is different.</param>
    public Employee Hire(string like, string mail, Func<Employee, Employee>? @as = null)
    {
        lock (gate)
        {
            var known = directory.User(like) ?? throw new InvalidOperationException($"There is no {like}.");
            return directory.People.Hire(known, mail, clock.GetUtcNow(), @as ?? (person => person));
        }
    }

    /// <summary>Somebody deletes a group's workflow, switches it off, or makes it anew.</summary>
    /// <param name="group">The group's id in the campaign.</param>
    /// <param name="fate">What becomes of it.</param>
    public void SetWorkflow(string group, WorkflowFate fate)
    {
        lock (gate)
        {
            Workflows!.Set(group, fate);
        }
    }

    /// <summary>A Microsoft 365 group that somebody else made.</summary>
    /// <param name="displayName">Its name.</param>
    /// <param name="mailNickname">Not taken yet.</param>
    /// <param name="owner">Null for none.</param>
    /// <returns>Its id.</returns>
    public Guid AddForeignGroup(string displayName, string mailNickname, Guid? owner = null)
    {
        lock (gate)
        {
            var now = clock.GetUtcNow();
            var properties = new JsonObject
            {
                ["displayName"] = displayName,
                ["mailNickname"] = mailNickname,
                ["mailEnabled"] = true,
                ["securityEnabled"] = false,
                ["groupTypes"] = new JsonArray("Unified"),
                ["visibility"] = "Private",
            };
            var group = directory.Create(properties, now, now, mailSuffix: "");
            if (owner is { } user)
            {
                group.Owners.Add(user, now);
            }

            return group.Id;
        }
    }

    private void Set(Guid group, string property, string? value) => Do(group, found => found.Properties[property] = value);

    private void Do(Guid group, Action<Group> change)
    {
        lock (gate)
        {
            change(directory.Group(group) is { DeletedAt: null } found ? found : throw new InvalidOperationException($"There is no group {group}."));
        }
    }

    private static Channel ChannelOf(Group group, string name) =>
        group.Team?.ChannelNamed(name) ?? throw new InvalidOperationException($"Group {group.Id} has no channel {name}.");
}
