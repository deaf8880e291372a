namespace AdoptionAutomation.Sandbox.Rehearsal;

/// <summary>What a view shows at one moment: counters, so that to look costs nothing.</summary>
internal sealed record Figures(int Groups, int Waves, int Invited, int Active, int Mails, int Posts, int Asked, int Answers, int Snapshots, int Digests, int Faults)
{
    public static Figures Of(RehearsalState state)
    {
        var log = state.Tenant.Log;
        return new(
            log.GroupCount,
            state.Desk.Opened.Count,
            log.MailsOf("welcome"),
            state.People.Activated,
            log.MailCount,
            log.PublishedCount,
            log.MailsOf("survey"),
            state.People.Surveys?.Count ?? 0,
            state.Snapshots(),
            log.MailsOf("digest"),
            log.FaultCount);
    }
}

/// <summary>How much there will be, as far as it can be told before: null where only the run itself knows.</summary>
/// <param name="Groups">Groups of the files.</param>
/// <param name="Waves">Waves of the files.</param>
/// <param name="People">Whom the waves mean.</param>
/// <param name="Posts">Posts of the calendar and of the groups, at most: feeds may have no news.</param>
/// <param name="Snapshots">Days with figures.</param>
/// <param name="Digests">Digests, if the first wave opens when it is to.</param>
internal sealed record Totals(int Groups, int Waves, int People, int Posts, int Snapshots, int Digests);
