namespace AdoptionAutomation.Sandbox.Serve.Pages;

/// <summary>What every page has above it. (Public because Razor's parameters are.)</summary>
/// <param name="Language">fr or en.</param>
/// <param name="Section">mails, channels, tenant or console.</param>
/// <param name="Path">Of this page, to come back to.</param>
/// <param name="Campaign">Its name.</param>
/// <param name="Time">Virtual date and time in the campaign's zone.</param>
/// <param name="Zone">That zone.</param>
/// <param name="Role">As whom one is signed in.</param>
/// <param name="Roles">Whom one can be, with their names.</param>
public sealed record ServeBar(
    string Language, string Section, string Path, string Campaign, string Time, string Zone, string Role, IReadOnlyList<(string Role, string Name)> Roles)
{
    /// <summary>A move under way; null: none.</summary>
    public MoveShown? Moving { get; init; }

    /// <summary>What the last move brought; null: there was none.</summary>
    public string? Last { get; init; }

    public string Say(string fr, string en) => Language == "fr" ? fr : en;
}

/// <param name="Words">Where it leads.</param>
/// <param name="Done">Share that is done, 0 to 100.</param>
public sealed record MoveShown(string Words, int Done);
