using System.Text.Json;
using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Graph;
using AdoptionAutomation.Groups.Readiness;
using AdoptionAutomation.Waves.Gates;
using AdoptionAutomation.Waves.Life;

namespace AdoptionAutomation.Waves.Plan;

/// <summary>Makes a plan of an audience that was counted (pure).</summary>
internal static class WavePlanning
{
    public static WavePlan Of(
        Campaign campaign,
        WaveDefinition wave,
        WaveState state,
        PlanTally tally,
        bool licencesHidden,
        IReadOnlyList<ReadinessFinding> errors,
        GateAnswer gate,
        DateTimeOffset now)
    {
        var hours = new OpenHours(campaign.Settings);
        var work = new PlanWork(tally.Invited, tally.Read, wave.Groups.Count, tally.OwnGroups, tally.Languages.Count);
        var opens = wave.Opens is { } date ? hours.ZoneOf(null).AtLeniently(date).ToDateTimeOffset().ToUniversalTime() : (DateTimeOffset?)null;
        var mails = new PlanTimes(hours).Of(tally.Invited, opens > now ? opens.Value : now, wave.PacePerHour, work.ByQuota);
        var texts = new WavePlanTexts(campaign.FirstLanguage);
        return new(campaign.Id, wave.Id, wave.Name.In(campaign.FirstLanguage), campaign.FirstLanguage, state.ToString().ToLowerInvariant(), now)
        {
            Audience = new(
                tally.Read,
                tally.Invited,
                [.. tally.Skipped.OrderBy(some => some.Key).Select(some => new SkippedPeople(Camel(some.Key), texts.Of(some.Key), some.Value.Count, some.Value.Ids))],
                Largest(tally.Zones),
                Largest(tally.Languages)),
            Licences = new(
                campaign.Settings.Service is { } service ? LicenceRule.NameOf(service) : null,
                licencesHidden ? null : tally.Unlicensed.Count,
                tally.Unlicensed.Ids),
            Groups = wave.Groups,
            OwnGroups = tally.OwnGroups,
            Mails =
            [
                new("welcome", tally.Invited, false),
                .. tally.Kits.OrderBy(kit => kit.Key).Select(kit => new PlannedMails($"kit-{Camel(kit.Key)}", kit.Value, false)),
                .. wave.Reminders.Count > 0 ? [new PlannedMails("reminders", tally.Invited * wave.Reminders.Count, true)] : (PlannedMails[])[],
            ],
            Requests = new(work.GraphReads, work.GraphWrites, work.MailRequests, work.StorageRequests),
            Time = new(opens, Math.Round(work.ByQuota.TotalSeconds, 1), wave.PacePerHour, mails?.First.ToUniversalTime(), mails?.Last.ToUniversalTime()),
            Cost = new(
                PlanCost.DollarsOf(work.Executions, work.StorageRequests),
                PlanCost.AsOf,
                PlanCost.Source,
                texts.Say("Sans les mails : SendGrid ne publie pas de prix à l'unité.", "Mails are not in it: SendGrid publishes no price for one.")),
            Errors = errors,
            Gate = new(Camel(gate.Verdict), [.. gate.Findings.Select(finding => new PlannedGateFinding(finding.Condition, Camel(finding.Verdict), finding.Text))]),
            Notes = PlanNotes.Of(campaign, wave, state, tally, mails, licencesHidden),
        };
    }

    private static Dictionary<string, int> Largest(IReadOnlyDictionary<string, int> counts) => counts
        .OrderByDescending(count => count.Value).ThenBy(count => count.Key, StringComparer.Ordinal)
        .ToDictionary(count => count.Key, count => count.Value, StringComparer.Ordinal);

    private static string Camel<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.CamelCase.ConvertName(value.ToString());
}
