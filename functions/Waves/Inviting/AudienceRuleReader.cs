using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Campaigns.Reading;
using AdoptionAutomation.Graph;
using AdoptionAutomation.Waves.Life;

namespace AdoptionAutomation.Waves.Inviting;

/// <summary>Reads what a wave's rule asks for besides the person: files and groups of its exceptions and of the waves before.</summary>
internal sealed class AudienceRuleReader(DirectoryUsers directory, WavesTable waves, TimeProvider time)
{
    public async Task<AudienceRule> ReadAsync(Campaign campaign, WaveDefinition wave, CancellationToken cancellationToken)
    {
        var rows = await waves.ListAsync(campaign.Id, cancellationToken);
        var before = campaign.Waves.TakeWhile(one => one.Id != wave.Id)
            .Where(one => rows.GetValueOrDefault(one.Id)?.State != WaveState.Cancelled)
            .ToList();
        var asked = before.SelectMany(one => one.Except.Prepend(one.Audience)).Concat(wave.Except).ToList();
        var addresses = new Dictionary<string, IReadOnlySet<string>>(StringComparer.Ordinal);
        foreach (var file in asked.Select(audience => audience.Csv).OfType<string>().Distinct(StringComparer.Ordinal))
        {
            addresses.Add(file, await AddressesAsync(campaign, file, cancellationToken));
        }

        var members = new Dictionary<string, IReadOnlySet<string>>(StringComparer.Ordinal);
        foreach (var group in asked.Select(audience => audience.EntraGroup).OfType<string>().Distinct(StringComparer.Ordinal))
        {
            members.Add(group, await MembersAsync(group, cancellationToken));
        }

        return new(campaign, wave, new(addresses, members, before.Select(one => one.Id).ToHashSet(StringComparer.Ordinal)), time.GetUtcNow());
    }

    private static async Task<IReadOnlySet<string>> AddressesAsync(Campaign campaign, string file, CancellationToken cancellationToken)
    {
        await using var stream = await campaign.Files.OpenAsync(file, cancellationToken)
            ?? throw new InvalidOperationException($"The audience file {file} of campaign {campaign.Id} has disappeared.");
        return await new AudienceCsv(file, new Findings()).ReadAsync(stream, cancellationToken)
            .ToHashSetAsync(StringComparer.OrdinalIgnoreCase, cancellationToken);
    }

    private async Task<IReadOnlySet<string>> MembersAsync(string group, CancellationToken cancellationToken)
    {
        var ids = new HashSet<string>(StringComparer.Ordinal);
        for (UserPage? page = null; page is null || page.Next is not null;)
        {
            page = await directory.MembersAsync(group, page?.Next, DirectoryUsers.PageSize, cancellationToken);
            ids.UnionWith(page.Users.Select(user => user.Id));
        }

        return ids;
    }
}
