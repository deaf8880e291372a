using Microsoft.Extensions.DependencyInjection;

namespace AdoptionAutomation.Mail;

/// <summary>
/// The mailings by purpose. A family of purposes that nobody can list beforehand is registered once, as <c>FAMILY-*</c>, and does all whose names
/// begin so; a purpose that is registered by its own name comes first.
/// </summary>
internal sealed class Mailings(IServiceProvider services)
{
    private const char Separator = '-';

    /// <summary>Key of a family's registration.</summary>
    public static string FamilyOf(string family) => $"{family}{Separator}*";

    /// <summary>Null: nobody sends such mails.</summary>
    public IMailing? Find(string purpose) => services.GetKeyedService<IMailing>(purpose)
        ?? (purpose.IndexOf(Separator, StringComparison.Ordinal) is > 0 and var end ? services.GetKeyedService<IMailing>(FamilyOf(purpose[..end])) : null);

    /// <exception cref="InvalidOperationException">Nobody sends such mails.</exception>
    public IMailing Get(string purpose) => Find(purpose) ?? throw new InvalidOperationException($"No mailing is registered for '{purpose}'.");
}
