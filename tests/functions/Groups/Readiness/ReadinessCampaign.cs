using System.Collections.Immutable;
using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Groups;
using AdoptionAutomation.Groups.Readiness;
using AdoptionAutomation.Sandbox.Check;

namespace AdoptionAutomation.Tests.Functions.Groups.Readiness;

/// <summary>A campaign that lacks nothing, with a group of each kind that readiness asks about; the tests take things away from it.</summary>
internal sealed record ReadinessCampaign(Campaign Campaign, ImmutableDictionary<string, GroupRow> Rows)
{
    private static readonly WelcomePost FromSponsor = new()
    {
        Title = new() { Fr = "Bienvenue", En = "Welcome" },
        Text = new() { Fr = "Bonjour à tous.", En = "Hello all." },
        By = PostAuthor.Sponsor,
    };

    public static async Task<ReadinessCampaign> ReadAsync()
    {
        var folder = new SmallCampaign().Write();
        var campaign = (await CampaignReader.ReadAsync(new FolderFiles(folder), default)).Campaign!;
        folder.Delete(recursive: true);
        var basis = campaign.Groups[0] with { Welcome = [FromSponsor] };
        var groups = new[]
        {
            basis with { Id = "trial", Kind = GroupKind.Pilot, Objective = "Share the day's orders between shifts, instead of mails nobody reads." },
            basis with { Id = "friends", Kind = GroupKind.Ambassadors, Origin = "groups.json groups[1]" },
            basis with { Id = "digital", Kind = GroupKind.Theme, Producers = ["a@lumen.example", "b@lumen.example"] },
            basis with
            {
                Id = "nantes",
                Kind = GroupKind.Place,
                MembersFrom = new() { Attributes = [new() { Attribute = DirectoryAttribute.City, In = ["Nantes"] }] },
            },
            basis with { Id = "project", Kind = GroupKind.Project },
        };
        var waves = campaign.Waves[0] with { Groups = ["trial"] };
        var second = campaign.Waves[1] with { Groups = ["friends", "digital", "nantes"] };
        return new(
            campaign with { Groups = groups, Rollout = new() { Waves = [waves, second] } },
            groups.ToImmutableDictionary(group => group.Id, group => new GroupRow(group.Id)
            {
                Approved = GroupParts.Approval(group),
                GraphId = group.Id,
                State = GroupState.Ready,
                Applied = GroupParts.WantedBy(group).ToImmutableDictionary(),
            }));
    }

    public ReadinessCampaign With(string group, Func<DeclaredGroup, DeclaredGroup> change) => this with
    {
        Campaign = Campaign with { Groups = [.. Campaign.Groups.Select(one => one.Id == group ? change(one) : one)] },
    };

    public ReadinessCampaign WithRow(string group, Func<GroupRow, GroupRow?> change) => this with
    {
        Rows = change(Rows[group]) is { } row ? Rows.SetItem(group, row) : Rows.Remove(group),
    };

    public ReadinessReport Report(string? wave = null, AmbassadorSites? ambassadors = null) => ReadinessReport.Of(new(Campaign, Rows)
    {
        Wave = wave is null ? null : Campaign.GetWave(wave),
        Ambassadors = ambassadors ?? new() { Cities = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase) { ["nantes"] = 1 } },
    });
}
