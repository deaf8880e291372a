using AdoptionAutomation.Groups;
using AdoptionAutomation.Tests.Sandbox.Storage;

namespace AdoptionAutomation.Tests.Functions.Calendar.Publishing;

/// <summary>The process dies at every request of planning and publishing: each post goes out once, or a person is told that nobody knows.</summary>
[Collection("environment")]
public sealed class PublishCrashTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    [Fact]
    public async Task Wherever_the_process_dies_a_post_goes_out_once_or_is_uncertain()
    {
        var deaths = await CrashMatrix.RunAsync(
            () => CalendarApp.StartAsync(azurite.NewAccount(), CalendarApp.With(CalendarApp.Post(at: "2026-09-07T08:50", groups: """["everybody", "few"]"""))),
            async app =>
            {
                // The host's own timer would find what a dead call has left: here it is called again, as an editor would.
                for (var tries = 0; tries < 2; tries++)
                {
                    try
                    {
                        await app.ReplanAsync();
                        return;
                    }
                    catch (Exception died) when (app.World.Host.Deaths > 0 && died is not Xunit.Sdk.XunitException)
                    {
                        await app.PassAsync(TimeSpan.FromMinutes(1));
                    }
                }
            },
            CheckAsync,
            TimeSpan.FromHours(4),
            (0, 1));

        Assert.True(deaths >= 10, $"only {deaths} deaths were tried");
    }

    private static async Task CheckAsync(AppTest app)
    {
        foreach (var group in new[] { "everybody", "few" })
        {
            var id = app.Tenant.Directory.GroupByNickname(Nickname.Of("small", group))!.Id;
            var sent = app.Tenant.Log.Posts.Count(post => post.Group == id);
            var state = await app.StateAsync($"hello.post.conversation.{group}");
            Assert.True((sent, state) is (1, "published") or (0 or 1, "uncertain"), $"{group}: sent {sent}, {state}");
        }

        Assert.Equal((0, 0), (app.World.Host.Poisoned, app.World.Host.PendingMessages));
    }
}
