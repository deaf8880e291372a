using AdoptionAutomation.Calendar.Season;
using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Sandbox.Rehearsal.Proving;
using AdoptionAutomation.Tests.Campaigns;

namespace AdoptionAutomation.Tests.Sandbox.Rehearsal.Proving;

/// <summary>The rehearsal's reading of the calendar and the app's are written apart; on the sample season they must come to the same.</summary>
public sealed class ExpectedPostsTests
{
    [Fact]
    public async Task The_sample_season_reads_the_same_both_ways()
    {
        var campaign = (await CampaignReader.ReadAsync(CampaignFolder.Sample(), default)).Campaign!;
        var start = new DateTimeOffset(2026, 9, 6, 22, 0, 0, TimeSpan.Zero);
        var end = start.AddDays(26 * 7);
        var groups = campaign.Groups
            .Select(group => new ExpectedGroup(group.Id, group.Name, [], [], _ => false, null, 0, []) { Kind = group.Kind, Tags = group.Tags })
            .ToList();

        var expected = new ExpectedPosts(campaign, groups).Between(start, end).Select(post => $"{post.Publication}.{post.Slot} {post.Channel} {post.Group?.Id ?? "-"} {post.At:O}");

        var planned = new DeliveryPlan(campaign.Settings, campaign.Calendar, campaign.Groups).Between(start, end).Select(one => $"{one.Occurrence.Key} {one.Channel} {one.Group} {one.At:O}");
        Assert.Equal(planned.Order(StringComparer.Ordinal), expected.Order(StringComparer.Ordinal));
    }
}
