using AdoptionAutomation.Effects;

namespace AdoptionAutomation.Mail;

/// <summary>A mail's key in the ledger, as it travels with the mail and comes back with its events. Ids only.</summary>
internal sealed record LedgerReference(string Campaign, string Purpose, string Id)
{
    /// <summary>Name of the custom argument.</summary>
    public const string ArgumentName = "effect";

    private const char Separator = '|';

    public EffectScope Scope => ScopeOf(Campaign, Purpose);

    public static EffectScope ScopeOf(string campaign, string purpose) => new(campaign, $"mail.{purpose}", EffectKind.Blind);

    public static LedgerReference? Parse(string? text) =>
        text?.Split(Separator) is [{ Length: > 0 } campaign, { Length: > 0 } purpose, { Length: > 0 } id] ? new(campaign, purpose, id) : null;

    public override string ToString() => string.Join(Separator, Campaign, Purpose, Id);
}
