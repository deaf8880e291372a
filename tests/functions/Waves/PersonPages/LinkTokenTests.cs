using AdoptionAutomation.Waves.PersonPages;

namespace AdoptionAutomation.Tests.Functions.Waves.PersonPages;

public class LinkTokenTests
{
    private const string Key = "0123456789abcdef0123456789abcdef";
    private const string Other = "fedcba9876543210fedcba9876543210";

    private static readonly DateOnly Today = new(2026, 9, 14);
    private static readonly PersonLink Link = new("small~dress", "9c1c9f0e-0000-4000-8000-000000000001", LinkPurpose.Stop);
    private static readonly string Token = LinkToken.Write(Key, Link, Today.AddDays(30));

    [Fact]
    public void A_link_stands_for_what_it_was_written_for()
    {
        Assert.Equal(Link, LinkToken.Read([Key], Token, Today));
        Assert.Matches("^[A-Za-z0-9._-]{1,400}$", Token);
    }

    [Theory]
    [InlineData(30, true)]
    [InlineData(31, false)]
    public void It_is_good_until_the_end_of_its_last_day(int days, bool good)
    {
        Assert.Equal(good, LinkToken.Read([Key], Token, Today.AddDays(days)) is not null);
    }

    [Fact]
    public void A_key_that_was_replaced_is_believed_until_it_is_taken_away()
    {
        Assert.NotNull(LinkToken.Read([Other, Key], Token, Today));
        Assert.Null(LinkToken.Read([Other], Token, Today));
        Assert.Null(LinkToken.Read([], Token, Today));
    }

    [Fact]
    public void Any_altered_character_spoils_it()
    {
        for (var i = 0; i < Token.Length; i++)
        {
            foreach (var other in "Aa0_.")
            {
                var altered = Token[..i] + other + Token[(i + 1)..];
                Assert.True(altered == Token || LinkToken.Read([Key], altered, Today) is null, $"character {i} as {other}");
            }
        }
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("a.b.c")]
    [InlineData("é.é")]
    [InlineData("AAAA.AAAA")]
    public void What_is_no_link_leads_nowhere(string? token)
    {
        Assert.Null(LinkToken.Read([Key], token, Today));
        Assert.Null(LinkToken.Read([Key], new string('A', 100_000), Today));
    }
}
