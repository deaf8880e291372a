using AdoptionAutomation.Calendar.Editing;
using Azure;
using Microsoft.AspNetCore.Http;

namespace AdoptionAutomation.Tests.Functions.Calendar.Editing;

public sealed class PreconditionTests
{
    [Theory]
    [InlineData(null, null, null)]
    [InlineData("*", null, null)]
    [InlineData("nonsense", null, null)]
    [InlineData("\"a\"", "*", null)]
    [InlineData(null, "\"a\"", null)]
    [InlineData(null, "*", "")]
    [InlineData("\"a\"", null, "\"a\"")]
    [InlineData("\"a\", \"b\"", null, "\"a\" \"b\"")]
    [InlineData("W/\"a\"", null, "\"a\"")]
    public void A_call_names_the_version_that_it_replaces(string? ifMatch, string? ifNoneMatch, string? replaces)
    {
        IHeaderDictionary headers = new HeaderDictionary();
        (headers.IfMatch, headers.IfNoneMatch) = (ifMatch, ifNoneMatch);

        var precondition = Precondition.Of(headers);

        Assert.Equal(replaces, precondition is null ? null : string.Join(' ', precondition.Replaces));
    }

    [Fact]
    public void Only_the_version_that_is_named_may_be_replaced()
    {
        Assert.True(new Precondition(["\"0x1\""]).Allows(new ETag("0x1")));
        Assert.True(new Precondition(["\"0x1\""]).Allows(new ETag("\"0x1\"")));
        Assert.False(new Precondition(["\"0x1\""]).Allows(new ETag("0x2")));
        Assert.False(new Precondition(["\"0x1\""]).Allows(null));
        Assert.True(new Precondition([]).Allows(null));
        Assert.False(new Precondition([]).Allows(new ETag("0x1")));
    }
}
