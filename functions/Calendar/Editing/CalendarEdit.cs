using AdoptionAutomation.Calendar.Lint;
using AdoptionAutomation.Campaigns;
using Azure;
using NodaTime;

namespace AdoptionAutomation.Calendar.Editing;

/// <summary>
/// Puts a new content-calendar.json in the place of the one that its author has seen: checked with the campaign's other files, the old one kept
/// first, planned at once. Safe to repeat: what stands there already is planned again.
/// </summary>
internal sealed class CalendarEdit(CalendarVersions versions, CampaignStore campaigns, CalendarUptake uptake, TimeProvider time)
{
    /// <param name="campaign">The campaign's id.</param>
    /// <param name="content">The new version.</param>
    /// <param name="precondition">Which version it replaces.</param>
    /// <param name="by">Id of the caller.</param>
    /// <param name="cancellationToken">Cancels the requests; what was written stays.</param>
    public async Task<EditAnswer> ReplaceAsync(string campaign, byte[] content, Precondition precondition, string by, CancellationToken cancellationToken)
    {
        if (!CampaignFile.IsId(campaign))
        {
            throw new CampaignNotFoundException(campaign);
        }

        var current = await versions.ReadAsync(campaign, cancellationToken);
        var isThere = current is not null && content.AsSpan().SequenceEqual(current.Content);
        if (!isThere && !precondition.Allows(current?.ETag))
        {
            return new EditAnswer.Stale(current?.ETag);
        }

        var reading = await campaigns.TryAsync(campaign, CampaignFileKind.CalendarName, content, cancellationToken);
        if (reading.Campaign is null)
        {
            return new EditAnswer.Wrong(reading.Problems);
        }

        var warnings = CalendarLint.Of(reading, Instant.FromDateTimeOffset(time.GetUtcNow()), await RunningAsync(campaign, cancellationToken));
        if (isThere)
        {
            await uptake.PlanAsync(campaign, cancellationToken);
            return new EditAnswer.Written(current!.ETag, warnings);
        }

        if (current is not null)
        {
            await versions.KeepAsync(campaign, current, cancellationToken);
        }

        if (await versions.TryWriteAsync(campaign, content, current?.ETag, by, cancellationToken) is not { } written)
        {
            return new EditAnswer.Stale((await versions.ReadAsync(campaign, cancellationToken))?.ETag);
        }

        // If the process dies here, the hourly watch of files plans instead.
        await uptake.PlanAsync(campaign, cancellationToken);
        return new EditAnswer.Written(written, warnings);
    }

    /// <summary>What runs before the edit; empty if nothing has run yet.</summary>
    private async Task<CalendarFile> RunningAsync(string campaign, CancellationToken cancellationToken)
    {
        try
        {
            return (await campaigns.GetFreshAsync(campaign, cancellationToken)).Calendar;
        }
        catch (CampaignNotFoundException)
        {
            return new();
        }
    }
}

internal abstract record EditAnswer
{
    internal sealed record Written(ETag ETag, IReadOnlyList<Problem> Warnings) : EditAnswer;

    /// <summary>Nothing was written: it would not run.</summary>
    internal sealed record Wrong(IReadOnlyList<Problem> Problems) : EditAnswer;

    /// <summary>Nothing was written: another version stands there than the caller meant.</summary>
    /// <param name="Current">Its ETag; null: there is none.</param>
    internal sealed record Stale(ETag? Current) : EditAnswer;
}
