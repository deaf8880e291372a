using AdoptionAutomation.Storage;

namespace AdoptionAutomation.Tests.Functions.Storage;

public class KeyTests
{
    [Theory]
    [InlineData("small", "member.general", "small|member.general")]
    [InlineData("été", "a b", "été|a b")]
    [InlineData("!first", "07", "!first|07")]
    public void Parts_are_joined(string one, string other, string key) => Assert.Equal(key, Key.Of(one, other));

    [Theory]
    [InlineData("")]
    [InlineData("a/b")]
    [InlineData("a\\b")]
    [InlineData("user#EXT#")]
    [InlineData("a?")]
    [InlineData("50%")]
    [InlineData("a|b")]
    [InlineData("a\tb")]
    [InlineData("a\u007f")]
    [InlineData("a\u009f")]
    public void A_part_that_the_table_service_refuses_is_named(string part)
    {
        Assert.False(Key.Allows(part));
        Assert.Contains($"'{part}'", Assert.Throws<ArgumentException>(() => Key.Of("small", part)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("!first|07", true)]
    [InlineData("!first|63", true)]
    [InlineData("!first", true)]
    [InlineData("!first2|07", false)]
    [InlineData("!firsu", false)]
    public void After_a_prefix_come_only_keys_of_others(string key, bool before) =>
        Assert.Equal(before, string.CompareOrdinal(key, Key.After("!first")) < 0 && !key.StartsWith("!first2", StringComparison.Ordinal));
}
