using System.Text.RegularExpressions;
using AdoptionAutomation.Surveys;

namespace AdoptionAutomation.Tests.Campaigns;

/// <summary>docs/surveys.md: what it shows runs, and what it lists is what there is.</summary>
public sealed partial class SurveysDocTests
{
    private static readonly string Doc = File.ReadAllText(Path.Combine(CampaignFolder.SampleFolder.Parent!.FullName, "docs", "surveys.md"));

    [Fact]
    public async Task Its_examples_are_surveys_of_the_sample_campaign()
    {
        var examples = Examples().Matches(Doc).Select(match => match.Groups["json"].Value).Where(json => json.Contains("\"surveys\"", StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(examples);
        foreach (var example in examples)
        {
            Assert.Empty((await CampaignFolder.Sample().With(SurveySample.Name, example).ReadAsync()).Problems);
        }
    }

    [Fact]
    public void It_names_every_setting()
    {
        foreach (var setting in typeof(SurveysOptions).GetProperties().Where(property => property.CanWrite))
        {
            Assert.Contains($"Surveys__{setting.Name}", Doc, StringComparison.Ordinal);
        }
    }

    [GeneratedRegex("```json\n(?<json>.*?)```", RegexOptions.Singleline)]
    private static partial Regex Examples();
}
