using AdoptionAutomation.Graph;
using AdoptionAutomation.Waves.Newcomers;
using NodaTime;
using NodaTime.Text;

namespace AdoptionAutomation.Tests.Functions.Waves.Newcomers;

public sealed class ArrivalWindowTests
{
    [Theory]
    [InlineData("2026-09-07", "2026-09-08", true, false)]
    [InlineData("2026-09-07", "2026-09-14", true, false)]
    [InlineData("2026-09-07", "2026-09-15", false, true)]
    [InlineData("2026-09-07", "2026-10-07", false, true)]
    [InlineData("2026-09-07", "2026-09-07", true, false)]
    [InlineData("2026-09-07", "2026-08-24", true, false)]
    [InlineData("2026-09-07", "2026-08-23", false, false)]
    [InlineData("2028-02-22", "2028-02-29", true, false)]
    [InlineData("2028-02-21", "2028-02-29", false, true)]
    [InlineData("2028-03-14", "2028-02-29", true, false)]
    [InlineData("2028-03-15", "2028-02-29", false, false)]
    [InlineData("2027-02-22", "2027-03-01", true, false)]
    public void A_hire_date_is_now_later_or_long_past(string today, string hired, bool isNewcomer, bool isLater)
    {
        var window = new ArrivalWindow(LocalDatePattern.Iso.Parse(today).Value, 7);
        var user = Somebody with { HiredAt = DateTimeOffset.Parse($"{hired}T00:00:00Z", null), CreatedAt = DateTimeOffset.Parse("2020-01-01T00:00:00Z", null) };

        Assert.Equal((isNewcomer, isLater), (window.IsNewcomer(user, LongAfter), window.IsLater(user)));
    }

    [Theory]
    [InlineData("2026-09-07T10:00:00Z", true)]
    [InlineData("2026-08-24T00:00:00Z", true)]
    [InlineData("2026-08-23T23:59:59Z", false)]
    public void Without_a_hire_date_the_age_of_the_account_tells(string created, bool isNewcomer)
    {
        var window = new ArrivalWindow(new LocalDate(2026, 9, 7), 7);
        var user = Somebody with { CreatedAt = DateTimeOffset.Parse(created, null) };

        Assert.Equal((isNewcomer, false), (window.IsNewcomer(user, LongAfter), window.IsLater(user)));
    }

    [Fact]
    public void Who_came_while_a_long_wave_ran_is_still_a_newcomer_to_it()
    {
        var window = new ArrivalWindow(new LocalDate(2026, 12, 1), 7);
        var user = Somebody with { HiredAt = DateTimeOffset.Parse("2026-09-20T00:00:00Z", null) };

        Assert.True(window.IsNewcomer(user, DateTimeOffset.Parse("2026-09-14T07:00:00Z", null)));
        Assert.False(window.IsNewcomer(user, LongAfter));
    }

    [Fact]
    public void The_directory_is_asked_for_whole_days()
    {
        var window = new ArrivalWindow(new LocalDate(2028, 2, 22), 7);

        Assert.Equal(
            [
                "employeeHireDate ge 2028-02-08T00:00:00Z and employeeHireDate le 2028-02-29T23:59:59Z",
                "createdDateTime ge 2028-02-08T00:00:00Z",
            ],
            window.Filters(LongAfter));
    }

    private static DateTimeOffset LongAfter => DateTimeOffset.MaxValue.AddDays(-2);

    private static DirectoryUser Somebody => new("id", "some.body@lumen.example", "Some", null, IsEnabled: true, IsGuest: false);
}
