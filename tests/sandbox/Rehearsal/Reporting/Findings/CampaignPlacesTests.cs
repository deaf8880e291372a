using AdoptionAutomation.Sandbox.Rehearsal.Reporting.Findings;
using AdoptionAutomation.Tests.Campaigns;

namespace AdoptionAutomation.Tests.Sandbox.Rehearsal.Reporting.Findings;

public class CampaignPlacesTests
{
    private const string Waves = """
        {
          "waves": [
            { "id": "one" },
            { "id": "two", "gate": { "activation": { "atLeast": 30 } } }
          ]
        }
        """;

    [Theory]
    [InlineData("waves.json:4:44 waves[1].gate.activation", "two", "gate", "activation")]
    [InlineData("waves.json:4:28 waves[1].gate", "two", "gate", "mood")]
    [InlineData("waves.json:3:5 waves[0]", "one", "pacePerHour")]
    [InlineData("waves.json:2:12 waves", "three", "gate")]
    public async Task A_place_is_that_of_the_field_or_of_what_is_around_it(string place, string wave, params string[] steps)
    {
        var places = await CampaignPlaces.ReadAsync(CampaignFolder.Sample().With("waves.json", Waves), default);

        Assert.Equal(place, places.OfEntry("waves.json", "waves", wave, [.. steps]));
    }

    [Fact]
    public async Task A_file_that_is_not_there_is_named_alone()
    {
        var places = await CampaignPlaces.ReadAsync(CampaignFolder.Sample().Without("surveys.json"), default);

        Assert.Equal("surveys.json", places.OfEntry("surveys.json", "surveys", "pouls", "to"));
    }
}
