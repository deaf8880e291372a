using System.Globalization;
using System.Text;
using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Graph;
using AdoptionAutomation.Sandbox.Check;

namespace AdoptionAutomation.Tests.Functions.Campaigns;

/// <summary>Whether an audience means somebody who was read already; no directory is asked.</summary>
public sealed class AudienceMatchingTests
{
    [Theory]
    [InlineData("Paris", true)]
    [InlineData("PARIS", true)]
    [InlineData("Montréal", true)]
    [InlineData("MONTRÉAL", true)]
    [InlineData("Lyon", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    public void A_condition_holds_whatever_the_case_as_in_the_directory(string? city, bool holds)
    {
        var condition = new AttributeCondition { Attribute = DirectoryAttribute.City, In = ["paris", "Montréal"] };

        Assert.Equal(holds, condition.Holds(new() { City = city }));
    }

    [Fact]
    public void Each_attribute_is_read_from_its_own_property()
    {
        var user = new Microsoft.Graph.Models.User
        {
            Department = "department",
            City = "city",
            OfficeLocation = "officeLocation",
            Country = "country",
            JobTitle = "jobTitle",
            EmployeeType = "employeeType",
            UsageLocation = "usageLocation",
        };

        Assert.All(Enum.GetValues<DirectoryAttribute>(), attribute => Assert.Equal(attribute.GraphName(), AttributeValues.From(user)[attribute]));
    }

    [Fact]
    public async Task A_file_of_a_million_lines_with_every_address_thrice_is_read_once_and_holds_a_hash_each()
    {
        var campaign = await SmallAsync() with { Files = new Repeated(1_000_000) };
        var files = (Repeated)campaign.Files;
        var means = await new AudienceMatching(null!).MatcherAsync(campaign, new() { Csv = "second.csv" }, default);

        Assert.True(means(At("P7@lumen.example")));
        Assert.True(means(At("p333332@lumen.example")));
        Assert.False(means(At("p333334@lumen.example")));
        Assert.Equal(1, files.Opened);
    }

    [Fact]
    public async Task All_conditions_of_a_rule_must_hold_and_everyone_else_is_no_guest()
    {
        var campaign = await SmallAsync();
        var matching = new AudienceMatching(null!);
        var rule = await matching.MatcherAsync(
            campaign,
            new() { Attributes = [new() { Attribute = DirectoryAttribute.City, In = ["Lyon"] }, new() { Attribute = DirectoryAttribute.EmployeeType, In = ["Employee"] }] },
            default);
        var rest = await matching.MatcherAsync(campaign, new WaveAudience { EveryoneElse = true }, default);

        Assert.True(rule(At("a@b.example") with { Attributes = new() { City = "lyon", EmployeeType = "employee" } }));
        Assert.False(rule(At("a@b.example") with { Attributes = new() { City = "lyon" } }));
        Assert.True(rest(At("a@b.example")));
        Assert.False(rest(At("a@b.example") with { IsGuest = true }));
    }

    internal static async Task<Campaign> SmallAsync(SmallCampaign? small = null)
    {
        var folder = (small ?? new()).Write();
        var reading = await CampaignReader.ReadAsync(new FolderFiles(folder), default);
        folder.Delete(recursive: true);
        Assert.Empty(reading.Problems);
        return reading.Campaign!;
    }

    internal static DirectoryUser At(string mail) => new($"{Guid.Empty}", mail, "Some", null, IsEnabled: true, IsGuest: false);

    /// <summary>Each address three times, one after the other in another case.</summary>
    private sealed class Repeated(int lines) : ICampaignFiles
    {
        public int Opened { get; private set; }

        public Task<Stream?> OpenAsync(string name, CancellationToken cancellationToken)
        {
            Opened++;
            var text = new StringBuilder("mail\n");
            for (var line = 0; line < lines; line++)
            {
                text.Append(line % 3 == 1 ? 'P' : 'p').Append(CultureInfo.InvariantCulture, $"{line / 3}@lumen.example\n");
            }

            return Task.FromResult<Stream?>(new MemoryStream(Encoding.ASCII.GetBytes(text.ToString())));
        }
    }
}
