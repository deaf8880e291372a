using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Sandbox.Faults;
using AdoptionAutomation.Sandbox.Rehearsal;
using AdoptionAutomation.Sandbox.Rehearsal.Proving;
using AdoptionAutomation.Sandbox.Tenant;
using AdoptionAutomation.Tests.Sandbox.Tenant;

namespace AdoptionAutomation.Tests.Sandbox.Rehearsal.Proving;

/// <summary>A rotation of one post: every day the same title in the same group.</summary>
public sealed class CalendarProofTests : IAsyncLifetime
{
    private const string Title = "The morning";
    private static readonly DateTimeOffset Due = TenantHost.Start.AddHours(1);
    private TenantHost host = null!;
    private Group group = null!;

    public async Task InitializeAsync()
    {
        host = await TenantHost.StartAsync();
        group = host.Tenant.Directory.Group(await host.CreateGroupAsync("everybody"))!;
    }

    public async Task DisposeAsync() => await host.DisposeAsync();

    [Fact]
    public void Each_post_once_on_the_minute_leaves_nothing_to_say()
    {
        var proof = Prove([0, 1, 2], [0, 1, 2]);

        Assert.Equal((new PostFigures(Due: 3, Published: 3), 0), (proof.Figures, proof.Findings.Count));
        Assert.Equal([Due, Due.AddDays(1), Due.AddDays(2)], proof.Published);
    }

    [Fact]
    public void A_lost_post_is_named_by_its_own_day_though_its_title_comes_again()
    {
        var proof = Prove([0, 1, 2], [0, 2]);

        Assert.Equal("Lost: day.2026-01-06 by Conversation to 'Group everybody' at 2026-01-06 09:00Z.", Assert.Single(proof.Findings));
    }

    [Fact]
    public void A_post_whose_request_met_a_fault_is_uncertain_and_the_one_beside_it_is_lost()
    {
        StrikeAt(Due.AddDays(1), RequestSubjects.Post(group.Mail!));

        var proof = Prove([0, 1, 2, 3], [0, 3], uncertain: [1, 2]);

        Assert.Equal(new PostFigures(Due: 4, Published: 2, Uncertain: 1, Lost: 1), proof.Figures);
        Assert.StartsWith("Lost: day.2026-01-07", Assert.Single(proof.Findings), StringComparison.Ordinal);
        Assert.Empty(proof.Unsure);
    }

    [Theory]
    [InlineData("post:somebody-else@lumen.example")]
    [InlineData("card:everybody/The morning")]
    public void A_fault_of_another_request_excuses_nothing(string subject)
    {
        StrikeAt(Due, subject);

        Assert.Equal(1, Prove([0], [], uncertain: [0]).Figures.Lost);
    }

    [Fact]
    public void A_post_that_came_though_the_app_does_not_know_it_is_published_and_unsure()
    {
        StrikeAt(Due, RequestSubjects.Post(group.Mail!));

        var proof = Prove([0, 1], [0, 1], uncertain: [0, 1]);

        Assert.Equal((new PostFigures(Due: 2, Published: 2), 0), (proof.Figures, proof.Findings.Count));
        Assert.Equal([Due], proof.Unsure);
    }

    [Fact]
    public void What_comes_twice_is_doubled_and_what_comes_after_the_next_is_late()
    {
        Assert.Equal(new PostFigures(Due: 2, Published: 2, Doubled: 1), Prove([0, 1], [0, 1, 1]).Figures);
        Assert.Equal(new PostFigures(Due: 2, Published: 2, Late: 1), Prove([0, 1], [1, 1]).Figures);
    }

    private CalendarProof Prove(int[] due, int[] arrived, params int[] uncertain)
    {
        var evidence = new Evidence(
            host.Tenant,
            FollowUpProofTests.Campaign,
            new(host.People, 1, host.Clock, host.Agenda),
            Uncertain.Nothing with { Deliveries = uncertain.Select(day => CalendarProof.KeyOf(PostOn(day), Uncertain.Nothing.GroupIds)).ToHashSet() },
            Due.AddDays(30));
        return new(
            evidence,
            [.. due.Select(PostOn)],
            arrived.Select(day => new Arrival(PostChannel.Conversation, group.Id, Due.AddDays(day), Title)),
            name => name == group.DisplayName ? group : null);
    }

    private ExpectedPost PostOn(int day) => new(
        "day",
        $"{Due.AddDays(day):yyyy-MM-dd}",
        PostChannel.Conversation,
        new ExpectedGroup("everybody", group.DisplayName, [], [], _ => false, null, 0, []),
        Due.AddDays(day),
        Title,
        new());

    private void StrikeAt(DateTimeOffset at, string subject)
    {
        host.Clock.AdvanceTo(at);
        host.Faults.Strike(_ => true, 1, new(FaultKind.AnswerLost));
        host.Faults.AtServer(new(RemoteService.Graph, "POST", "/users/x/sendMail", () => [subject]));
    }
}
