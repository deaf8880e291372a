using AdoptionAutomation.Campaigns;

namespace AdoptionAutomation.Tests.Functions.Campaigns;

public sealed class WaveFingerprintTests
{
    [Theory]
    [InlineData("""{ "attributes": [ { "attribute": "city", "in": ["Lyon"] } ] }""", "", "audience")]
    [InlineData(null, """, "pacePerHour": 100""", "pacePerHour")]
    [InlineData(null, """, "kits": [ { "kit": "manager" } ], "reminders": [3]""", "reminders kits")]
    [InlineData(null, """, "except": [ { "csv": "second.csv" } ]""", "except except.csv")]
    [InlineData(null, "", "")]
    public async Task An_edit_is_told_by_the_names_of_its_fields(string? audience, string more, string names)
    {
        var small = new SmallCampaign();
        var (before, after) = (
            await AudienceMatchingTests.SmallAsync(small), await AudienceMatchingTests.SmallAsync(small with { FirstAudience = audience ?? small.FirstAudience, FirstMore = more }));

        var differences = WaveFingerprint.Differences(WaveFingerprint.Of(before, before.Waves[0]), WaveFingerprint.Of(after, after.Waves[0]));

        Assert.Equal(names, string.Join(' ', differences));
    }

    [Fact]
    public async Task Another_content_of_a_named_file_is_another_fingerprint()
    {
        var small = new SmallCampaign { FirstAudience = """{ "csv": "second.csv" }""" };
        var (before, after) = (await AudienceMatchingTests.SmallAsync(small), await AudienceMatchingTests.SmallAsync(small with { Csv = "mail\nines.benali@lumen.example\n" }));

        Assert.Equal(["audience.csv"], WaveFingerprint.Differences(WaveFingerprint.Of(before, before.Waves[0]), WaveFingerprint.Of(after, after.Waves[0])));
        Assert.Equal(before.Waves[0].Fingerprint, after.Waves[0].Fingerprint);
    }
}
