using System.Globalization;
using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Campaigns.Reading;
using AdoptionAutomation.Sandbox.People;
using AdoptionAutomation.Sandbox.Rehearsal.Proving;
using NodaTime;

namespace AdoptionAutomation.Sandbox.Rehearsal.Preparing;

/// <summary>Waves that will invite nobody in this rehearsal. That is no mistake, for posts can be rehearsed without; but somebody ought to know.</summary>
internal static class NobodyInvited
{
    private static readonly CampaignFileKind Kind = CampaignFileKind.All.First(kind => kind.Record == typeof(WavesFile));

    public static async Task<IReadOnlyList<string>> WarningsOfAsync(
        Campaign campaign, ICampaignFiles files, Employees employees, int weeks, CancellationToken cancellationToken)
    {
        var places = JsonTree.Parse((await SourceFile.OpenAsync(files, Kind, new(), cancellationToken))!, new())!.ItemsOf("waves");
        var empty = await EmptyAsync(campaign, files, employees, cancellationToken);
        var end = campaign.Settings.Start.PlusWeeks(weeks);
        var warnings = new List<string>();
        foreach (var (i, wave) in campaign.Waves.Index())
        {
            var opens = wave.Opens?.Date ?? campaign.Settings.Start.PlusWeeks(i + 1);
            if (opens >= end)
            {
                warnings.Add($"{PlaceOf(places[i], "opens")}  wave '{wave.Id}' opens on {Day(opens)}, and the rehearsal ends on {Day(end)}: "
                    + $"nobody of it is invited. Rehearse it with --weeks {WeeksUntil(opens)}, or correct 'opens'.");
            }
            else if (empty.Contains(wave.Id))
            {
                warnings.Add($"{PlaceOf(places[i], "audience")}  wave '{wave.Id}' means nobody of these {employees.Count} people whom no wave before it means: "
                    + "nobody is invited. Correct 'audience' (or 'except'), or bring the real directory by --people.");
            }
        }

        if (warnings.Count == campaign.Waves.Count)
        {
            warnings.Add("No wave invites anybody: this rehearsal shows groups and posts, and no mail to people.");
        }

        return warnings;

        int WeeksUntil(LocalDate opens) => (Period.Between(campaign.Settings.Start, opens, PeriodUnits.Days).Days / 7) + 2;
    }

    /// <summary>Waves that mean nobody; looks at no more people than it takes to find one of each.</summary>
    private static async Task<HashSet<string>> EmptyAsync(Campaign campaign, ICampaignFiles files, Employees employees, CancellationToken cancellationToken)
    {
        var rules = new List<(string Wave, Func<Employee, bool> Means)>();
        foreach (var wave in campaign.Waves)
        {
            rules.Add((wave.Id, await Expectation.IsInvitedAsync(wave, files, employees, cancellationToken)));
        }

        var empty = rules.Select(rule => rule.Wave).ToHashSet(StringComparer.Ordinal);
        foreach (var person in employees.From(0).Where(person => person is { AccountEnabled: true, IsGuest: false }).TakeWhile(_ => empty.Count > 0))
        {
            empty.Remove(rules.Find(rule => rule.Means(person)).Wave ?? "");
        }

        return empty;
    }

    private static string PlaceOf(JsonPart wave, string field)
    {
        var part = wave.Find(field) ?? wave;
        var (line, column) = part.File.PlaceOf(part.Offset);
        return string.Create(CultureInfo.InvariantCulture, $"{part.File.Name}:{line}:{column} {part.Path}");
    }

    private static string Day(LocalDate day) => day.ToString("uuuu-MM-dd", CultureInfo.InvariantCulture);
}
