using System.ComponentModel;
using AdoptionAutomation.Campaigns.Reading;

namespace AdoptionAutomation.Campaigns;

[Description("Templates, and the groups made from them.")]
internal sealed record GroupsFile
{
    [Description("Kinds of groups; each group is made from one.")]
    [Count(1)]
    public required IReadOnlyList<GroupTemplate> Templates { get; init; }

    [Description("The groups to create.")]
    [Count(1)]
    public required IReadOnlyList<GroupDefinition> Groups { get; init; }
}

[Description("A kind of groups.")]
internal sealed record GroupTemplate
{
    [Description("Short name for groups to refer to.")]
    [Id(2, 40)]
    public required string Id { get; init; }

    [Description("What groups of this template are about.")]
    public required GroupKind Kind { get; init; }

    [Description("public: everybody may look in and join; private: members only.")]
    public required GroupVisibility Visibility { get; init; }
}

internal enum GroupKind
{
    Project,
    Function,
    Place,
    Theme,
    Product,
    Visibility,
    General,
    Pilot,
    Ambassadors,
}

internal enum GroupVisibility
{
    Public,
    Private,
}

[Description("A group to create.")]
internal sealed record GroupDefinition
{
    [Description("Short name of the group; it makes its mail address, so never change it once the group exists.")]
    [Id(2, 40)]
    public required string Id { get; init; }

    [Description("Id of the template it is made from.")]
    [RefersTo(typeof(GroupTemplate))]
    public required string Template { get; init; }

    [Description("Its name as people see it, up to 256 characters.")]
    [Written(256)]
    public required string Name { get; init; }

    [Description("What the group is for; becomes its description, up to 1024 characters.")]
    [Written(1024)]
    public required string Objective { get; init; }

    [Description("Mail addresses of its owners; a group without one cannot be managed.")]
    [Count(1, 100)]
    [Mail]
    public required IReadOnlyList<string> Owners { get; init; }

    [Description("Mail addresses of its first members; waves add the others.")]
    [Mail]
    public IReadOnlyList<string> Members { get; init; } = [];
}
