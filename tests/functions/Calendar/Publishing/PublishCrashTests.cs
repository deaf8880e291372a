using AdoptionAutomation.Groups;
using AdoptionAutomation.Tests.Sandbox.Storage;

namespace AdoptionAutomation.Tests.Functions.Calendar.Publishing;

/// <summary>The process dies at every request of planning and publishing: each post goes out once, or a person is told that nobody knows.</summary>
public sealed class PublishCrashTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    /// <summary>One post comes before the hourly planner's next round, the other is that round's to bring.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task Wherever_the_process_dies_a_post_goes_out_once_or_is_uncertain(int part)
    {
        var deaths = await CrashMatrix.RunAsync(
            async () =>
            {
                var app = await CalendarApp.StartAsync(azurite.NewAccount(), CalendarApp.With(
                    CalendarApp.Post("everybody", "2026-09-08T04:40", groups: """["everybody"]"""), CalendarApp.Post("few", "2026-09-08T05:20", groups: """["few"]""")));
                await app.PassToAsync(2, 19, day: 8);
                return app;
            },
            _ => Task.CompletedTask,
            CheckAsync,
            TimeSpan.FromHours(3),
            (part, 2));

        Assert.True(deaths >= 6, $"only {deaths} deaths were tried");
    }

    private static async Task CheckAsync(AppTest app)
    {
        foreach (var group in new[] { "everybody", "few" })
        {
            var id = app.Tenant.Directory.GroupByNickname(Nickname.Of("small", group))!.Id;
            var sent = app.Tenant.Log.Posts.Count(post => post.Group == id);
            var state = await app.StateAsync($"{group}.post.conversation.{group}");
            Assert.True((sent, state) is (1, "published") or (0 or 1, "uncertain"), $"{group}: sent {sent}, {state}");
        }

        Assert.Equal((0, 0), (app.World.Host.Poisoned, app.World.Host.PendingMessages));
    }
}
