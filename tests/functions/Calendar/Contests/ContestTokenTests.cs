using AdoptionAutomation.Calendar.Contests;
using AdoptionAutomation.Waves.PersonPages;

namespace AdoptionAutomation.Tests.Functions.Calendar.Contests;

public sealed class ContestTokenTests
{
    private const string Key = "0123456789abcdef0123456789abcdef";
    private const string Person = "9c1c9f0e-0000-4000-8000-000000000001";

    private static readonly DateOnly Today = new(2026, 9, 14);

    [Theory]
    [InlineData(null)]
    [InlineData(Person)]
    public void A_link_stands_for_what_it_was_written_for(string? person)
    {
        var link = new ContestLink("small~dress", "quiz-1", person);

        Assert.Equal(link, ContestToken.Read([Key], ContestToken.Write(Key, link, Today), Today));
        Assert.Null(ContestToken.Read([Key], ContestToken.Write(Key, link, Today), Today.AddDays(1)));
        Assert.Null(ContestToken.Read([new string('x', 32)], ContestToken.Write(Key, link, Today), Today));
    }

    [Fact]
    public void Any_altered_character_spoils_it()
    {
        var token = ContestToken.Write(Key, new("small", "quiz-1", Person), Today);
        for (var i = 0; i < token.Length; i++)
        {
            foreach (var other in "Aa0_.")
            {
                var altered = token[..i] + other + token[(i + 1)..];
                Assert.True(altered == token || ContestToken.Read([Key], altered, Today) is null, $"character {i} as {other}");
            }
        }
    }

    [Fact]
    public void A_link_of_another_kind_of_page_is_none_of_these()
    {
        var person = LinkToken.Write(Key, new("small", Person, LinkPurpose.Stop), Today);
        var contest = ContestToken.Write(Key, new("small", "quiz-1", Person), Today);

        Assert.Null(ContestToken.Read([Key], person, Today));
        Assert.Null(LinkToken.Read([Key], contest, Today));
    }
}
