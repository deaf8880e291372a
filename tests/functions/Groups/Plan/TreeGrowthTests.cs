using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Graph;
using AdoptionAutomation.Groups;
using AdoptionAutomation.Groups.Plan;
using AdoptionAutomation.Sandbox.Check;

namespace AdoptionAutomation.Tests.Functions.Groups.Plan;

/// <summary>From the values of an attribute to groups, with no directory.</summary>
public sealed class TreeGrowthTests
{
    private static readonly GroupExpansion Sites = new()
    {
        Id = "site",
        Template = "general",
        From = new() { Attribute = DirectoryAttribute.City },
        Name = "Site {value}",
        Objective = "Life at {value}.",
        Owners = [PlanScene.Owner],
        MembersBy = DirectoryAttribute.City,
    };

    [Fact]
    public async Task A_value_in_several_spellings_is_one_group_under_the_most_usual_one()
    {
        var reading = await GrowAsync(Sites, ["Paris", "Paris", "PARIS ", " paris", "Lyon", null, "  "]);

        Assert.Equal(["Site Lyon", "Site Paris"], Names(reading));
        Assert.Empty(reading.Problems);
    }

    [Fact]
    public async Task A_group_keeps_the_spelling_that_it_was_made_with()
    {
        var row = new GroupRow(GroupIds.Of("site", "paris")) { Approved = "", From = new("site", "PARIS") };

        Assert.Equal(["Site PARIS"], Names(await GrowAsync(Sites, ["Paris", "Paris"], row)));
    }

    [Fact]
    public async Task Values_that_few_people_have_and_values_to_leave_out_make_no_group()
    {
        var expansion = Sites with { From = Sites.From with { AtLeast = 2, Except = ["lyon "] } };

        Assert.Equal(["Site Paris"], Names(await GrowAsync(expansion, ["Paris", "paris", "Lyon", "Lyon", "Nantes"])));
    }

    [Fact]
    public async Task A_group_that_stands_stays_declared_below_the_threshold_until_its_value_is_left_out()
    {
        var rows = new[] { "Lyon", "Metz" }.Select(value => new GroupRow(GroupIds.Of("site", value)) { Approved = "", GraphId = value, From = new("site", value) }).ToList();
        var expansion = Sites with { From = Sites.From with { AtLeast = 2 } };

        Assert.Equal(["Site Lyon", "Site Metz", "Site Paris"], Names(await GrowAsync(expansion, ["Paris", "paris", "LYON", "Nantes"], [.. rows])));
        var without = expansion with { From = expansion.From with { Except = ["lyon "] } };
        Assert.Equal(["Site Metz", "Site Paris"], Names(await GrowAsync(without, ["Paris", "paris", "LYON"], [.. rows])));
    }

    [Theory]
    [InlineData("Lyon", true)]
    [InlineData(" LYON", false)]
    public async Task A_value_that_is_left_out_is_declared_no_more_for_the_daily_check_either(string value, bool isDeclared)
    {
        var folder = new SmallCampaign { Groups = PlanGroupsTests.Expanded() }.Write();
        var campaign = (await CampaignReader.ReadAsync(new FolderFiles(folder), default)).Campaign!;
        folder.Delete(recursive: true);
        var from = new ExpansionSource { Attribute = DirectoryAttribute.City, Except = isDeclared ? [] : [value] };
        campaign = campaign with { GroupTree = campaign.GroupTree with { Expansions = [campaign.GroupTree.Expansions[0] with { From = from }] } };

        Assert.Equal(isDeclared, GroupTree.Find(campaign, new GroupRow(GroupIds.Of("site", "Lyon")) { Approved = "", From = new("site", "Lyon") }) is not null);
    }

    [Fact]
    public async Task Groups_come_in_the_same_order_whatever_the_order_of_the_people()
    {
        string?[] values = ["Paris", "Lyon", "Nantes", "Dublin"];

        Assert.Equal(Names(await GrowAsync(Sites, values)), Names(await GrowAsync(Sites, [.. values.Reverse()])));
    }

    [Fact]
    public async Task An_expansion_without_values_is_a_problem_that_names_it()
    {
        var problem = Assert.Single((await GrowAsync(Sites, [])).Problems);

        Assert.Equal(("site", null, PlanCodes.EmptyExpansion), (problem.Expansion, problem.Value, problem.Finding.Code));
        Assert.Contains("city", problem.Finding.In("fr"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_expansion_of_too_many_values_makes_no_group_at_all()
    {
        var reading = await GrowAsync(Sites, [.. Enumerable.Range(0, TreeGrowth.MostValues + 1).Select(number => $"Town {number}")]);

        Assert.Empty(Names(reading));
        Assert.Equal(PlanCodes.TooManyValues, Assert.Single(reading.Problems).Finding.Code);
        Assert.Equal(TreeGrowth.MostValues, Names(await GrowAsync(Sites, [.. Enumerable.Range(0, TreeGrowth.MostValues).Select(number => $"Town {number}")])).Count);
    }

    [Fact]
    public async Task A_value_of_only_emoji_is_left_out_and_the_rest_is_planned()
    {
        var reading = await GrowAsync(Sites, ["🏭🏭", "Lyon"]);

        Assert.Equal(["Site Lyon"], Names(reading));
        Assert.Equal(("site", "🏭🏭"), (reading.Problems.Single().Expansion, reading.Problems.Single().Value));
    }

    [Fact]
    public async Task A_name_that_becomes_too_long_is_left_out_and_the_rest_is_planned()
    {
        var reading = await GrowAsync(Sites, [new string('x', 252), "Lyon"]);

        Assert.Equal(["Site Lyon"], Names(reading));
        Assert.Equal(new string('x', 252), reading.Problems.Single().Value);
    }

    [Theory]
    [InlineData(false, "Everybody")]
    [InlineData(true, "A few")]
    public async Task A_name_that_a_group_of_the_files_has_already_is_left_out(bool second, string value)
    {
        var reading = await GrowAsync(Sites with { Name = "{value}" }, [value, "Lyon"]);

        Assert.Equal(["Lyon"], Names(reading));
        Assert.Equal(value, reading.Problems.Single().Value);
        Assert.Contains(second ? "groups[1]" : "groups[0]", reading.Problems.Single().Finding.In("en"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_two_values_with_one_name_the_one_that_stands_stays()
    {
        var expansion = Sites with { Name = "Site {value}", From = Sites.From };
        var row = new GroupRow(GroupIds.Of("site", "ZÜRICH")) { Approved = "", From = new("site", "ZÜRICH") };
        var reading = await GrowAsync(expansion, ["Zurich", "ZÜRICH"], row);

        Assert.Equal(["Site ZÜRICH"], Names(reading));
        Assert.Equal("Zurich", reading.Problems.Single().Value);
    }

    private static IReadOnlyList<string> Names(TreeReading reading) => [.. reading.Groups.Where(group => group.From is not null).Select(group => group.Name)];

    private static async Task<TreeReading> GrowAsync(GroupExpansion expansion, string?[] values, params IReadOnlyCollection<GroupRow> rows)
    {
        var folder = new SmallCampaign().Write();
        var campaign = (await CampaignReader.ReadAsync(new FolderFiles(folder), default)).Campaign!;
        folder.Delete(recursive: true);
        var counts = new ValueCounts();
        foreach (var value in values)
        {
            counts.Add(value);
        }

        var growth = new TreeGrowth(campaign, rows);
        growth.Add(expansion, counts);
        return growth.Result;
    }
}
