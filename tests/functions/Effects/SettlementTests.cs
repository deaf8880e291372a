using AdoptionAutomation.Effects;

namespace AdoptionAutomation.Tests.Functions.Effects;

public class SettlementTests
{
    private static readonly DateTimeOffset Now = new(2026, 9, 7, 8, 0, 0, TimeSpan.Zero);

    public static TheoryData<string, string, string, string, string> Table()
    {
        var rows = new TheoryData<string, string, string, string, string>();
        foreach (var claim in new[] { "live", "expired" })
        {
            foreach (var evidence in new[] { "none", "silent webhook", "too early", "proof" })
            {
                Add("Released", "Claim", "LookFirst", "Claim");
                Add("Done", "Settled", "Settled", "Settled");
                Add("Failed", "Settled", "Settled", "Settled");
                var uncertain = evidence == "proof" ? "Claim" : "Settled";
                Add("Uncertain", uncertain, uncertain, uncertain);
                if (claim == "live")
                {
                    Add("Claimed", "LeaveAlone", "LeaveAlone", "LeaveAlone");
                }
                else
                {
                    Add("Claimed", "Claim", "LookFirst", "MarkUncertain");
                }

                void Add(string state, string idempotent, string findable, string blind)
                {
                    rows.Add("Idempotent", state, claim, evidence, idempotent);
                    rows.Add("Findable", state, claim, evidence, findable);
                    rows.Add("Blind", state, claim, evidence, blind);
                }
            }
        }

        return rows;
    }

    [Theory]
    [MemberData(nameof(Table))]
    public void What_may_be_done_follows_from_kind_state_claim_and_evidence(string kind, string state, string claim, string evidence, string expected)
    {
        var since = Now - TimeSpan.FromHours(6);
        var expires = claim == "live" ? Now.AddTicks(1) : Now;
        var witness = evidence switch
        {
            "none" => Evidence.None,
            "silent webhook" => new Evidence(since, TimeSpan.FromHours(6)),
            "too early" => new(since.AddTicks(1), TimeSpan.FromHours(6) + TimeSpan.FromTicks(1)),
            _ => new(since.AddTicks(1), TimeSpan.FromHours(6)),
        };

        var decision = Settlement.Decide(Enum.Parse<EffectKind>(kind), Enum.Parse<EffectState>(state), expires, since, Now, witness);

        Assert.Equal(Enum.Parse<Decision>(expected), decision);
    }

    [Theory]
    [InlineData("Done", "Done", "Done", "Done")]
    [InlineData("NotDone", "Released", "Released", "Released")]
    [InlineData("Unknown", "Released", "Released", "Uncertain")]
    [InlineData("Refused", "Failed", "Failed", "Failed")]
    [InlineData("NotAllowed", "Released", "Released", "Released")]
    public void An_outcome_is_kept_as_the_table_of_effects_says(string outcome, string idempotent, string findable, string blind)
    {
        var states = Enum.GetValues<EffectKind>().Select(kind => new Outcome(Enum.Parse<OutcomeKind>(outcome)).StateOf(kind).ToString());

        Assert.Equal([idempotent, findable, blind], states);
    }
}
