using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Campaigns.Reading;

namespace AdoptionAutomation.Tests.Campaigns;

public sealed class GroupDeclarationsTests
{
    private static readonly Dictionary<string, string> NoColumns = [];

    [Fact]
    public void A_template_takes_from_the_nearest_it_is_like_what_it_does_not_say()
    {
        var merged = Declarations(
            new() { Id = "far", Kind = GroupKind.General, Visibility = GroupVisibility.Public, Owners = ["a@x.example"], LifetimeMonths = 3, Keep = [KeptPart.Owners] },
            new() { Id = "near", Like = "far", Visibility = GroupVisibility.Private, Guests = GuestPolicy.None },
            new() { Id = "own", Like = "near", Guests = GuestPolicy.Allowed, Owners = [], Team = new() }).Merged("own");

        Assert.Equal("own", merged.Id);
        Assert.Equal((GroupKind.General, GroupVisibility.Private, GuestPolicy.Allowed), (merged.Kind, merged.Visibility, merged.Guests));
        Assert.Equal(3, merged.LifetimeMonths);
        Assert.Empty(merged.Owners!);
        Assert.Equal([KeptPart.Owners], merged.Keep!);
        Assert.NotNull(merged.Team);
        Assert.Null(merged.Posting);
    }

    [Fact]
    public void A_circle_of_templates_ends_instead_of_overflowing() =>
        Assert.Equal(2, Declarations(new() { Id = "a", Like = "b" }, new() { Id = "b", Like = "a", LifetimeMonths = 2 }).Merged("a").LifetimeMonths);

    [Fact]
    public void An_expanded_group_has_its_id_name_owners_and_rule_from_its_value()
    {
        var columns = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase) { ["Value"] = "Lyon", ["Nom"] = "{value}", ["owners"] = "B@x.example c@x.example" };
        var group = Declarations(new GroupTemplate { Id = "site", Kind = GroupKind.Place, Visibility = GroupVisibility.Public, Owners = ["a@x.example", "b@x.example"] })
            .Of(Expansion() with { MembersBy = DirectoryAttribute.City }, "Lyon", columns);

        Assert.Equal("site-lyon", group.Id);
        Assert.Equal("Lumen Lyon {value} {other}", group.Name);
        Assert.Equal(["a@x.example", "b@x.example", "c@x.example"], group.Owners);
        Assert.Equal((DirectoryAttribute.City, "Lyon"), (group.MembersFrom!.Attributes![0].Attribute, group.MembersFrom.Attributes[0].In[0]));
        Assert.Equal(new ExpandedFrom("site", "Lyon"), group.From);
    }

    [Fact]
    public async Task The_groups_of_a_campaign_are_the_written_ones_then_those_of_csv_files_but_the_excepted()
    {
        var reading = await CampaignFolder.Sample()
            .Change("groups.json", "\"csv\": \"metiers.csv\"", "\"csv\": \"metiers.csv\", \"except\": [\"qualite\\u0301\"]")
            .ReadAsync();

        var groups = reading.Campaign!.Groups;
        Assert.Equal(["lampe-aurore", "metier-finance", "metier-ressources-humaines-" + groups[^1].Id[^5..]], groups.TakeLast(3).Select(group => group.Id));
        Assert.Equal("groups.json groups[0]", groups[0].Origin);
        Assert.Equal("Métier : RH", groups[^1].Name);
        Assert.Equal(["hugo.marchand@lumen.example", "ines.benali@lumen.example"], groups[^1].Owners);
        Assert.Equal(["Ressources humaines"], groups[^1].MembersFrom!.Attributes![0].In);
    }

    [Fact]
    public void Names_and_ids_that_meet_are_found_among_groups_of_every_origin()
    {
        var declarations = Declarations(new GroupTemplate { Id = "site", Kind = GroupKind.Place, Visibility = GroupVisibility.Public });
        var naming = new GroupNaming(new() { Forbidden = ["interne"], Longest = 30 });
        DeclaredGroup[] groups =
        [
            declarations.Of(new GroupDefinition { Id = "site-lyon", Template = "site", Name = "Évreux {nom} {other}", Objective = "o" }, "groups.json groups[0]"),
            .. new[] { "Lyon", "Evreux", "Interné", new('x', 20) }.Select(value => declarations.Of(Expansion(), value, NoColumns)),
        ];

        Assert.Equal(
            ["", "GRP110", "GRP109", "GRP107", "GRP108"],
            groups.Select(group => string.Join(',', naming.Take(group).Select(problem => problem.Code.In("")).Order())));
    }

    [Theory]
    [InlineData("Projet test", true)]
    [InlineData("TÉST : essais", true)]
    [InlineData("Les attestations", false)]
    [InlineData("Tests", false)]
    [InlineData("top  SECRET !", true)]
    [InlineData("top et secret", false)]
    [InlineData("A & B", true)]
    public void A_forbidden_word_is_a_whole_word_whatever_its_case_and_accents(string name, bool forbidden) =>
        Assert.Equal(forbidden, new GroupNaming(new() { Forbidden = ["Test", "top secret", "&"] }).OfName(name).Any());

    [Theory]
    [InlineData("東京")]
    [InlineData("الرباط")]
    [InlineData("🎉 2")]
    public void A_name_in_any_script_can_be_read(string name) => Assert.True(GroupNaming.IsReadable(name));

    private static GroupExpansion Expansion() => new()
    {
        Id = "site",
        Template = "site",
        From = new(),
        Name = "{VALUE} {nom} {other}",
        Objective = "About {value}",
    };

    private static GroupDeclarations Declarations(params GroupTemplate[] templates) =>
        new(new() { Naming = new() { Prefix = "Lumen " }, Templates = templates }, new Dictionary<string, string>());
}
