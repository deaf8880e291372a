using AdoptionAutomation.Sandbox.Rehearsal;
using AdoptionAutomation.Sandbox.Rehearsal.Proving.Kpis;
using AdoptionAutomation.Sandbox.Tenant;

namespace AdoptionAutomation.Tests.Sandbox.Rehearsal.Proving.Kpis;

public sealed class DigestProofTests
{
    private const string Edition = "digest-sponsor.2026-W38";
    private static readonly DateTimeOffset Due = new(2026, 9, 23, 6, 30, 0, TimeSpan.Zero);
    private static readonly ExpectedDigest Sponsors = new(Edition, "Claire@lumen.example", Due);

    [Theory]
    [InlineData("digest-sponsor.2026-W38 +1", false, 1, null)]
    [InlineData("", false, 0, "Lost: digest-sponsor.2026-W38")]
    [InlineData("", true, 0, null)]
    [InlineData("digest-sponsor.2026-W38 +1,digest-sponsor.2026-W38 +60", false, 1, "Doubled: digest-sponsor.2026-W38 came 2 times")]
    [InlineData("digest-sponsor.2026-W38 -5", false, 1, "Early: digest-sponsor.2026-W38")]
    [InlineData("digest-sponsor.2026-W38 +1,digest-sponsor.2026-09 +1", false, 1, "Nobody asked for digest-sponsor.2026-09")]
    [InlineData("digest-sponsor.2026-W38 +1,welcome +1", false, 1, null)]
    public void Each_edition_comes_once_an_address_in_its_time(string came, bool mayMiss, int sent, string? finding)
    {
        var mails = came.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(one => one.Split(' ')).Select(one => MailOf(one[0], Due.AddMinutes(int.Parse(one[1], null))));

        var proof = new DigestProof([.. mails], [Sponsors], Due.AddDays(3), _ => mayMiss);

        Assert.Equal(new DigestFigures(sent, 1), proof.Figures);
        Assert.Equal(finding is null ? 0 : 1, proof.Findings.Count);
        Assert.All(proof.Findings, found => Assert.StartsWith(finding!, found, StringComparison.Ordinal));
        Assert.Equal(mayMiss ? 1 : 0, proof.Mails.Uncertain);
    }

    [Fact]
    public void What_falls_due_at_the_very_end_may_come_or_not() =>
        Assert.Equal(new DigestFigures(0, 0), new DigestProof([], [Sponsors], Due.AddHours(2), _ => false).Figures);

    private static AcceptedMail MailOf(string category, DateTimeOffset at)
    {
        var nothing = new Dictionary<string, string>();
        return new($"{category}.{at:O}", at, 1, "claire@lumen.example", new("campagne@lumen.example", "Agora", "<p>Agora</p>", null, [category]), null, nothing, nothing, nothing);
    }
}
