using System.Globalization;
using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Effects;
using AdoptionAutomation.Graph;
using AdoptionAutomation.Storage;
using Microsoft.Extensions.Logging;

namespace AdoptionAutomation.Groups.Steps;

/// <summary>
/// Adds the members by rule, streamed: a page a visit, its cursor kept after it, so a death repeats one page, whose people the ledger knows. The
/// ledger is that of the waves: whoever one of the two has added once is not added again, even if they left since. Nobody is removed.
/// </summary>
internal sealed partial class MembersFromStep(
    AudienceReader reader, PeopleByAddress people, Membership membership, TimeProvider time, ILogger<MembersFromStep> logger) : IGroupStep
{
    private const int PageSize = MembersStep.MostAtOnce;

    private static readonly TimeSpan Breath = TimeSpan.FromSeconds(1);

    public GroupPart Part => GroupPart.MembersFrom;

    public Lane Lane => Lane.GraphWrites;

    public int Cost(GroupWork work) => PageSize / GroupMembers.RequestSize;

    public async Task<StepResult> TakeAsync(GroupWork work, CancellationToken cancellationToken)
    {
        var progress = RuleProgress.Read(work.CursorOf(Part));
        var pages = reader.ReadAsync(work.Campaign, work.Group.MembersFrom!, progress.Next, PageSize, cancellationToken);
        await foreach (var page in pages)
        {
            var states = await AddAsync(work, page, cancellationToken);
            if (states.Wait is { } wait)
            {
                return new StepResult.NotYet(wait);
            }

            progress = new(page.Next, progress.Refused + states.Refused);
            Log.Page(logger, work.Campaign.Id, work.Group.Id, page.Users.Count, page.NotFound, states.Refused);
            break;
        }

        return progress.Next is not null ? new StepResult.More(work.WithCursor(Part, progress.Write()), Breath)
            : progress.Refused > 0 ? new StepResult.Refused($"the directory refused {progress.Refused} of the people by rule")
            : new StepResult.Done(work.Row with { Cursor = null });
    }

    private async Task<(TimeSpan? Wait, int Refused)> AddAsync(GroupWork work, AudiencePage page, CancellationToken cancellationToken)
    {
        // Owners and listed members have their own steps before this one.
        var listed = await people.FindAsync(work.Group.Owners.Concat(work.Group.Members), cancellationToken);
        var ids = page.Users.Where(user => user is { IsEnabled: true, IsGuest: false })
            .Select(user => user.Id)
            .Except(listed.Values.Select(user => user.Id), StringComparer.Ordinal);
        var refused = 0;
        TimeSpan? wait = null;
        foreach (var hundred in ids.Chunk(RowTransactions.Size))
        {
            var result = await membership.EnsureAsync(
                work.Campaign.Id, work.GraphId, hundred, work.Row.IsYoung(time.GetUtcNow()), cancellationToken);
            if (result.Stop is { } stop)
            {
                throw stop;
            }

            refused += result.States.Values.Count(state => state.State == EffectState.Failed);
            wait = result.HeldFor ?? (result.States.Values.Any(state => state.State == EffectState.Released) ? GroupWork.Lag : wait);
        }

        return (wait, refused);
    }

    private sealed record RuleProgress(string? Next, int Refused)
    {
        public static RuleProgress Read(string? cursor) => cursor?.Split('|', 2) is [var refused, var next]
            ? new(next, int.Parse(refused, CultureInfo.InvariantCulture))
            : new(null, 0);

        public string Write() => string.Create(CultureInfo.InvariantCulture, $"{Refused}|{Next}");
    }

    private static partial class Log
    {
        [LoggerMessage(
            Level = LogLevel.Information,
            Message = "{Campaign}: group {Group}: {People} people by rule read, {NotFound} addresses unknown, {Refused} people refused.")]
        public static partial void Page(ILogger logger, string campaign, string group, int people, int notFound, int refused);
    }
}
