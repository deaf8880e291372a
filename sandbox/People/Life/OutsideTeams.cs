namespace AdoptionAutomation.Sandbox.People.Life;

/// <summary>Teams that people had before the campaign, and keep: usage reports list them, and no campaign file names them.</summary>
internal static class OutsideTeams
{
    public static readonly IReadOnlyList<(Guid Id, string Name)> All =
    [
        .. new[] { "Équipe 3x8", "Budget 2027", "Salon de Francfort, stand", "Support interne", "Cantine et navettes", "Achats verre" }
            .Select((name, i) => (new Guid(0x0075_1de0, 0, 0x4000, 0x80, 0, 0, 0, 0, 0, 0, (byte)(i + 1)), name)),
    ];
}
