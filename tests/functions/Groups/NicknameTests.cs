using AdoptionAutomation.Groups;

namespace AdoptionAutomation.Tests.Functions.Groups;

public sealed class NicknameTests
{
    [Fact]
    public void The_nickname_is_the_same_for_ever_and_differs_by_campaign()
    {
        Assert.Equal("everybody-b188c06bca", Nickname.Of("small", "everybody"));
        Assert.NotEqual(Nickname.Of("small", "everybody"), Nickname.Of("other", "everybody"));
        Assert.True(Nickname.Of(new string('c', 24), new string('g', 53)).Length <= 64);
    }
}
