using System.Collections.Immutable;
using AdoptionAutomation.Sandbox.Check;
using AdoptionAutomation.Sandbox.Rehearsal.Proving;
using AdoptionAutomation.Sandbox.Tenant;
using AdoptionAutomation.Tests.Functions;
using AdoptionAutomation.Tests.Sandbox.Storage;

namespace AdoptionAutomation.Tests.Sandbox.Rehearsal.Proving;

/// <summary>A proof that never finds anything proves nothing: each test breaks the tenant behind the app's back.</summary>
public sealed class GroupProofTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    [Fact]
    public async Task Groups_as_declared_leave_nothing_to_say()
    {
        await using var app = await StandingAsync();

        var proof = await ProveAsync(app);

        Assert.Equal(new(2, 2, 0), proof.Figures);
        Assert.Equal((2, 2, 0), (proof.Posts.Due, proof.Posts.Published, proof.Posts.Lost));
        Assert.Empty(proof.Findings);
    }

    [Fact]
    public async Task A_group_that_was_made_twice_is_found()
    {
        await using var app = await StandingAsync();
        var few = GroupNamed(app, "A few");
        app.Tenant.Log.Add(new GroupCreated(few.CreatedAt, 1, few.Id, few.MailNickname));

        var proof = await ProveAsync(app);

        Assert.Equal(1, proof.Figures.Doubled);
        Assert.Contains(proof.Findings, finding => finding.Contains("second time", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_missing_owner_and_a_missing_member_are_found_by_their_field()
    {
        await using var app = await StandingAsync();
        var everybody = GroupNamed(app, "Everybody");
        app.Tenant.Hands.RemoveOwner(everybody.Id, app.Tenant.Directory.User("claire.fontaine@lumen.example")!.Id);
        app.Tenant.Hands.RemoveMember(everybody.Id, app.Tenant.Directory.User("paul.lefevre@lumen.example")!.Id);

        var proof = await ProveAsync(app);

        Assert.Equal(1, proof.Figures.Provisioned);
        Assert.Equal("Group 'Everybody' does not stand: owners[0] is missing, members[0] is missing.", Assert.Single(proof.Findings));
    }

    [Fact]
    public async Task A_group_that_nobody_asked_for_is_found()
    {
        await using var app = await StandingAsync();
        var proof = new GroupProof([], app.Tenant, ImmutableHashSet<string>.Empty);

        Assert.Equal(2, proof.Findings.Count(finding => finding.StartsWith("Nobody asked for the group", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_post_that_never_arrived_is_lost_and_one_that_came_twice_is_doubled()
    {
        await using var app = await StandingAsync();
        var expected = await ExpectedAsync(app);
        var (first, second) = (app.Tenant.Log.Posts[0], expected.Select(group => group with { Posts = group.Posts + 1 }));
        app.Tenant.Log.Add(first);

        var proof = new GroupProof([.. second], app.Tenant, ImmutableHashSet<string>.Empty);

        Assert.Equal((4, 2, 2, 1), (proof.Posts.Due, proof.Posts.Published, proof.Posts.Lost, proof.Posts.Doubled));
    }

    private async Task<AppTest> StandingAsync()
    {
        var app = await AppTest.StartAsync(azurite.NewAccount());
        await app.ProvisionAsync();
        return app;
    }

    private static Group GroupNamed(AppTest app, string name) => app.Tenant.Directory.Groups.First(group => group.DisplayName == name);

    private static async Task<GroupProof> ProveAsync(AppTest app) => new(await ExpectedAsync(app), app.Tenant, ImmutableHashSet<string>.Empty);

    private static Task<IReadOnlyList<ExpectedGroup>> ExpectedAsync(AppTest app) =>
        ExpectedGroups.OfAsync(app.Campaign, new FolderFiles(new(".")), app.Tenant.Directory.Employees, default);
}
