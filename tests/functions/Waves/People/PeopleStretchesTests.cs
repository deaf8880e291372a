using AdoptionAutomation.Waves.People;
using FsCheck;
using FsCheck.Fluent;

namespace AdoptionAutomation.Tests.Functions.Waves.People;

public class PeopleStretchesTests
{
    /// <summary>Rows in order; o: open, -: come to an end.</summary>
    [Theory]
    [InlineData("", 99, "")]
    [InlineData("---", 99, "")]
    [InlineData("ooo", 99, "0..3")]
    [InlineData("ooo", 2, "0..2 2..3")]
    [InlineData("--o--o--", 99, "2..6")]
    [InlineData("--o--o--", 1, "2..3 5..6")]
    public async Task A_stretch_begins_and_ends_with_an_open_person(string rows, int most, string expected) =>
        Assert.Equal(expected, string.Join(' ', (await CutAsync(rows, most)).Select(stretch => $"{stretch.After}..{stretch.UpTo}")));

    [Fact]
    public void Everybody_open_is_in_one_stretch_and_none_holds_more_rows_than_a_chunk() => Prop.ForAll(
        Gen.Elements('o', '-', '-').ListOf().Select(rows => string.Concat(rows) + new string('-', 150) + "o").ToArbitrary(),
        Gen.Choose(1, 99).ToArbitrary(),
        (rows, most) =>
        {
            var stretches = CutAsync(rows, most).GetAwaiter().GetResult();
            var taken = stretches.SelectMany(stretch => Enumerable.Range(Number(stretch.After) + 1, Number(stretch.UpTo) - Number(stretch.After))).ToList();
            var open = rows.Index().Where(row => row.Item == 'o').Select(row => row.Index + 1);
            return taken.Distinct().Count() == taken.Count
                && open.All(taken.Contains)
                && stretches.All(stretch => Number(stretch.UpTo) - Number(stretch.After) <= PeopleTable.ChunkSize)
                && stretches.All(stretch => rows[Number(stretch.After)..Number(stretch.UpTo)].Count(row => row == 'o') <= most);
        }).QuickCheckThrowOnFailure();

    private static int Number(string key) => int.Parse(key, System.Globalization.CultureInfo.InvariantCulture);

    private static async Task<List<PeopleStretch>> CutAsync(string rows, int most)
    {
        var keys = rows.Index().Select(row => new PersonKey($"{row.Index + 1}", row.Item == 'o')).ToAsyncEnumerable();
        await using var stretches = new PeopleStretches(keys.GetAsyncEnumerator(), "0");
        var found = new List<PeopleStretch>();
        while (await stretches.NextAsync(most) is { } stretch)
        {
            found.Add(stretch);
        }

        return found;
    }
}
