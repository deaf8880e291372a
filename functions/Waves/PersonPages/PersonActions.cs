using AdoptionAutomation.Waves.People;

namespace AdoptionAutomation.Waves.PersonPages;

/// <summary>Keeps what somebody said by a button of their page. Saying it twice is the same.</summary>
internal sealed class PersonActions(PeopleTable people, TimeProvider time)
{
    /// <returns>The visit with the person as they are now.</returns>
    public async Task<PersonVisit> TakeAsync(PersonVisit visit, CancellationToken cancellationToken)
    {
        if (visit.Purpose == LinkPurpose.Announce && !PersonWords.IsAnnounceOffered(visit))
        {
            return visit;
        }

        await people.MarkAsync(visit.Campaign.Id, visit.Person.Wave, [MarkOf(visit)], cancellationToken);
        return visit with { Person = await people.FindAsync(visit.Campaign.Id, visit.Person.Id, cancellationToken) ?? visit.Person };
    }

    private PersonMark MarkOf(PersonVisit visit)
    {
        var now = time.GetUtcNow();
        return visit.Purpose switch
        {
            LinkPurpose.Charter => new PersonMark.Charter(visit.Person, now, PersonWords.VersionOf(visit)),
            LinkPurpose.Here => new PersonMark.Active(visit.Person, now, ActivitySign.Page),
            LinkPurpose.Stop => new PersonMark.RemindersStopped(visit.Person, now),
            _ => new PersonMark.Announce(visit.Person, now),
        };
    }
}
