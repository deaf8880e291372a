using System.Text.RegularExpressions;
using AdoptionAutomation.Calendar.Editing;
using AdoptionAutomation.Campaigns.Reading;

namespace AdoptionAutomation.Tests.Campaigns;

/// <summary>docs/calendar.md: what it shows runs, and what it lists is what there is.</summary>
public sealed partial class CalendarDocTests
{
    private static readonly string Doc = File.ReadAllText(Path.Combine(CampaignFolder.SampleFolder.Parent!.FullName, "docs", "calendar.md"));

    [Fact]
    public async Task Its_examples_are_calendars_of_the_sample_campaign()
    {
        var examples = Examples().Matches(Doc).Select(match => match.Groups["json"].Value).ToList();
        Assert.NotEmpty(examples);
        foreach (var example in examples)
        {
            Assert.Empty((await CampaignFolder.Sample().With(CalendarSample.Name, example).ReadAsync()).Problems);
        }
    }

    [Fact]
    public void It_explains_every_warning_and_no_other()
    {
        var explained = Codes().Matches(Doc).Select(match => match.Value).Distinct().Order(StringComparer.Ordinal);

        Assert.Equal(CalendarWarningCodes.All.Select(code => code.In("")), explained);
    }

    [Fact]
    public void It_names_the_address_that_there_is() => Assert.Contains(EditAnswers.Path, Doc, StringComparison.Ordinal);

    [GeneratedRegex("```json\n(?<json>.*?)```", RegexOptions.Singleline)]
    private static partial Regex Examples();

    [GeneratedRegex("CAL2[0-9]{2}")]
    private static partial Regex Codes();
}
