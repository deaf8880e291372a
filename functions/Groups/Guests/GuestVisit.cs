using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Groups.Steps;
using AdoptionAutomation.Mail;

namespace AdoptionAutomation.Groups.Guests;

/// <summary>What one message's visit knows of its guests, from one stage to the next. The links live here and nowhere else.</summary>
/// <param name="campaign">The campaign.</param>
/// <param name="guests">Those for whom something is left to do.</param>
/// <param name="reserved">The turn on a lane that the visit before was given.</param>
internal sealed class GuestVisit(Campaign campaign, IReadOnlyList<GuestRow> guests, LaneTurn? reserved)
{
    public Campaign Campaign => campaign;

    public IReadOnlyList<GuestRow> Guests { get; set; } = guests;

    /// <summary>The groups that name them, as they are declared and stand today; by id.</summary>
    public Dictionary<string, GroupWork> Groups { get; } = new(StringComparer.Ordinal);

    /// <summary>Links to accept by, as this visit was given them; by key.</summary>
    public Dictionary<string, string> Links { get; } = new(StringComparer.Ordinal);

    /// <summary>Keys of those who need no link: of the organisation, or guests who accepted before.</summary>
    public HashSet<string> Accepted { get; } = new(StringComparer.Ordinal);

    /// <summary>When to come back; null if nothing is left.</summary>
    public MailPause? Pause { get; private set; }

    public DateTimeOffset? ReservedOn(Effects.Lane lane) => reserved?.Lane == lane.Name ? reserved.At : null;

    /// <summary>Whether a group, as it is declared today, has this guest.</summary>
    public bool IsInvited(GuestRow guest, string group) =>
        Groups.TryGetValue(group, out var work) && work.Group.Guests.Contains(guest.Mail, StringComparer.OrdinalIgnoreCase);

    /// <summary>Comes back after the longest of the waits.</summary>
    public void Wait(TimeSpan wait, LaneTurn? turn = null) => Pause = Pause is null || wait > Pause.Wait || turn is not null ? new(wait, turn) : Pause;
}
