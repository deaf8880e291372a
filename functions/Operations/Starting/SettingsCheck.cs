using AdoptionAutomation.Campaigns.Reading;
using AdoptionAutomation.Storage;
using Microsoft.Extensions.Configuration;

namespace AdoptionAutomation.Operations.Starting;

/// <summary>
/// What is wrong with the settings beside their values: names that nobody reads, references to Key Vault that came to nothing, texts of the sample.
/// Names alone are told, never a value.
/// </summary>
internal sealed class SettingsCheck(IConfiguration configuration)
{
    /// <summary>App Service leaves this in the place of a reference that it could not resolve.</summary>
    public const string Reference = "@Microsoft.KeyVault(";

    /// <summary>In every value of local.settings.sample.json that is to be replaced.</summary>
    public const string Placeholder = "replace-me";

    /// <summary>App Service hands each setting over a second time under this.</summary>
    private const string Copies = "APPSETTING_";

    /// <summary>The Functions host reads these, too.</summary>
    private static readonly string[] StorageOfTheHost = ["accountName", "serviceUri", "credential", "managedIdentityResourceId", "tenantId", "clientSecret"];

    /// <summary>Every options class of the app, by the section that it says it is bound to.</summary>
    public static readonly IReadOnlyDictionary<string, Type> Sections = typeof(SettingsCheck).Assembly.GetTypes()
        .Where(type => type.Name.EndsWith("Options", StringComparison.Ordinal))
        .Select(type => (Type: type, Section: type.GetField("Section") is { IsLiteral: true } section ? (string?)section.GetRawConstantValue() : null))
        .Where(pair => pair.Section is not null)
        .ToDictionary(pair => pair.Section!, pair => pair.Type, StringComparer.OrdinalIgnoreCase);

    /// <summary>Each names its setting and what to do.</summary>
    public IReadOnlyList<string> Problems() =>
    [
        .. Unresolved().Where(IsOurs).Select(name =>
            $"{name} still holds the text of its Key Vault reference, which the platform could not resolve: give the app's identity the role Key Vault Secrets User "
            + "on the vault, and see that the secret's name in the reference is right."),
        .. Ours().Where(setting => IsInAzure && setting.Value!.Contains(Placeholder, StringComparison.OrdinalIgnoreCase)).Select(setting =>
            $"{setting.Key} still holds the sample's text: put the value there, or a Key Vault reference to it."),
        .. Ours().Select(setting => Unknown(setting.Key)).OfType<string>().Distinct(StringComparer.Ordinal),
        .. configuration.GetChildren().Where(section => section.GetChildren().Any()).Select(section => UnknownSection(section.Key)).OfType<string>(),
    ];

    /// <summary>Names of all settings, the host's too, that hold the text of a reference instead of its secret.</summary>
    public IEnumerable<string> Unresolved() => configuration.AsEnumerable()
        .Where(setting => !setting.Key.StartsWith(Copies, StringComparison.OrdinalIgnoreCase) && setting.Value?.TrimStart().StartsWith(Reference, StringComparison.OrdinalIgnoreCase) is true)
        .Select(setting => setting.Key)
        .Order(StringComparer.Ordinal);

    private bool IsInAzure => string.IsNullOrEmpty(configuration[StorageOptions.Section])
        && !string.IsNullOrEmpty(configuration[$"{StorageOptions.Section}:{nameof(StorageOptions.TableServiceUri)}"]);

    private IEnumerable<KeyValuePair<string, string?>> Ours() => configuration.AsEnumerable()
        .Where(setting => setting.Value is not null && IsOurs(setting.Key))
        .OrderBy(setting => setting.Key, StringComparer.Ordinal);

    private static bool IsOurs(string name) => Sections.ContainsKey(name.Split(':')[0]);

    /// <returns>Null: the app or the host reads it.</returns>
    private static string? Unknown(string name)
    {
        if (name.Split(':') is not [var section, var written, ..])
        {
            return null;
        }

        var known = Sections[section].GetProperties().Where(property => property.CanWrite || IsByName(property.PropertyType)).Select(property => property.Name).ToList();
        var isStorage = section.Equals(StorageOptions.Section, StringComparison.OrdinalIgnoreCase);
        if (known.Concat(isStorage ? StorageOfTheHost : []).Contains(written, StringComparer.OrdinalIgnoreCase))
        {
            return null;
        }

        // The host may know more of its own section than we do: only what looks like a slip is told.
        var meant = NearMiss.Of(written, known);
        return meant is not null ? $"{section}:{written} is no setting of this app: did you mean {section}:{meant}?"
            : isStorage ? null
            : $"{section}:{written} is no setting of this app: take it out. {section} has {string.Join(", ", known)}.";
    }

    private static string? UnknownSection(string section) => !Sections.ContainsKey(section) && NearMiss.Of(section, Sections.Keys) is { } meant
        ? $"{section}: is no group of settings of this app: did you mean {meant}:?"
        : null;

    private static bool IsByName(Type type) => type == typeof(IDictionary<string, string?>);
}
