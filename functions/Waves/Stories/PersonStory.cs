using System.Globalization;
using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Waves.Gates;
using AdoptionAutomation.Waves.Life;
using AdoptionAutomation.Waves.Newcomers;
using AdoptionAutomation.Waves.People;
using NodaTime;

namespace AdoptionAutomation.Waves.Stories;

/// <summary>Says what happens next with a person, and what stands in the way (pure). The first thing that decides is said.</summary>
internal sealed class PersonStory(PersonFacts facts)
{
    private readonly OpenHours hours = new(facts.Campaign.Settings);

    public PersonNext Next() => facts.Row is { } row ? OfInvited(row) : OfUninvited();

    private PersonNext OfInvited(PersonRow row) => row switch
    {
        { IsErased: true } => Say(StoryText.Erased),
        { State: PersonState.Skipped } => Say(StoryText.Skipped, more: row.Reason),
        { State: PersonState.Welcomed } => OfWelcomed(row),
        { State: PersonState.Uncertain } => Say(StoryText.Uncertain),
        _ when Halted() is { } halted => halted,
        { State: PersonState.Failed } => Say(StoryText.Failed, more: row.Reason),
        { State: PersonState.Joined } => hours.NextOpen(facts.Now, row.Zone) is var open && open > facts.Now
            ? Say(StoryText.QuietHours, open)
            : Say(StoryText.Welcoming),
        _ => facts.WaveRow is { NextCutAt: { } slot, CutUpTo: { } upTo } && slot > facts.Now && string.CompareOrdinal(row.Id, upTo) > 0
            ? Say(StoryText.Slot, slot)
            : Say(StoryText.Turn),
    };

    private PersonNext OfWelcomed(PersonRow row) =>
        row.ActiveAt is not null ? Say(StoryText.Active)
        : row.RemindersStoppedAt is not null ? Say(StoryText.RemindersStopped)
        : Halted() is { } halted && ReminderOf(row) is not null ? halted
        : ReminderOf(row) is { } reminder ? Say(StoryText.Reminder, reminder)
        : Say(StoryText.Done);

    private PersonNext OfUninvited() => facts switch
    {
        { User.IsGuest: true } => Say(StoryText.Guest),
        { User.IsEnabled: false } => Say(StoryText.Disabled),
        { User.Mail.Length: 0 } => Say(StoryText.NoAddress),
        { Wanting: null } => facts.Waves.FirstOrDefault(wave => wave.Means) is { } meaning
            ? Say(StoryText.Excepted, wave: meaning.Wave.Id, more: $"{meaning.ExceptedBy + 1}")
            : Say(StoryText.NotMeant),
        _ when Arrivals?.IsLater(facts.User!) is true => Say(StoryText.StartsLater),
        _ when Halted() is { } halted => halted,
        { Wanting.State: WaveState.Planned } => OfPlanned(facts.Wanting.Wave),
        { WaveRow: { State: WaveState.Running, IsResolved: false } } => Say(StoryText.Reading),
        { WaveRow.StartedAt: { } started } when Arrivals?.IsNewcomer(facts.User!, started) is true => Say(StoryText.Newcomer),
        _ => Say(StoryText.TooLate),
    };

    private ArrivalWindow? Arrivals => ArrivalWindow.Of(facts.Campaign, facts.Now);

    private PersonNext OfPlanned(WaveDefinition wave) =>
        facts.WaveRow?.Held is { } held ? Say(StoryText.Held, more: held)
        : facts.Gate is { Verdict: not GateVerdict.Open } gate ? Say(StoryText.Held, more: HoldsOf(gate))
        : wave.Opens is { } opens ? Say(StoryText.Opens, hours.ZoneOf(null).AtLeniently(opens).ToDateTimeOffset())
        : Say(StoryText.ByHand);

    private static string HoldsOf(GateAnswer gate) =>
        string.Join(' ', gate.Findings.Where(finding => finding.Verdict != GateVerdict.Open).Select(finding => finding.Text));

    /// <summary>What has stopped the campaign or the wave; null: nothing.</summary>
    private PersonNext? Halted() => facts switch
    {
        { Pause: { } pause } => Say(StoryText.CampaignPaused, pause.At, pause.By),
        { Halt: { Action: WaveAction.Cancel } cancel } => Say(StoryText.Cancelled, cancel.At, Because(cancel)),
        { Halt: { } halt } => Say(StoryText.Paused, halt.At, Because(halt)),
        _ => null,
    };

    private static string Because(WaveTransition transition) => transition.Why is { } why ? $"{transition.By} ({why})" : transition.By;

    /// <summary>The first moment of the next working day on which they may be reminded; null: none is left.</summary>
    private DateTimeOffset? ReminderOf(PersonRow row)
    {
        if (row.WelcomedAt is not { } welcomed || facts.Wave is not { } wave)
        {
            return null;
        }

        var zone = hours.ZoneOf(row.Zone);
        var first = Instant.FromDateTimeOffset(welcomed).InZone(zone).Date;
        var today = Instant.FromDateTimeOffset(facts.Now).InZone(zone).Date;
        var days = wave.Reminders.Select(after => hours.WorkingDayFrom(first.PlusDays(after))).Where(day => day > today).ToList();
        return days.Count == 0 ? null : hours.NextOpen(zone.AtStartOfDay(days[0]).ToDateTimeOffset(), row.Zone);
    }

    private PersonNext Say(StoryText text, DateTimeOffset? at = null, string? more = null, string? wave = null) => new(
        text.Code,
        text.In(facts.Campaign.FirstLanguage, wave ?? facts.Wave?.Id ?? facts.Row?.Wave ?? "", Local(at), more ?? ""),
        at?.ToUniversalTime());

    /// <summary>By the campaign's clock.</summary>
    private string Local(DateTimeOffset? at) => at is { } moment
        ? Instant.FromDateTimeOffset(moment).InZone(hours.ZoneOf(null)).ToString(
            facts.Campaign.FirstLanguage == "fr" ? "dd/MM/uuuu HH:mm" : "uuuu-MM-dd HH:mm", CultureInfo.InvariantCulture)
        : "";
}

/// <summary>What happens next. (Public because answers are made of it.)</summary>
/// <param name="Code">Stable.</param>
/// <param name="Text">In the campaign's first language, times by the campaign's clock.</param>
/// <param name="At">When, if there is a time.</param>
public sealed record PersonNext(string Code, string Text, DateTimeOffset? At);
