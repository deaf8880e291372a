namespace AdoptionAutomation.Surveys.Rounds;

/// <summary>Forgets what surveys keep of a person, in every round that is kept: point reads, however many people were asked.</summary>
internal sealed class SurveyErasing(RoundsTable rounds, LinksTable links)
{
    /// <returns>In how many rounds something was kept.</returns>
    public async Task<int> EraseAsync(string campaign, string person, CancellationToken cancellationToken)
    {
        var erased = 0;
        await foreach (var round in rounds.ListAsync(campaign, cancellationToken))
        {
            erased += await links.EraseAsync(campaign, round, person, cancellationToken) ? 1 : 0;
        }

        return erased;
    }
}
