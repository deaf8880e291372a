using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.Json;
using AdoptionAutomation.Operations.Starting;
using AdoptionAutomation.Storage;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace AdoptionAutomation.Tests;

/// <summary>The settings that are shipped, those the app knows and what it says of wrong ones agree.</summary>
public sealed class SettingsTests
{
    private static readonly Assembly App = typeof(AdoptionServices).Assembly;

    /// <summary>Known to the host, not to an option of ours.</summary>
    private static readonly string[] OfTheHost = ["FUNCTIONS_WORKER_RUNTIME", "AzureWebJobsStorage"];

    /// <summary>Ways to say what the connection string of a laptop says; in Azure the app's identity takes its place.</summary>
    private static readonly string[] NotOnALaptop =
    [
        "AzureWebJobsStorage__ConnectionString",
        "AzureWebJobsStorage__TableServiceUri",
        "AzureWebJobsStorage__QueueServiceUri",
        "AzureWebJobsStorage__BlobServiceUri",
        "AzureWebJobsStorage__ClientId",
    ];

    [Fact]
    public void The_sample_names_every_setting_the_app_knows()
    {
        var missing = KnownSettings().Except(NotOnALaptop).Except(Sample().Keys.Select(SettingOf));

        Assert.Empty(missing);
    }

    [Fact]
    public void The_app_knows_every_setting_of_the_sample()
    {
        var unknown = Sample().Keys.Select(SettingOf).Except(KnownSettings()).Except(OfTheHost);

        Assert.Empty(unknown);
    }

    [Fact]
    public void Settings_that_stand_only_in_Azure_are_still_known()
    {
        Assert.Empty(NotOnALaptop.Except(KnownSettings()));
    }

    [Fact]
    public void The_app_starts_with_the_sample()
    {
        using var app = Build(Sample());

        app.GetRequiredService<IStartupValidator>().Validate();
    }

    [Fact]
    public void Each_options_class_is_validated_when_the_app_starts()
    {
        using var app = Build([]);

        var unheeded = OptionsClasses()
            .Where(type => !Names(app.GetServices(typeof(IValidateOptions<>).MakeGenericType(type)), $"{type.Name}Validator"))
            .Select(type => type.Name);

        Assert.Empty(unheeded);
    }

    [Fact]
    public void Without_settings_one_message_names_all_that_is_missing()
    {
        var message = Refusal([]);

        Assert.Contains("AzureWebJobsStorage is missing: set the connection string", message, StringComparison.Ordinal);
        Assert.Contains("AzureWebJobsStorage__tableServiceUri", message, StringComparison.Ordinal);
        Assert.Contains("Campaigns:Default is missing", message, StringComparison.Ordinal);
        Assert.Contains("Mail:SendGridApiKey is missing", message, StringComparison.Ordinal);
        Assert.Contains("Mail:FromAddress is missing", message, StringComparison.Ordinal);
        Assert.Contains("Mail:FromName is missing", message, StringComparison.Ordinal);
        Assert.Contains("Nobody could call the app: set Access:FunctionKey", message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_misspelt_name_and_wrong_values_are_named_together()
    {
        var settings = Sample();
        settings.Remove("Mail__FromName");
        settings["Mail__FromNmae"] = "Campaign team";
        settings["Mail__FromAddress"] = "campaign";
        settings["Mail__SendGridHost"] = "api.sendgrid.com";
        settings["Mail__UncertainAfter"] = "00:01:00";
        settings["Posts__MailboxId"] = "campaign@contoso.example";
        settings["Access__FunctionKey"] = "short";
        settings["Mail__RedirectAllTo"] = "nobody";
        settings["Links__BaseUrl"] = "http://adoption.contoso.example";
        settings["Links__SigningKey"] = "0123456789abcdef0123456789abcdef;short";

        var message = Refusal(settings);

        Assert.Contains("Mail:FromName is missing", message, StringComparison.Ordinal);
        Assert.Contains("Mail:FromAddress is not a mail address.", message, StringComparison.Ordinal);
        Assert.Contains("Mail:SendGridHost is not a URL.", message, StringComparison.Ordinal);
        Assert.Contains("Mail:UncertainAfter must lie between 00:10:00 and 3.00:00:00.", message, StringComparison.Ordinal);
        Assert.Contains("Posts:MailboxId is not an object id", message, StringComparison.Ordinal);
        Assert.Contains("Access:FunctionKey is too short", message, StringComparison.Ordinal);
        Assert.Contains("Mail:RedirectAllTo is not a mail address.", message, StringComparison.Ordinal);
        Assert.Contains("Links:BaseUrl is not an https address", message, StringComparison.Ordinal);
        Assert.Contains("Links:SigningKey is too short", message, StringComparison.Ordinal);
        Assert.Contains("Mail:FromNmae is no setting of this app: did you mean Mail:FromName?", message, StringComparison.Ordinal);
        Assert.DoesNotContain("Campaigns:", message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Links__BaseUrl")]
    [InlineData("Links__SigningKey")]
    public void Links_need_their_address_and_their_key(string missing)
    {
        var settings = Sample();
        settings[missing] = "";

        Assert.Contains("Links:BaseUrl and Links:SigningKey go together", Refusal(settings), StringComparison.Ordinal);
    }

    [Fact]
    public void A_value_of_the_wrong_type_is_named_by_its_setting()
    {
        var settings = Sample();
        settings["Mail__UncertainAfter"] = "six hours";
        using var app = Build(settings);

        var error = Assert.Throws<InvalidOperationException>(app.GetRequiredService<IStartupValidator>().Validate);

        Assert.Contains("Mail:UncertainAfter", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("tableServiceUri", "queueServiceUri", "blobServiceUri")]
    [InlineData("TableServiceUri", "QueueServiceUri", "BlobServiceUri")]
    public void Service_addresses_take_the_place_of_the_connection_string(params string[] names)
    {
        var settings = Sample();
        settings.Remove("AzureWebJobsStorage");
        foreach (var name in names)
        {
            settings[$"AzureWebJobsStorage__{name}"] = "https://contoso.example/";
        }

        foreach (var (name, _) in settings.Where(pair => pair.Value?.Contains(SettingsCheck.Placeholder, StringComparison.Ordinal) is true).ToList())
        {
            settings[name] = "0123456789abcdef0123456789abcdef";
        }

        using var app = Build(settings);

        app.GetRequiredService<IStartupValidator>().Validate();
    }

    [Theory]
    [InlineData("Mail__Sender", "x", "Mail:Sender is no setting of this app: take it out. Mail has SendGridApiKey")]
    [InlineData("posts__workflow__everybody", "x", "Posts:workflow is no setting of this app: did you mean Posts:Workflows?")]
    [InlineData("Mial__FromName", "x", "Mial: is no group of settings of this app: did you mean Mail:?")]
    [InlineData("Backup__KeepDays", "7", "Backup: is no group of settings of this app: did you mean Backups:?")]
    [InlineData("Backups__KeepDays", "400", "Backups:KeepDays must lie between 0 (no backups) and 90.")]
    [InlineData("AzureWebJobsStorage__tabelServiceUri", "x", "AzureWebJobsStorage:tabelServiceUri is no setting of this app: did you mean AzureWebJobsStorage:TableServiceUri?")]
    public void A_name_that_nobody_reads_is_told_with_what_was_meant(string name, string value, string problem)
    {
        var settings = Sample();
        settings[name] = value;

        Assert.Contains(problem, Refusal(settings), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("AzureWebJobsStorage__accountName")]
    [InlineData("AzureWebJobsStorage__credential")]
    [InlineData("AzureWebJobsStorage__somethingOfTheHost")]
    [InlineData("Posts__Workflows__paris_office")]
    [InlineData("AzureFunctionsJobHost__logging__logLevel__default")]
    [InlineData("AzureWebJobs__PlanHour__Disabled")]
    [InlineData("MAIL")]
    public void What_the_host_or_the_machine_sets_is_not_complained_of(string name)
    {
        var settings = Sample();
        settings[name] = "";
        using var app = Build(settings);

        app.GetRequiredService<IStartupValidator>().Validate();
    }

    [Fact]
    public void References_to_the_vault_that_came_to_nothing_are_named_together_and_their_text_is_not_told()
    {
        var settings = Sample();
        settings["Mail__SendGridApiKey"] = "@Microsoft.KeyVault(SecretUri=https://contoso-vault.example/secrets/sendgrid)";
        settings["Access__FunctionKey"] = "@Microsoft.KeyVault(VaultName=contoso-vault;SecretName=key)";

        var message = Refusal(settings);

        Assert.Contains("Mail:SendGridApiKey still holds the text of its Key Vault reference", message, StringComparison.Ordinal);
        Assert.Contains("Access:FunctionKey still holds the text of its Key Vault reference", message, StringComparison.Ordinal);
        Assert.Contains("Key Vault Secrets User", message, StringComparison.Ordinal);
        Assert.DoesNotContain("contoso-vault", message, StringComparison.Ordinal);
    }

    [Fact]
    public void In_Azure_the_texts_of_the_sample_are_not_taken_for_secrets()
    {
        var settings = Sample();
        settings.Remove("AzureWebJobsStorage");
        foreach (var name in new[] { "tableServiceUri", "queueServiceUri", "blobServiceUri" })
        {
            settings[$"AzureWebJobsStorage__{name}"] = "https://contoso.example/";
        }

        var message = Refusal(settings);

        Assert.All(
            ["Mail:SendGridApiKey", "Links:SigningKey", "Surveys:EncryptionKey", "Access:FunctionKey"],
            name => Assert.Contains($"{name} still holds the sample's text", message, StringComparison.Ordinal));
    }

    internal static string Root([CallerFilePath] string here = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "../.."));

    /// <summary>The app with these settings, as the Functions host hands them over: environment variables with <c>__</c> for <c>:</c>.</summary>
    internal static ServiceProvider Build(Dictionary<string, string?> settings, Action<IServiceCollection>? change = null)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(settings.Select(pair => KeyValuePair.Create(pair.Key.Replace("__", ":", StringComparison.Ordinal), pair.Value)))
            .Build();
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddAdoptionAutomation(configuration);
        change?.Invoke(services);
        return services.BuildServiceProvider(new ServiceProviderOptions { ValidateOnBuild = true, ValidateScopes = true });
    }

    internal static Dictionary<string, string?> Sample()
    {
        using var json = JsonDocument.Parse(File.ReadAllText(Path.Combine(Root(), "local.settings.sample.json")));
        return json.RootElement.GetProperty("Values").EnumerateObject().ToDictionary(pair => pair.Name, pair => pair.Value.GetString(), StringComparer.Ordinal);
    }

    private static string Refusal(Dictionary<string, string?> settings)
    {
        using var app = Build(settings);
        return Assert.ThrowsAny<Exception>(app.GetRequiredService<IStartupValidator>().Validate).Message;
    }

    private static IEnumerable<Type> OptionsClasses() =>
        App.GetTypes().Where(type => type.Name.EndsWith("Options", StringComparison.Ordinal) && SectionOf(type) is not null);

    internal static IEnumerable<string> KnownSettings() =>
        from type in OptionsClasses()
        from property in type.GetProperties()
        where property.CanWrite || IsByName(property)
        select $"{SectionOf(type)}__{property.Name}";

    /// <summary>One value for each name, such as a group's id.</summary>
    private static bool IsByName(PropertyInfo property) => property.PropertyType == typeof(IDictionary<string, string?>);

    /// <summary>The setting behind a key: of those with one value for each name, without the name.</summary>
    internal static string SettingOf(string key) => key.Split("__") is [var section, var property, _] ? $"{section}__{property}" : key;

    private static string? SectionOf(Type type) =>
        type.GetField("Section", BindingFlags.Public | BindingFlags.Static) is { IsLiteral: true } section ? (string?)section.GetRawConstantValue() : null;

    private static bool Names(IEnumerable<object?> services, string name) => services.Any(service => service!.GetType().Name == name);
}
