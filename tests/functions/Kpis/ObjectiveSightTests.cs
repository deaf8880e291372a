using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Kpis.Book;
using AdoptionAutomation.Kpis.Snapshots;
using NodaTime;

namespace AdoptionAutomation.Tests.Functions.Kpis;

public sealed class ObjectiveSightTests
{
    private static readonly LocalText Title = new() { Fr = "But", En = "Aim" };

    [Theory]
    [InlineData("participation", 38.0, null, 40.0, "Reached")]
    [InlineData("active7", 60.0, null, 55.6, "OnPath")]
    [InlineData("active7", 200.0, null, 55.6, "Behind")]
    [InlineData("erreurs-de-planning", null, -50.0, 24.0, "OnPath")]
    [InlineData("mails", null, -33.0, 16.4, "Reached")]
    public async Task It_is_where_its_figure_is_on_the_path(string kpi, double? target, double? change, double now, string state)
    {
        var sight = await SightAsync(new() { Id = "o", Title = Title, Kpi = kpi, Target = (decimal?)target, Change = (decimal?)change, By = new(2027, 4, 1) });

        Assert.Equal(now, sight.Now!.Value, 0.1);
        Assert.Equal(state, sight.State.ToString());
    }

    [Fact]
    public async Task A_change_starts_from_what_was_before_the_campaign()
    {
        var sight = await SightAsync(new() { Id = "o", Title = Title, Kpi = "mails", Change = -33, By = new(2027, 4, 1) });

        Assert.Equal((25.0, 16.75), (sight.From!.Value, Math.Round(sight.Target!.Value, 2)));
    }

    [Fact]
    public async Task What_has_no_figure_is_named_and_has_no_state()
    {
        var sight = await SightAsync(new() { Id = "o", Title = Title });

        Assert.Equal((null, null, null), (sight.Kpi, sight.State, sight.Progress));
    }

    [Fact]
    public async Task Whose_figure_is_not_known_is_not_behind()
    {
        var sight = await SightAsync(new() { Id = "o", Title = Title, Kpi = "active7", Target = 50, By = new(2027, 4, 1) }, KpiScene.With((Count.Active7, null)));

        Assert.Null(sight.State);
    }

    [Theory]
    [InlineData("2026-09-07", 0.0)]
    [InlineData("2027-01-20", 0.5)]
    [InlineData("2027-12-31", 1.0)]
    public async Task It_is_expected_on_a_straight_path_from_the_start_to_the_day(string today, double share)
    {
        var picture = await KpiScene.PictureAsync(KpiScene.With());
        var start = new LocalDate(2026, 9, 7);
        var half = start.PlusDays(2 * Period.DaysBetween(start, new(2027, 1, 20)));
        var settings = picture.Campaign.Settings with { Objectives = [new() { Id = "o", Title = Title, Kpi = "active7", Target = 50, By = half }] };

        var at = picture with { Campaign = picture.Campaign with { Settings = settings }, Now = picture.Now with { Day = DateOnly.ParseExact(today, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture) } };

        Assert.Equal(share, Assert.Single(ObjectiveSight.Of(at)).ExpectedProgress!.Value, 0.001);
    }

    private static async Task<ObjectiveSight> SightAsync(Objective objective, Counts? now = null)
    {
        var picture = await KpiScene.PictureAsync(now ?? KpiScene.With());
        var campaign = picture.Campaign with { Settings = picture.Campaign.Settings with { Objectives = [objective] } };
        return Assert.Single(ObjectiveSight.Of(picture with { Campaign = campaign }));
    }
}
