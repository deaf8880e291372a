using AdoptionAutomation.Calendar.Composing;
using AdoptionAutomation.Calendar.Season;
using AdoptionAutomation.Campaigns;

namespace AdoptionAutomation.Calendar.Contests;

/// <summary>A contest's question, with the commitment to the seed of its draw, which is kept first.</summary>
internal sealed class QuestionComposer(ContestsTable table, ContestLinks links) : IComposer
{
    private static readonly TimeSpan UntilSettingsAreThere = TimeSpan.FromHours(1);

    public OccurrenceKind Kind => OccurrenceKind.Question;

    public async Task<Composition> ComposeAsync(Campaign campaign, Occurrence occurrence, CancellationToken cancellationToken)
    {
        if (!links.IsOn)
        {
            return new Composition.NotYet(UntilSettingsAreThere, ContestLinks.HowToTurnOn);
        }

        var contest = (Contest)occurrence.Publication;
        var forgetAt = ContestTimes.ClosesAt(campaign, contest) + ContestTimes.AnswersStay;
        var commitment = Draw.CommitmentOf(await table.SeedAsync(campaign.Id, contest.Id, forgetAt, cancellationToken));
        var post = ComposedPost.Of(campaign, contest, contest.Question);
        var address = links.To(campaign, contest);
        return new Composition.Ready(post with
        {
            Texts = [.. post.Texts.Select(text => text with
            {
                Markdown = ContestWords.Question(campaign, contest, text, commitment),
                Links = [new(ContestWords.AnswerButton(text.Language), address), .. text.Links],
            })],
        });
    }
}
