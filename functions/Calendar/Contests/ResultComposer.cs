using AdoptionAutomation.Calendar.Composing;
using AdoptionAutomation.Calendar.Season;
using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Graph;

namespace AdoptionAutomation.Calendar.Contests;

/// <summary>A contest's result: the draw is held once the contest has closed, and never again.</summary>
internal sealed class ResultComposer(ContestDrawing drawing, ContestWinner winners, ContestLinks links, TimeProvider time) : IComposer
{
    private static readonly TimeSpan UntilDirectoryAnswers = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan UntilSettingsAreThere = TimeSpan.FromHours(1);

    public OccurrenceKind Kind => OccurrenceKind.Result;

    public async Task<Composition> ComposeAsync(Campaign campaign, Occurrence occurrence, CancellationToken cancellationToken)
    {
        var contest = (Contest)occurrence.Publication;
        var left = ContestTimes.ClosesAt(campaign, contest) + ContestTimes.Grace - time.GetUtcNow();
        if (left > TimeSpan.Zero)
        {
            return new Composition.NotYet(left, "Answers can still be given.");
        }

        if (!links.IsOn)
        {
            return new Composition.NotYet(UntilSettingsAreThere, ContestLinks.HowToTurnOn);
        }

        if (await drawing.HoldAsync(campaign, contest, cancellationToken) is not { } record)
        {
            return new Composition.Nothing("The question was never published, so nobody could answer it.");
        }

        try
        {
            var name = await winners.PublicNameAsync(record, cancellationToken);
            return new Composition.Ready(Post(campaign, contest, record, name));
        }
        catch (GraphFailure failure)
        {
            return new Composition.NotYet(failure.RetryAfter ?? UntilDirectoryAnswers, $"The winner's name cannot be read: {failure.Reason}");
        }
    }

    private ComposedPost Post(Campaign campaign, Contest contest, DrawRecord record, string? name)
    {
        var post = ComposedPost.Of(campaign, contest, contest.Question);
        return post with
        {
            Picture = null,
            Mentions = [],
            Texts = [.. post.Texts.Select(text => text with
            {
                Title = ContestWords.ResultTitle(text),
                Markdown = ContestWords.Result(contest, record, name, text.Language),
                Links = [new(ContestWords.RecordButton(text.Language), links.ToDraw(campaign, contest))],
            })],
        };
    }
}
