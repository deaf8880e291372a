using FsCheck;
using FsCheck.Fluent;

namespace AdoptionAutomation.Tests.Campaigns;

/// <summary>Whatever happens to a file, reading it answers.</summary>
public sealed class CampaignReaderProperties
{
    private static readonly string[] Files = ["campaign.json", "groups.json", "waves.json", "relais.csv", "metiers.csv"];

    [Fact]
    public void A_file_cut_anywhere_gives_problems_or_a_campaign() => Check(static (bytes, at, _) => bytes[..at]);

    [Fact]
    public void A_byte_flipped_anywhere_gives_problems_or_a_campaign() => Check(static (bytes, at, flip) =>
    {
        bytes[at] ^= (byte)flip;
        return bytes;
    });

    private static void Check(Func<byte[], int, int, byte[]> spoil)
    {
        var spoiled =
            from file in Gen.Elements(Files)
            from at in Gen.Choose(0, CampaignFolder.Sample()[file].Length - 1)
            from flip in Gen.Choose(1, 255)
            select (file, at, flip);
        Prop.ForAll(spoiled.ToArbitrary(), one =>
        {
            var folder = CampaignFolder.Sample();
            var reading = folder.With(one.file, spoil(folder[one.file], one.at, one.flip)).ReadAsync().GetAwaiter().GetResult();
            return reading.Campaign is null == reading.Problems.Count > 0
                && reading.Problems.All(problem => problem is { Line: > 0, Column: > 0, Text.Length: > 0 });
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(500));
    }
}
