using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Groups;
using AdoptionAutomation.Groups.Plan;

namespace AdoptionAutomation.Tests.Functions.Groups.Plan;

public sealed class PlanHashTests
{
    private static readonly DeclaredGroup[] Three =
    [
        PlanScene.Paris,
        PlanScene.Paris with { Id = "nantes", Name = "Nantes", Origin = "groups.json groups[1]" },
        PlanScene.Paris with { Id = "lyon", Name = "Lyon", Origin = "groups.json groups[2]" },
    ];

    /// <summary>One stands, one is not made, one is in conflict, one is declared no longer.</summary>
    private static PlanScene Scene
    {
        get
        {
            var left = PlanScene.Paris with { Id = "dublin", Name = "Dublin" };
            var standing = PlanScene.Standing(Three[0], left);
            return standing with
            {
                Declared = Three,
                Live = [.. standing.Live, new("foreign-1", "a", "Lyon", null, "Private", null, null), new("foreign-2", "b", "Lyon", null, "Private", null, null)],
                Problems = [Empty("sites"), Empty("departments")],
            };
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void The_same_input_has_the_same_hash_in_any_order(int seed)
    {
        var random = new Random(seed);
        var other = Scene with
        {
            Declared = Shuffled(Scene.Declared),
            Rows = Shuffled(Scene.Rows),
            Live = Shuffled(Scene.Live),
            Problems = Shuffled(Scene.Problems),
        };

        Assert.Equal(Scene.Plan().Hash, other.Plan().Hash);

        IReadOnlyList<T> Shuffled<T>(IReadOnlyList<T> list)
        {
            var copy = list.ToArray();
            random.Shuffle(copy);
            return copy;
        }
    }

    [Theory]
    [InlineData("declaration")]
    [InlineData("renamed in the tenant")]
    [InlineData("deleted in the tenant")]
    [InlineData("conflict gone")]
    [InlineData("owner left")]
    [InlineData("no longer declared")]
    [InlineData("applied")]
    [InlineData("problem solved")]
    public void Whatever_moves_what_is_to_be_decided_moves_the_hash(string what)
    {
        var moved = what switch
        {
            "declaration" => Scene with { Declared = [Three[0] with { Members = ["a@b.example"] }, .. Three[1..]] },
            "renamed in the tenant" => Scene with { Live = [Scene.Live[0] with { Name = "Lutèce" }, .. Scene.Live.Skip(1)] },
            "deleted in the tenant" => Scene with { Live = [.. Scene.Live.Skip(1)] },
            "conflict gone" => Scene with { Live = [.. Scene.Live.SkipLast(2)] },
            "owner left" => Scene with { People = [] },
            "no longer declared" => Scene with { Declared = Three[1..] },
            "applied" => Scene with { Rows = [.. Scene.Rows, new("nantes") { Approved = GroupParts.Approval(Three[1]) }] },
            _ => Scene with { Problems = [Empty("sites")] },
        };

        Assert.NotEqual(Scene.Plan().Hash, moved.Plan().Hash);
    }

    [Fact]
    public void The_pipelines_own_progress_does_not_move_the_hash()
    {
        var wanted = GroupParts.WantedBy(Three[1]);
        var approved = new GroupRow("nantes") { Approved = GroupParts.Approval(Three[1]) };
        var made = approved with
        {
            State = GroupState.Created,
            GraphId = "graph-nantes",
            MadeAt = PlanScene.Now,
            Applied = approved.Applied.Add(GroupPart.Creation, wanted[GroupPart.Creation]).Add(GroupPart.About, wanted[GroupPart.About]),
        };

        var hashes = new[]
        {
            Scene with { Rows = [.. Scene.Rows, approved] },
            Scene with { Rows = [.. Scene.Rows, approved], Live = [.. Scene.Live, PlanScene.ListedOf(Three[1])] },
            Scene with { Rows = [.. Scene.Rows, made] },
            Scene with { Rows = [.. Scene.Rows, made], Live = [.. Scene.Live, PlanScene.ListedOf(Three[1])] },
            Scene with { Rows = [.. Scene.Rows, PlanScene.RowOf(Three[1])], Live = [.. Scene.Live, PlanScene.ListedOf(Three[1])] },
        };

        Assert.Single(hashes.Select(scene => scene.Plan().Hash).Distinct());
    }

    private static TreeProblem Empty(string expansion) => new(expansion, null, null, new(PlanCodes.EmptyExpansion, "city"));
}
