using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Campaigns.Reading;
using AdoptionAutomation.Graph;
using AdoptionAutomation.Operations;
using AdoptionAutomation.Waves.Gates;
using AdoptionAutomation.Waves.Life;
using AdoptionAutomation.Waves.People;

namespace AdoptionAutomation.Waves.Stories;

/// <summary>Gathers what is known of one person: their row, the directory, how each wave stands to them, what was done.</summary>
internal sealed class PersonReader(
    PeopleTable people,
    WavesTable waves,
    DirectoryUsers directory,
    GroupsOfPerson groups,
    PausesTable pauses,
    GateReader gates,
    PersonEffects effects,
    TimeProvider time)
{
    /// <param name="campaign">The campaign.</param>
    /// <param name="id">Object id.</param>
    /// <param name="cancellationToken">Cancels the requests.</param>
    /// <returns>Null: neither a wave nor the directory knows them.</returns>
    public async Task<PersonFacts?> ReadAsync(Campaign campaign, string id, CancellationToken cancellationToken)
    {
        var row = await people.FindAsync(campaign.Id, id, cancellationToken);
        var user = (await directory.FindByIdAsync([id], cancellationToken)).GetValueOrDefault(id);
        if (row is null && user is null)
        {
            return null;
        }

        var rows = await waves.ListAsync(campaign.Id, cancellationToken);
        var facts = new PersonFacts(campaign, id, time.GetUtcNow())
        {
            User = user,
            Row = row,
            Waves = user is null ? [] : await StandingsAsync(campaign, user, rows, cancellationToken),
            Pause = await pauses.FindAsync(campaign.Id, cancellationToken),
            Effects = row is null ? [] : await effects.ReadAsync(campaign, row, cancellationToken),
        };
        return (row?.Wave ?? facts.Wanting?.Wave.Id) is { } wave ? await WithWaveAsync(facts, wave, rows.GetValueOrDefault(wave), cancellationToken) : facts;
    }

    private async Task<PersonFacts> WithWaveAsync(PersonFacts facts, string wave, WaveRow? row, CancellationToken cancellationToken)
    {
        var campaign = facts.Campaign;
        var halted = row?.State is WaveState.Pausing or WaveState.Paused or WaveState.Cancelled;
        var gated = facts.Row is null && facts.Wave is { Gate: not null } && (row?.State ?? WaveState.Planned) == WaveState.Planned;
        return facts with
        {
            WaveRow = row,
            Halt = halted
                ? await waves.HistoryAsync(campaign.Id, wave, cancellationToken)
                    .LastOrDefaultAsync(move => move.Action is WaveAction.Pause or WaveAction.Cancel, cancellationToken)
                : null,
            Gate = gated ? await gates.AnswerAsync(campaign, facts.Wave!, cancellationToken) : null,
        };
    }

    private async Task<IReadOnlyList<WaveStanding>> StandingsAsync(
        Campaign campaign, DirectoryUser user, Dictionary<string, WaveRow> rows, CancellationToken cancellationToken)
    {
        var audiences = campaign.Waves.SelectMany(wave => wave.Except.Prepend(wave.Audience)).ToList();
        var places = new PersonPlaces(
            await LinesAsync(campaign, audiences.Select(audience => audience.Csv).OfType<string>(), user.Mail, cancellationToken),
            await groups.AmongAsync(user.Id, audiences.Select(audience => audience.EntraGroup).OfType<string>(), cancellationToken));
        return [.. campaign.Waves.Select(wave => WaveStanding.Of(wave, rows.GetValueOrDefault(wave.Id), user, places))];
    }

    private static async Task<IReadOnlyDictionary<string, int>> LinesAsync(
        Campaign campaign, IEnumerable<string> files, string mail, CancellationToken cancellationToken)
    {
        var lines = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var file in files.Distinct(StringComparer.Ordinal))
        {
            await using var stream = await AudienceReader.OpenAsync(campaign, file, cancellationToken);
            var csv = new CampaignCsv(file, AudienceCsv.MailColumn, new Findings());
            await foreach (var address in csv.ReadAsync(stream, cancellationToken))
            {
                if (address.Length > 0 && address.Equals(mail, StringComparison.OrdinalIgnoreCase))
                {
                    lines.Add(file, csv.Line);
                    break;
                }
            }
        }

        return lines;
    }
}
