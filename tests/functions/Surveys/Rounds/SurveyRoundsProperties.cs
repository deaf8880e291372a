using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Surveys.Rounds;
using FsCheck;
using FsCheck.Fluent;
using NodaTime;

namespace AdoptionAutomation.Tests.Functions.Surveys.Rounds;

/// <summary>Whatever the zone, the working days, the holidays, the quiet hours and the cadence.</summary>
public sealed class SurveyRoundsProperties
{
    private static readonly string[] Zones = ["Europe/Paris", "America/Toronto", "Australia/Lord_Howe", "Pacific/Apia", "Africa/Casablanca", "UTC"];
    private static readonly LocalDate Earliest = new(2026, 9, 1);

    [Fact]
    public void Mails_go_out_in_open_hours_and_never_earlier_than_asked() => Check((settings, survey, opened, rounds) =>
    {
        var hours = new OpenHours(settings);
        foreach (var at in rounds.SelectMany(round => round.RemindAt.Append(round.OpensAt)))
        {
            Assert.True(hours.IsOpen(at, settings.TimeZone), $"{at:O}");
        }

        foreach (var (wished, round) in Wished(survey, opened, settings).Zip(rounds.OrderBy(round => round.Round, StringComparer.Ordinal)))
        {
            Assert.True(round.OpensAt >= wished, $"{round.Id} opens at {round.OpensAt:O}, wished for {wished:O}");
        }
    });

    [Fact]
    public void A_round_closes_at_a_midnight_after_as_many_days_as_it_is_open() => Check((settings, survey, _, rounds) =>
    {
        var zone = DateTimeZoneProviders.Tzdb[settings.TimeZone];
        foreach (var round in rounds)
        {
            var closes = Instant.FromDateTimeOffset(round.ClosesAt).InZone(zone);
            Assert.Equal(zone.AtStartOfDay(closes.Date).ToInstant(), closes.ToInstant());
            Assert.Equal(survey.OpenDays, Period.Between(DateOf(round.OpensAt, zone), closes.Date, PeriodUnits.Days).Days);
            Assert.True(round.KeepUntil > round.ClosesAt);
        }
    });

    [Fact]
    public void Reminders_rise_lie_within_the_round_and_are_as_many_days_later_at_least() => Check((settings, survey, _, rounds) =>
    {
        var zone = DateTimeZoneProviders.Tzdb[settings.TimeZone];
        foreach (var round in rounds)
        {
            Assert.Equal(round.RemindAt.Distinct().Order(), round.RemindAt);
            Assert.True(round.RemindAt.Count <= survey.Reminders.Count);
            Assert.All(round.RemindAt, at => Assert.InRange(at, round.OpensAt.AddTicks(1), round.ClosesAt.AddTicks(-1)));
            foreach (var (days, at) in survey.Reminders.Zip(round.RemindAt))
            {
                Assert.True(DateOf(at, zone) >= DateOf(round.OpensAt, zone).PlusDays(days));
            }
        }
    });

    [Fact]
    public void Each_round_has_a_key_of_its_own_and_rounds_come_in_order() => Check((_, survey, _, rounds) =>
    {
        Assert.Equal(rounds.Count, rounds.Select(round => round.Id).Distinct(StringComparer.Ordinal).Count());
        Assert.Equal(rounds.OrderBy(round => round.OpensAt).Select(round => round.OpensAt), rounds.Select(round => round.OpensAt));
        if (survey.When.Monthly is { } monthly)
        {
            Assert.Equal(monthly.Months + monthly.ThenQuarters, rounds.Count);
        }
    });

    /// <summary>In the order of the rounds' keys.</summary>
    private static IEnumerable<DateTimeOffset> Wished(Survey survey, Dictionary<string, DateTimeOffset> opened, CampaignFile settings)
    {
        var zone = DateTimeZoneProviders.Tzdb[settings.TimeZone];
        var local = survey.When switch
        {
            { Once: { } once } => [once],
            { AfterWave: { } after } => opened.OrderBy(wave => wave.Key, StringComparer.Ordinal)
                .Select(wave => DateOf(wave.Value, zone).PlusDays(after.Days) + after.At),
            { Monthly: { } monthly } => Enumerable.Range(0, monthly.Months)
                .Select(month => monthly.From.PlusMonths(month))
                .Concat(Enumerable.Range(1, monthly.ThenQuarters).Select(quarter => monthly.From.PlusMonths(monthly.Months - 1 + (3 * quarter))))
                .Select(date => date + monthly.At),
            _ => Enumerable.Empty<LocalDateTime>(),
        };
        return local.Select(time => zone.AtLeniently(time).ToDateTimeOffset());
    }

    private static void Check(Action<CampaignFile, Survey, Dictionary<string, DateTimeOffset>, List<PlannedRound>> holds) =>
        Prop.ForAll(Gen.Choose(0, int.MaxValue).ToArbitrary(), seed =>
        {
            var dice = new Random(seed);
            var (settings, survey) = (SettingsOf(dice), SurveyOf(dice));
            var opened = Enumerable.Range(0, dice.Next(1, 5)).ToDictionary(i => $"w{i}", _ => new DateTimeOffset(2026, 9, 1, 0, 0, 0, TimeSpan.Zero).AddMinutes(dice.Next(900_000)));
            holds(settings, survey, opened, [.. new SurveyRounds(settings).Of(survey, opened)]);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(300));

    private static CampaignFile SettingsOf(Random dice)
    {
        var (from, to) = (dice.Next(24 * 4), dice.Next(24 * 4));
        return RoundSamples.Settings with
        {
            TimeZone = Zones[dice.Next(Zones.Length)],
            WorkingDays = [.. Enumerable.Range(1, 7).Where(_ => dice.Next(2) == 0).Append(dice.Next(1, 8)).Distinct().Select(day => (IsoDayOfWeek)day)],
            PublicHolidays = dice.Next(2) == 0 ? [HolidayCountry.France] : [],
            Holidays = [.. Enumerable.Range(0, dice.Next(40)).Select(_ => Earliest.PlusDays(dice.Next(900))).Distinct()],
            QuietHours = new() { From = Quarter(from), To = Quarter(from == to ? (to + 1) % 96 : to) },
        };
    }

    private static Survey SurveyOf(Random dice)
    {
        var at = Quarter(dice.Next(24 * 4));
        var date = Earliest.PlusDays(dice.Next(900));
        SurveyCadence when = dice.Next(3) switch
        {
            0 => new() { Once = date + at },
            1 => new() { AfterWave = new() { Days = dice.Next(1, 60), At = at } },
            _ => new() { Monthly = new() { From = date, At = at, Months = dice.Next(1, 6), ThenQuarters = dice.Next(5) } },
        };
        var openDays = dice.Next(2, 61);
        return RoundSamples.Survey(when, openDays, [.. Enumerable.Range(0, dice.Next(4)).Select(_ => dice.Next(1, openDays)).Distinct().Order()]);
    }

    private static LocalTime Quarter(int quarter) => new(quarter / 4, quarter % 4 * 15);

    private static LocalDate DateOf(DateTimeOffset at, DateTimeZone zone) => Instant.FromDateTimeOffset(at).InZone(zone).Date;
}
