using AdoptionAutomation.Effects;
using AdoptionAutomation.Storage;

namespace AdoptionAutomation.Mail;

/// <summary>A mail's key in the ledger, as it travels with the mail and comes back with its events. Ids only.</summary>
internal sealed record LedgerReference(string Campaign, string Purpose, string Id)
{
    /// <summary>Name of the custom argument.</summary>
    public const string ArgumentName = "effect";

    private const char Separator = '|';
    private const int LongestPart = 200;

    public static EffectScope ScopeOf(string campaign, string purpose) => new(campaign, $"mail.{purpose}", EffectKind.Blind);

    /// <summary>Null for what cannot be a key of ours: another sender of the same SendGrid account may use the same argument.</summary>
    public static LedgerReference? Parse(string? text) =>
        text?.Split(Separator) is [var campaign, var purpose, var id] parts && Array.TrueForAll(parts, IsPart)
            ? new(campaign, purpose, id)
            : null;

    private static bool IsPart(string part) => part.Length <= LongestPart && Key.Allows(part);

    public override string ToString() => string.Join(Separator, Campaign, Purpose, Id);
}
