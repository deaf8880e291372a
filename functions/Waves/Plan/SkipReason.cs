namespace AdoptionAutomation.Waves.Plan;

/// <summary>Why somebody of an audience would not be invited. The first that holds is the reason.</summary>
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

    /// <summary>An address that stood in the CSV before.</summary>
    ListedTwice,
}
