using AdoptionAutomation.Surveys.Rounds;
using AdoptionAutomation.Tests.Sandbox.Storage;

namespace AdoptionAutomation.Tests.Functions.Surveys.Rounds;

public sealed class RoundsTableTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    [Fact]
    public async Task A_round_is_read_as_it_was_written_and_the_second_writer_loses()
    {
        await using var parts = await AppParts.StartAsync(azurite.NewAccount());
        var (rounds, written) = (parts.Get<RoundsTable>(), SomeRounds.Of("once", RoundState.Opening, parts.Clock.GetUtcNow()) with { Cursor = "read|x|y" });

        var kept = await rounds.TryWriteAsync("small", written, default);

        var read = await rounds.FindAsync("small", "mood.once", default);
        Assert.Equivalent(kept, read, strict: true);
        Assert.Null(await rounds.TryWriteAsync("small", written, default));
        Assert.NotNull(await rounds.TryWriteAsync("small", read! with { State = RoundState.Open }, default));
        Assert.Null(await rounds.TryWriteAsync("small", read! with { State = RoundState.Closed }, default));
        Assert.Equal(new RoundCursor(false, "x|y"), RoundCursor.Of(read!));
        Assert.Equal("read|x|y", RoundCursor.Of(read!).ToString());
    }
}
