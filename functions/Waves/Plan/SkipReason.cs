namespace AdoptionAutomation.Waves.Plan;

/// <summary>
/// Why somebody of an audience would not be invited. The first that holds is the reason. (A CSV that lists an address twice is refused when the
/// campaign is read, by line: no plan meets one.)
/// </summary>
internal enum SkipReason
{
    /// <summary>In this wave already.</summary>
    Here,

    /// <summary>In another wave already.</summary>
    OtherWave,

    Guest,
    Disabled,
    NoAddress,
    Excepted,

    /// <summary>A wave before, which has not opened, means them.</summary>
    EarlierWave,

    /// <summary>Their first day is far: the newcomers' rule invites them.</summary>
    StartsLater,

    /// <summary>An address that the directory does not know.</summary>
    NotFound,
}
