using AdoptionAutomation.Groups;
using AdoptionAutomation.Groups.Steps;

namespace AdoptionAutomation.Tests.Functions.Groups;

public sealed class ReasonTextTests
{
    /// <summary>The Table service takes 64 KiB of UTF-16 in a property; a row's dictionary escapes and holds several.</summary>
    private const int Room = 30_000;

    [Fact]
    public void Few_places_are_all_named() =>
        Assert.Equal("not in the directory: members[0], members[3]", new GroupPeople([], [0, 3]).MissingIn("members"));

    [Fact]
    public void Of_many_places_the_first_twenty_are_named_and_the_others_counted()
    {
        var reason = new GroupPeople([], [.. Enumerable.Range(0, 12_000)]).MissingIn("members");

        Assert.EndsWith("members[18], members[19] and 11980 more", reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_team_all_of_whose_tabs_are_refused_fits_into_its_row()
    {
        var progress = Enumerable.Range(0, 620).Aggregate(
            new TeamProgress(), (so, tab) => so.WithRefused($"channels[{tab / 20}].tabs[{tab % 20}]", new string('x', 200)));
        var read = TeamProgress.Read(progress.Write());

        Assert.InRange(progress.Write().Length, 1, Room);
        Assert.EndsWith(" and 600 more", read.Reasons, StringComparison.Ordinal);
        Assert.DoesNotContain("channels[1].", read.Reasons, StringComparison.Ordinal);
    }
}
