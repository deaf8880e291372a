using AdoptionAutomation.Digests.Writing;
using AdoptionAutomation.Kpis.Book;

namespace AdoptionAutomation.Tests.Functions.Digests.Writing;

public sealed class DigestWordsTests
{
    [Theory]
    [InlineData("fr", 1234567.4, "1\u00a0234\u00a0567")]
    [InlineData("en", 1234567.4, "1,234,567")]
    [InlineData("fr", 0, "0")]
    public void Numbers_are_grouped(string language, double number, string text) => Assert.Equal(text, new DigestWords(language).Number(number));

    [Theory]
    [InlineData("fr", 45.2, "45\u00a0%")]
    [InlineData("fr", 4.26, "4,3\u00a0%")]
    [InlineData("en", 4.26, "4.3\u00a0%")]
    [InlineData("en", 100, "100\u00a0%")]
    [InlineData("en", 0, "0\u00a0%")]
    public void Small_shares_have_a_decimal(string language, double percent, string text) => Assert.Equal(text, new DigestWords(language).Percent(percent));

    [Theory]
    [InlineData("fr", "2026-10-05", "2026-10-11", "du 5 au 11 octobre 2026")]
    [InlineData("fr", "2026-09-28", "2026-10-04", "du 28 septembre au 4 octobre 2026")]
    [InlineData("fr", "2026-12-28", "2027-01-03", "du 28 décembre 2026 au 3 janvier 2027")]
    [InlineData("fr", "2027-02-01", "2027-02-07", "du 1er au 7 février 2027")]
    [InlineData("en", "2026-09-28", "2026-10-04", "28 September to 4 October 2026")]
    [InlineData("en", "2026-10-05", "2026-10-11", "5 to 11 October 2026")]
    public void Spans_say_month_and_year_once(string language, string first, string last, string text) => Assert.Equal(
        text, new DigestWords(language).Span(DateOnly.Parse(first, System.Globalization.CultureInfo.InvariantCulture), DateOnly.Parse(last, System.Globalization.CultureInfo.InvariantCulture)));

    [Theory]
    [InlineData("fr", 0, "point")]
    [InlineData("fr", 1, "point")]
    [InlineData("fr", 2, "points")]
    [InlineData("en", 0, "points")]
    [InlineData("en", -1, "point")]
    public void One_and_many_are_the_languages_own(string language, double points, string text) => Assert.Equal(text, new DigestWords(language).Points(points));

    [Theory]
    [InlineData("fr", KpiBook.Mood, 3.84, "3,8 sur 5")]
    [InlineData("en", KpiBook.Mood, 3.84, "3.8 out of 5")]
    [InlineData("fr", KpiBook.Nps, -12, "\u221212")]
    [InlineData("en", KpiBook.Nps, 12, "+12")]
    [InlineData("fr", KpiBook.Mails, 9.53, "9,5")]
    [InlineData("en", KpiBook.Invited, 890, "890")]
    public void Values_are_printed_in_their_unit(string language, string kpi, double value, string text) =>
        Assert.Equal(text, new DigestWords(language).Value(value, KpiBook.Standard.Single(one => one.Id == kpi)));
}
