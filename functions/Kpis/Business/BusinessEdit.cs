using AdoptionAutomation.Calendar.Editing;
using AdoptionAutomation.Campaigns;

namespace AdoptionAutomation.Kpis.Business;

/// <summary>
/// Puts a new business-kpis.csv in the place of the one that its author has seen, the old one kept first. Wrong lines are named and do no harm; a
/// file of which no line counts is refused. Safe to repeat.
/// </summary>
internal sealed class BusinessEdit(BusinessVersions versions, CampaignStore campaigns)
{
    /// <param name="id">The campaign's id.</param>
    /// <param name="content">The new version.</param>
    /// <param name="precondition">Which version it replaces.</param>
    /// <param name="by">Id of the caller.</param>
    /// <param name="cancellationToken">Cancels the requests; what was written stays.</param>
    public async Task<BusinessAnswer> ReplaceAsync(string id, byte[] content, Precondition precondition, string by, CancellationToken cancellationToken)
    {
        var campaign = await campaigns.GetFreshAsync(id, cancellationToken);
        var current = await versions.ReadAsync(id, cancellationToken);
        var isThere = current is not null && content.AsSpan().SequenceEqual(current.Content);
        if (!isThere && !precondition.Allows(current?.ETag))
        {
            return new(new EditAnswer.Stale(current?.ETag));
        }

        var reading = await BusinessFigures.ReadAsync(
            campaign with { Files = new EditedFiles(campaign.Files, BusinessFigures.FileName, content) }, DateOnly.MaxValue, cancellationToken);
        if (!reading.IsTable || (reading.Kept == 0 && reading.Problems.Count > 0))
        {
            return new(new EditAnswer.Wrong(reading.Problems));
        }

        if (isThere)
        {
            return new(new EditAnswer.Written(current!.ETag, reading.Problems), reading.Kept);
        }

        if (current is not null)
        {
            await versions.KeepAsync(id, current, cancellationToken);
        }

        if (await versions.TryWriteAsync(id, content, current?.ETag, by, cancellationToken) is not { } written)
        {
            return new(new EditAnswer.Stale((await versions.ReadAsync(id, cancellationToken))?.ETag));
        }

        // Taken up at once; if the process dies here, whoever reads the campaign next does it.
        await campaigns.GetFreshAsync(id, cancellationToken);
        return new(new EditAnswer.Written(written, reading.Problems), reading.Kept);
    }
}

/// <param name="Edit">What became of it.</param>
/// <param name="Kept">How many lines count.</param>
internal sealed record BusinessAnswer(EditAnswer Edit, int Kept = 0);
