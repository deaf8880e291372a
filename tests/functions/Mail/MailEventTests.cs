using System.Text;
using System.Text.Json;
using AdoptionAutomation.Effects;
using AdoptionAutomation.Mail;

namespace AdoptionAutomation.Tests.Functions.Mail;

public class MailEventTests
{
    [Theory]
    [InlineData("processed", "Done")]
    [InlineData("delivered", "Done")]
    [InlineData("open", "Done")]
    [InlineData("click", "Done")]
    [InlineData("bounce", "Refused")]
    [InlineData("dropped", "Refused")]
    [InlineData("deferred", null)]
    [InlineData("unsubscribe", null)]
    [InlineData("Delivered", null)]
    public void An_event_proves_what_its_name_says(string name, string? outcome)
    {
        var read = Read($$"""[ { "event": "{{name}}", "effect": "small|welcome|7", "email": "x@lumen.example", "status": "5.1.1" } ]""");

        Assert.Equal(outcome is null ? [] : [Enum.Parse<OutcomeKind>(outcome)], read.Select(one => one.Outcome.Kind));
        Assert.All(read, one => Assert.Equal(new LedgerReference("small", "welcome", "7"), one.Reference));
        Assert.All(read, one => Assert.DoesNotContain("lumen.example", $"{one}", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("""{ "event": "delivered" }""")]
    [InlineData("""{ "event": "delivered", "effect": 7 }""")]
    [InlineData("""{ "event": "delivered", "effect": "small|welcome" }""")]
    [InlineData("""{ "event": "delivered", "effect": "small|welcome|" }""")]
    [InlineData("""{ "event": "delivered", "effect": "small|welcome|7|8" }""")]
    [InlineData("""{ "event": "delivered", "effect": "sm/all|welcome|7" }""")]
    [InlineData("""{ "event": "delivered", "effect": "small|wel#come|7" }""")]
    [InlineData("""{ "event": "delivered", "effect": "small|welcome|\u0000" }""")]
    [InlineData("""{ "event": 1, "effect": "small|welcome|7" }""")]
    [InlineData("7")]
    [InlineData("null")]
    [InlineData("[]")]
    public void What_is_no_event_of_ours_does_not_spoil_its_neighbours(string odd)
    {
        var read = Read($$"""[ {{odd}}, { "event": "delivered", "effect": "small|welcome|7" } ]""");

        Assert.Equal("small|welcome|7", Assert.Single(read).Reference.ToString());
    }

    [Fact]
    public void A_key_longer_than_any_of_ours_is_passed_over()
    {
        Assert.Empty(Read($$"""[ { "event": "delivered", "effect": "small|welcome|{{new string('x', 5000)}}" } ]"""));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("7")]
    [InlineData("[")]
    [InlineData("")]
    public void A_body_that_is_no_list_is_refused(string body)
    {
        Assert.ThrowsAny<JsonException>(() => Read(body));
    }

    private static IReadOnlyList<MailEvent> Read(string body) => MailEvent.Read(Encoding.UTF8.GetBytes(body));
}
