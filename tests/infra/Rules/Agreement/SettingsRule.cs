using System.Text.Json;
using System.Text.RegularExpressions;
using AdoptionAutomation.Tests.Infra.Evaluating;
using AdoptionAutomation.Tests.Infra.Model;
using AdoptionAutomation.Tests.Infra.Rules.Safety;

namespace AdoptionAutomation.Tests.Infra.Rules.Agreement;

/// <summary>The app's settings in Azure are those of its options and of the sample; each secret among them is a reference to the vault.</summary>
internal static partial class SettingsRule
{
    /// <summary>Known to the host and to what it starts, not to an option of ours.</summary>
    private static readonly string[] OfTheHost =
    [
        "AzureWebJobsStorage__credential", "APPLICATIONINSIGHTS_CONNECTION_STRING", "APPLICATIONINSIGHTS_AUTHENTICATION_STRING",
        "OTEL_EXPORTER_OTLP_ENDPOINT", "OTEL_EXPORTER_OTLP_HEADERS",
    ];

    /// <summary>A laptop says with a connection string what Azure says with an identity; and Flex Consumption says the runtime elsewhere.</summary>
    private static readonly string[] OnALaptop = ["FUNCTIONS_WORKER_RUNTIME", "AzureWebJobsStorage", "AzureWebJobsStorage__ConnectionString"];

    /// <summary>Secrets whose names do not say so: to know the address of a workflow is to be allowed to post.</summary>
    private static readonly string[] MoreSecrets = ["Posts__Workflows", "OTEL_EXPORTER_OTLP_HEADERS"];

    /// <summary>Those of the options.</summary>
    public static IReadOnlyList<string> Known { get; } = [.. SettingsTests.KnownSettings()];

    public static IEnumerable<Problem> Check(InfraFiles files)
    {
        Setting[] all = [.. files.Deployments.SelectMany(one => one.Deployment.Resources).SelectMany(Of)];
        var unknown = all
            .Where(setting => !Known.Except(OnALaptop).Concat(OfTheHost).Contains(setting.Plain, StringComparer.OrdinalIgnoreCase))
            .Select(setting => setting.Says($"Setting {setting.Name} is known neither to the app nor to the host. Mend its name, or take it out."));
        return unknown.Concat(all.SelectMany(Secret)).Concat(Missing(files, all)).Concat(Sample(files));
    }

    private static IEnumerable<Problem> Missing(InfraFiles files, Setting[] all)
    {
        if (files.Templates.FirstOrDefault(file => file.Path == InfraFiles.Main) is not { } main)
        {
            return [];
        }

        var (file, line) = all is [var first, ..] ? (first.On.File, first.On.LineOf("properties")) : (main, 1);
        return Known.Except(OnALaptop)
            .Except(all.Select(setting => setting.Plain), StringComparer.OrdinalIgnoreCase)
            .Select(name => file.Says(line, $"Setting {name}, which the app knows, is not set. Set it."));
    }

    private static IEnumerable<Problem> Sample(InfraFiles files)
    {
        if (files.Text(InfraFiles.Sample) is not { } text)
        {
            return [];
        }

        using var json = JsonDocument.Parse(text);
        string[] names = [.. json.RootElement.GetProperty("Values").EnumerateObject().Select(value => value.Name)];
        return names.Where(name => !Known.Concat(OnALaptop).Contains(SettingsTests.SettingOf(name)))
            .Select(name => new Problem(InfraFiles.Sample, Line(text, name), $"Setting {name} is known neither to the app nor to Bicep. Mend its name."))
            .ToArray();
    }

    private static IEnumerable<Problem> Secret(Setting setting)
    {
        var value = Values.Text(setting.Value);
        if (Values.IsSecret(value))
        {
            yield return setting.Says($"Setting {setting.Name} holds a secret in plain text, for everybody who may read the app. Refer to the vault.");
        }
        else if ((SecretRule.IsSecretName(setting.Plain) || MoreSecrets.Contains(setting.Plain)) && !Reference().IsMatch(value))
        {
            yield return setting.Says(
                $"Setting {setting.Name} is a secret, and “{value}” no reference to the vault. Write '@Microsoft.KeyVault(SecretUri=...)'.");
        }
    }

    private static IEnumerable<Setting> Of(Deployed resource) => resource switch
    {
        { Type: "Microsoft.Web/sites/config", Name: "appsettings" } when resource["properties"] is Fields fields =>
            fields.Select(field => new Setting(resource, field.Key, field.Value)),
        { Type: "Microsoft.Web/sites" } when resource["properties", "siteConfig", "appSettings"] is object?[] list =>
            list.OfType<Fields>().Select(field => new Setting(resource, Values.Text(field.GetValueOrDefault("name")), field.GetValueOrDefault("value"))),
        _ => [],
    };

    private static int Line(string text, string name) => text[..text.IndexOf($"\"{name}\"", StringComparison.Ordinal)].Count(c => c == '\n') + 1;

    [GeneratedRegex(@"^@Microsoft\.KeyVault\((SecretUri=.+secrets/[A-Za-z0-9‹›-]+/?|VaultName=.+;SecretName=.+)\)$", RegexOptions.ExplicitCapture)]
    private static partial Regex Reference();

    /// <param name="Name">As it is set.</param>
    private sealed record Setting(Deployed On, string Name, object? Value)
    {
        /// <summary>The setting, of those with one value for each name.</summary>
        public string Plain => SettingsTests.SettingOf(Name);

        public Problem Says(string text) => On.File.Says(Line(), text);

        private int Line() => On.File.Roots.SelectMany(root => root.All()).OfType<ObjectExpr>()
            .SelectMany(body => body.Properties)
            .FirstOrDefault(property => property.Name == Name || (property.Name == "name" && property.Value.Literal == Name))?.Line ?? On.Resource.Line;
    }
}
