using AdoptionAutomation.Campaigns;

namespace AdoptionAutomation.Calendar.Contests.Page;

/// <summary>Somebody at a contest's page.</summary>
/// <param name="Campaign">The campaign, in the contest's scope.</param>
/// <param name="Contest">Approved, as the calendar has it now.</param>
/// <param name="Language">In which the page speaks.</param>
/// <param name="Who">Who it is, as far as that is known.</param>
internal sealed record ContestVisit(Campaign Campaign, Contest Contest, string Language, Visitor Who)
{
    public DateTimeOffset ClosesAt => ContestTimes.ClosesAt(Campaign, Contest);

    /// <summary>Object id of who may answer; null: nobody yet.</summary>
    public string? Person => (Who as Visitor.Known)?.Person;
}

internal abstract record Visitor
{
    /// <summary>A person of the campaign or of the directory.</summary>
    internal sealed record Known(string Person) : Visitor;

    /// <summary>Signed in, but neither: or they asked to be forgotten.</summary>
    internal sealed record Stranger : Visitor;

    /// <param name="SignInUrl">Where they sign in and come back from; null: there is no sign-in.</param>
    internal sealed record Nobody(string? SignInUrl) : Visitor;
}
