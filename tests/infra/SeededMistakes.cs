namespace AdoptionAutomation.Tests.Infra;

/// <summary>A mistake that somebody may make: what they change in the real files, and what they are told.</summary>
/// <param name="What">The mistake, in words.</param>
/// <param name="Told">Part of the message; it names the line of the mistake.</param>
public sealed record SeededMistake(string What, string Path, string From, string To, string Told)
{
    private const string Main = "infra/main.bicep";
    private const string Storage = "infra/modules/storage.bicep";
    private const string App = "infra/modules/function-app.bicep";
    private const string Access = "infra/modules/access.bicep";
    private const string Alerts = "infra/modules/alerts.bicep";
    private const string Vault = "infra/modules/key-vault.bicep";
    private const string Monitoring = "infra/modules/monitoring.bicep";
    private const string Graph = "infra/graph-permissions.bicep";
    private const string Prod = "infra/prod.bicepparam";

    public static IReadOnlyList<SeededMistake> All { get; } =
    [
        // What a compiler would say
        new("A bracket is missing", Storage, "sku: {", "sku: ", "Syntax: "),
        new("A quote is missing", Main, "'modules/storage.bicep'", "'modules/storage.bicep", "Syntax: "),
        new("A parameter of a module is misspelt", Main, "    retentionDays: logRetentionDays", "    retentionsDays: logRetentionDays", "has no parameter retentionsDays"),
        new("A parameter of a module is missing", Main, "    isLocked: lockStorage\n", "", "Module storage is not passed isLocked"),
        new("A string goes where a number is wanted", Main, "    dailyCapGb: logDailyCapGb", "    dailyCapGb: '${logDailyCapGb}'", "a value of type int is wanted, this is string"),
        new("A parameter goes where one of another type is wanted", Main, "    isPrivate: privateNetwork", "    isPrivate: networkPrefix", "a value of type bool is wanted, this is string"),
        new("An output goes where one of another type is wanted", Main, "    mailAddresses: alertMails", "    mailAddresses: storage.outputs.name", "a value of type array is wanted, this is string"),
        new("A value is not one of those allowed", Main, "    sku: storageSku", "    sku: 'Standard_RAGRS'", "Standard_RAGRS is none of Standard_LRS"),
        new("A default value is not one of those allowed", Main, "param storageSku string = 'Standard_ZRS'", "param storageSku string = 'Premium'", "Premium is none of"),
        new("The path of a module is misspelt", Main, "'modules/key-vault.bicep'", "'modules/keyvault.bicep'", "There is no file modules/keyvault.bicep"),
        new("A module comes from a registry", Main, "'modules/key-vault.bicep'", "'br/public:avm/res/key-vault/vault:0.11.0'", "needs a registry"),
        new("An output of a module is misspelt", Main, "keyVault.outputs.uri", "keyVault.outputs.url", "has no output url"),
        new("A variable is misspelt", Main, "name: vaultName\n", "name: valutName\n", "valutName is not declared"),
        new("A resource is misspelt", Storage, "parent: queueService\n", "parent: queuesService\n", "queuesService is not declared"),
        new("A loop's variable is misspelt", Storage, "name: '${queue}-poison'", "name: '${queu}-poison'", "queu is not declared"),
        new("A function is misspelt", Main, "uniqueString(", "uniqueStrings(", "There is no function uniqueStrings"),
        new("A decorator is misspelt", Main, "@minLength(1)", "@minLenght(1)", "There is no decorator @minLenght"),
        new("A parameter is not used", Main, "dailyCapGb: logDailyCapGb", "dailyCapGb: 1", "Parameter logDailyCapGb is not used"),
        new("A variable is not used", Main, "var tags = {", "var label = environmentName\nvar tags = {", "Variable label is not used"),
        new("An existing resource is not used", Storage, "resource queueService ", "resource other 'Microsoft.Storage/storageAccounts@2023-05-01' existing = {\n  name: name\n}\n\nresource queueService ", "Existing resource other is not used"),
        new("A name is declared twice", Main, "var tags = {", "var token = 'x'\nvar tags = {", "token is declared twice"),
        new("An environment variable is read in a template", Main, "var token = ", "var token = readEnvironmentVariable('X') == 'x' ? '' : ", "works in .bicepparam files only"),
        new("A child has the parent of another", Storage, "parent: queueService\n", "parent: tableService\n", "cannot be a child of tableService"),
        new("A child has no parent", Storage, "  parent: queueService\n", "", "has a parent, give it its own"),

        // What this repository asks for
        new("A parameter is not described", Main, "@description('Optional. What `operatorId` is; a group is best, because people change.')\n", "", "Parameter operatorType is not described"),
        new("An optional parameter is called required", Main, "'Optional. What `operatorId` is", "'Required. What `operatorId` is", "Let its description begin with “Optional.”"),
        new("An API version is missing", Storage, "'Microsoft.Storage/storageAccounts@2023-05-01' = {", "'Microsoft.Storage/storageAccounts' = {", "has no API version"),
        new("An API version is a preview", Vault, "'Microsoft.KeyVault/vaults@2023-07-01'", "'Microsoft.KeyVault/vaults@2024-04-01-preview'", "is pinned to “2024-04-01-preview”"),

        // Secrets
        new("A key is an output", Storage, "output name string = account.name", "output accountKey string = account.listKeys().keys[0].value", "Output accountKey shows a secret"),
        new("A connection string is an output", Monitoring, "output componentName string = component.name", "output componentName string = component.properties.ConnectionString", "(ConnectionString)"),
        new("A secret parameter is an output", Main, "output vaultName string = keyVault.outputs.name",
            "@description('Required. Pass phrase.')\n@secure()\nparam phrase string\n\nvar both = '${phrase}!'\n\noutput vaultName string = '${both}${keyVault.outputs.name}'", "Output vaultName carries a secret parameter"),
        new("Keys are listed", Storage, "output name string = account.name", "output name string = empty(account.listKeys()) ? '' : account.name", "listKeys reads keys"),
        new("A secret parameter is not secure", Main, "@description('Optional. Whether that endpoint", "@description('Optional. Key.')\nparam sendGridKey string = ''\n\n@description('Optional. Whether that endpoint", "Put @secure() before it"),
        new("A secret has a default value", Main, "@description('Optional. Whether that endpoint", "@description('Optional. Key.')\n@secure()\nparam sendGridKey string = 'SG.1'\n\n@description('Optional. Whether that endpoint", "has a secret for a default value"),
        new("A secret is a plain setting", App, "'@Microsoft.KeyVault(SecretUri=${vaultUri}secrets/links-signing-key)'", "'0123456789abcdef0123456789abcdef'", "Links__SigningKey is a secret"),
        new("A secret parameter is a setting", App, "Mail__FromName: mailFromName", "Mail__FromName: mailSecret", "mailSecret is not declared"),
        new("A vault reference has a typing error", App, "secrets/access-function-key)'", "secrets/access-function-key'", "Access__FunctionKey is a secret"),
        new("A secret stands in a parameter file", Prod, "param linksBaseUrl = ''", "param linksBaseUrl = ''\nparam linksSigningKey = '0123456789abcdef'", "A secret stands in the file: linksSigningKey"),

        // Doors that stay shut
        new("Shared keys are allowed", Storage, "allowSharedKeyAccess: false", "allowSharedKeyAccess: true", "allowSharedKeyAccess of account is True"),
        new("Shared keys are not forbidden", Storage, "    allowSharedKeyAccess: false\n", "", "allowSharedKeyAccess of account is not set"),
        new("Blobs may be public", Storage, "allowBlobPublicAccess: false", "allowBlobPublicAccess: true", "allowBlobPublicAccess of account is True"),
        new("Old TLS is taken by storage", Storage, "minimumTlsVersion: 'TLS1_2'", "minimumTlsVersion: 'TLS1_0'", "minimumTlsVersion of account is TLS1_0"),
        new("Old TLS is taken by the app", App, "minTlsVersion: '1.2'", "minTlsVersion: '1.0'", "minTlsVersion of app is 1.0"),
        new("The app answers over http", App, "httpsOnly: true", "httpsOnly: false", "httpsOnly of app is False"),
        new("Anybody may write telemetry", Monitoring, "DisableLocalAuth: true", "DisableLocalAuth: false", "DisableLocalAuth of component is False"),
        new("The vault can be purged", Vault, "enablePurgeProtection: true", "enablePurgeProtection: false", "enablePurgeProtection of vault is False"),
        new("The id of a role is wrong", Access, "974c5e8b-45b9-4653-ba55-5f855dd0fb88", "974c5e8b-45b9-4653-ba55-5f855dd0fb89", "is not in the table of docs/permissions.md"),
        new("A role that is not documented is given", Access, "974c5e8b-45b9-4653-ba55-5f855dd0fb88", "b24988ac-6180-42a0-ab88-20f7382dd24c", "Role b24988ac-6180-42a0-ab88-20f7382dd24c of appQueues"),

        // Names
        new("A storage name is too long", Main, "take(letters, 9)", "take(letters, 12)", "27 characters, Azure takes 3 to 24"),
        new("A storage name has capitals", Main, "replace(toLower(environmentName), '-', '')", "replace(environmentName, '-', '')", "Azure takes only what matches ^[a-z0-9]+$"),
        new("A vault's name has two hyphens", Main, "'kv${take(letters, 9)}", "'kv--${take(letters, 7)}", "Azure takes only what matches ^[A-Za-z](-?[A-Za-z0-9])*$"),
        new("A name is not unique in the world", Main, "'st${take(letters, 9)}${token}'", "'st${letters}'", "it has no uniqueString"),
        new("Two resources share a name", Storage, "name: '${queue}-poison'", "name: queue", "are called “"),
        new("A value breaks a module's limit", Main, "name: vaultName\n", "name: '${vaultName}-vault'\n", "longer than 24"),

        // The code beside it
        new("A setting is missing", App, "    Mail__FromName: mailFromName\n", "", "Setting Mail__FromName, which the app knows, is not set"),
        new("A setting is misspelt", App, "Mail__FromAddress: ", "Mail__FormAddress: ", "Setting Mail__FormAddress is known neither"),
        new("A setting is known to nobody", App, "Mail__FromName: ", "Mail__Cc: ''\n    Mail__FromName: ", "Setting Mail__Cc is known neither"),
        new("A setting of the sample is misspelt", InfraFiles.Sample, "Mail__FromName", "Mail__FromNmae", "Setting Mail__FromNmae is known neither"),
        new("A queue is missing", Storage, "  'run-survey'\n", "", "The queue run-survey of functions/Storage/StorageNames.cs is not made"),
        new("A queue is misspelt", Storage, "'publish-post'", "'publish-posts'", "The code knows no queue publish-posts"),
        new("Poison queues are missing", Storage, "name: '${queue}-poison'", "name: '${queue}-poisoned'", "The queue send-mail-poison of functions/Storage/StorageNames.cs is not made"),
        new("A table is missing", Storage, "  'effects'\n", "", "The table effects of functions/Storage/StorageNames.cs is not made"),
        new("A container is missing", Storage, "  'results'\n", "", "The container results of functions/Storage/StorageNames.cs is not made"),
        new("The package's container is another one", App, "primaryEndpoints.blob}${deploymentContainer}", "primaryEndpoints.blob}packages", "The container packages of"),
        new("A parameter file sets what nobody knows", Prod, "param lockStorage = ", "param lockStorages = ", "infra/main.bicep has no parameter lockStorages"),
        new("A parameter file leaves out what is required", Prod, "param campaignId = ", "// param campaignId = ", "campaignId, which infra/main.bicep requires, is not set"),
        new("A parameter file sets a wrong type", Prod, "param lockStorage = true", "param lockStorage = 'yes'", "a value of type bool is wanted, this is string"),
        new("A parameter file breaks a limit", Prod, "param vaultRetentionDays = 90", "param vaultRetentionDays = 120", "more than 90"),
        new("A parameter file is for no template", Prod, "using './main.bicep'", "using './mian.bicep'", "There is no file ./mian.bicep"),
        new("azd sets what nobody knows", "infra/main.parameters.json", "\"lockStorage\"", "\"lockStorages\"", "infra/main.bicep has no parameter lockStorages"),
        new("A Graph permission is missing", Graph, "  'Sites.ReadWrite.All'\n", "", "Permission Sites.ReadWrite.All, which functions/Graph/Permissions.cs asks for, is missing"),
        new("A Graph permission is too much", Graph, "'User.Read.All'", "'User.Read.All'\n  'Files.Read.All'", "Permission Files.Read.All is not one"),
        new("A Graph permission is not documented", InfraFiles.Permissions, "`User.Invite.All`", "`User.Invite`", "Permission User.Invite.All, which functions/Graph/Permissions.cs asks for, is missing"),
        new("A script names a file that is not there", "infra/deploy.sh", "$here/main.bicep", "$here/mian.bicep", "There is no file infra/mian.bicep"),
        new("A script names a setting that is not known", "infra/steps.ps1", "Mail__RedirectAllTo", "Mail__RedirectAll", "Setting Mail__RedirectAll is not known"),
        new("A script names a container that is not there", "infra/deploy.sh", "--destination campaign", "--destination campaigns", "no container campaigns"),
        new("A script sets a variable that nobody reads", "infra/deploy.sh", "export ADOPTION_BUDGET_START=\n", "export ADOPTION_BUDGET_FROM=\n", "No parameter file reads ADOPTION_BUDGET_FROM"),
        new("A secret is made by nobody", App, "secrets/surveys-encryption-key)", "secrets/surveys-key)", "Nobody makes the secret surveys-key"),
        new("An alert looks for a line that nobody writes", Alerts, "startswith \"Digest not sent:\"", "startswith \"Digest unsent:\"", "No log line of the app begins with “Digest unsent:”"),
        new("An alert watches a function that is not there", Alerts, "Name == \"PlanHour\"", "Name == \"PlanHours\"", "There is no function PlanHours"),
        new("A function is kept ready that is not there", Prod, "'PublishPost'", "'PublishPosts'", "There is no function PublishPosts"),
        new("azd finds no app", App, "'azd-service-name': 'functions'", "'azd-service-name': 'api'", "azd finds no resource for the service functions"),
    ];

    public override string ToString() => What;
}
