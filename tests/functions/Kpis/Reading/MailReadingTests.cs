using AdoptionAutomation.Graph;
using AdoptionAutomation.Kpis.Book;
using AdoptionAutomation.Kpis.Reading;
using AdoptionAutomation.Kpis.Snapshots;
using Microsoft.Extensions.DependencyInjection;

namespace AdoptionAutomation.Tests.Functions.Kpis.Reading;

public sealed class MailReadingTests
{
    private const string Mails = "getEmailActivityCounts";
    private const string Users = "getOffice365ActiveUserCounts";

    private static readonly DateOnly Day = new(2026, 9, 20);

    [Fact]
    public async Task Seven_days_are_summed_and_once_the_four_weeks_before_the_campaign()
    {
        using var fake = Fake(mails: Days(180, back => $"{back % 10}"), users: Days(180, _ => "2"));

        var read = await ReadAsync(fake, Counts.None);

        // The campaign begins on the 7th: the four weeks before end 14 days back.
        Assert.Equal(Enumerable.Range(0, 7).Sum(back => back % 10), read.Tally[Scope.Organisation, Count.MailsSent7]);
        Assert.Equal(14, read.Tally[Scope.Organisation, Count.MailboxDays7]);
        Assert.Equal(Enumerable.Range(14, 28).Sum(back => back % 10), read.Tally[Scope.Organisation, Count.MailsSentBefore]);
        Assert.Equal(56, read.Tally[Scope.Organisation, Count.MailboxDaysBefore]);
        Assert.Equal([$"{Mails}.D7", $"{Users}.D7", $"{Mails}.D180", $"{Users}.D180"], fake.Asked);
    }

    [Fact]
    public async Task What_was_before_is_not_asked_for_again()
    {
        using var fake = Fake(mails: Days(7, _ => "1"), users: Days(7, _ => ""));
        var latest = new Counts(new Dictionary<string, double>(StringComparer.Ordinal) { [Count.MailsSentBefore] = 400, [Count.MailboxDaysBefore] = 80 });

        var read = await ReadAsync(fake, latest);

        Assert.Equal([7, 0, 400, 80], new[] { Count.MailsSent7, Count.MailboxDays7, Count.MailsSentBefore, Count.MailboxDaysBefore }.Select(count => read.Tally[Scope.Organisation, count]!.Value));
        Assert.Equal(2, fake.Asked.Count);
    }

    [Fact]
    public async Task A_time_before_the_campaign_that_no_report_knows_is_not_counted()
    {
        using var fake = Fake(mails: Days(30, _ => "1"), users: Days(30, _ => "1"));

        Assert.Null((await ReadAsync(fake, Counts.None)).Tally[Scope.Organisation, Count.MailsSentBefore]);
    }

    [Fact]
    public async Task A_day_that_is_missing_is_an_error_and_never_a_smaller_sum()
    {
        using var fake = Fake(mails: Days(6, _ => "1"), users: Days(7, _ => "1"));

        var wrong = await Assert.ThrowsAsync<UnreadableReportException>(() => ReadAsync(fake, Counts.None));

        Assert.Contains("does not have all of the 7 days up to 2026-09-20", wrong.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_reports_of_different_days_are_read_again()
    {
        using var fake = Fake(mails: Days(7, _ => "1"), users: Days(7, _ => "1").Replace("2026-09-20,", "2026-09-19,", StringComparison.Ordinal));

        Assert.True((await Assert.ThrowsAsync<GraphFailure>(() => ReadAsync(fake, Counts.None))).IsTransient);
    }

    private static FakeReports Fake(string mails, string users) => new FakeReports()
        .With(Mails, "Report Refresh Date,Send,Report Date,Report Period\n" + mails)
        .With(Users, "Report Refresh Date,Exchange,Report Date,Report Period\n" + users);

    private static string Days(int count, Func<int, string> number) =>
        string.Concat(Enumerable.Range(0, count).Select(back => FormattableString.Invariant($"{Day:yyyy-MM-dd},{number(back)},{Day.AddDays(-back):yyyy-MM-dd},7\n")));

    private static async Task<SourceCounts> ReadAsync(FakeReports fake, Counts latest)
    {
        await using var app = fake.App();
        return await app.GetRequiredService<MailReading>().ReadAsync(await FakeReports.CampaignAsync(), latest, default);
    }
}
