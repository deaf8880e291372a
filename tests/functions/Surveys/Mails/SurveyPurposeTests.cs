using AdoptionAutomation.Surveys.Mails;

namespace AdoptionAutomation.Tests.Functions.Surveys.Mails;

public sealed class SurveyPurposeTests
{
    [Theory]
    [InlineData("survey-mood.once", "mood.once", null)]
    [InlineData("survey-my-pulse.2026-10", "my-pulse.2026-10", null)]
    [InlineData("survey-my-pulse.2026-10.r0", "my-pulse.2026-10", 0)]
    [InlineData("survey-mood.wave-two.r2", "mood.wave-two", 2)]
    public void A_purpose_tells_its_round_and_reminder(string purpose, string round, int? reminder)
    {
        var read = SurveyPurpose.Read(purpose)!;

        Assert.Equal((round, reminder), (read.Round, read.Reminder));
        Assert.Equal($"survey-{round}", read.First);
    }

    [Theory]
    [InlineData("survey-mood")]
    [InlineData("survey-mood.once.x0")]
    [InlineData("survey-mood.once.r")]
    [InlineData("survey-mood.once.r-1")]
    [InlineData("survey-mood.once.r0.r1")]
    [InlineData("post-mood.once")]
    public void Another_text_is_none(string purpose) => Assert.Null(SurveyPurpose.Read(purpose));
}
