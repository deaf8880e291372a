namespace AdoptionAutomation.Tests.Infra;

/// <summary>What the checker makes of Bicep that is right, and of pages that a mistake would be told by.</summary>
public sealed class CheckerTests
{
    private const string Roles = """
        # Permissions

        ## Azure roles

        | role | id | why |
        |---|---|---|
        | Storage Blob Data Owner | `b7e6dc6d-f1e8-4753-8033-0f276bb0955b` | packages and files |
        | Storage Queue Data Contributor | `ba92f5b4-2d11-453d-a403-e96b0029c9fe` | queues |
        | Reader | `acdd72a7-3385-48ef-bd42-f606fba81ae7` | nothing |
        """;

    [Fact]
    public void Bicep_as_it_may_be_written_raises_no_alarm()
    {
        var files = new InfraFiles(new Dictionary<string, string>
        {
            ["infra/main.bicep"] = Many,
            ["infra/part.bicep"] = Part,
            ["infra/main.bicepparam"] = Parameters,
        });

        // It is not this app, of course.
        var problems = Checker.Check(files).Select(problem => problem.ToString())
            .Where(problem => !problem.Contains("StorageNames.cs", StringComparison.Ordinal) && !problem.Contains("which the app knows", StringComparison.Ordinal));

        Assert.Empty(problems);
    }

    [Fact]
    public void A_problem_names_its_place()
    {
        var files = InfraFiles.Real.With("infra/modules/storage.bicep", "minimumTlsVersion: 'TLS1_2'", "minimumTlsVersion: 'TLS1_1'");
        var line = Array.FindIndex(files.Text("infra/modules/storage.bicep")!.Split('\n'), text => text.Contains("TLS1_1", StringComparison.Ordinal)) + 1;

        var problem = Assert.Single(Checker.Check(files), problem => problem.Text.Contains("TLS1_1", StringComparison.Ordinal));

        Assert.Equal(
            $"infra/modules/storage.bicep:{line}: minimumTlsVersion of account is TLS1_1. Set it to TLS1_2 or TLS1_3: older TLS is broken.",
            problem.ToString());
    }

    [Fact]
    public void Mistakes_in_several_files_are_told_together()
    {
        var files = InfraFiles.Real
            .With("infra/modules/storage.bicep", "allowSharedKeyAccess: false", "allowSharedKeyAccess: true")
            .With("infra/modules/key-vault.bicep", "enablePurgeProtection: true", "enablePurgeProtection: false")
            .With("infra/main.bicep", "keyVault.outputs.uri", "keyVault.outputs.url");

        var problems = Checker.Check(files).Select(problem => problem.Path).ToArray();

        Assert.Contains("infra/modules/storage.bicep", problems);
        Assert.Contains("infra/modules/key-vault.bicep", problems);
        Assert.Contains("infra/main.bicep", problems);
    }

    [Theory]
    [InlineData("Role 974c5e8b-45b9-4653-ba55-5f855dd0fb88 of appQueues is not in the table of docs/permissions.md")]
    [InlineData("The id of Storage Queue Data Contributor is 974c5e8b-45b9-4653-ba55-5f855dd0fb88, not ba92f5b4-2d11-453d-a403-e96b0029c9fe")]
    [InlineData("No file in infra/ gives Reader (acdd72a7-3385-48ef-bd42-f606fba81ae7) to anybody")]
    public void Roles_and_their_table_agree(string told)
    {
        var problems = Checker.Check(InfraFiles.Real.With(InfraFiles.Permissions, Roles));

        Assert.Contains(problems, problem => problem.Text.Contains(told, StringComparison.Ordinal));
    }

    private const string Parameters = """
        using './main.bicep'

        // A comment
        param name = toLower('Agora')
        param numbers = [
          int(readEnvironmentVariable('ONE', '1'))
          -2
        ]
        """;

    private const string Part = """
        @description('Required. Name.')
        param name string

        @description('Optional. Numbers.')
        param numbers array = []

        @description('Optional. Key of something outside.')
        @secure()
        param outsideKey string = ''

        @description('Optional. May be left out.')
        param more string?

        resource vault 'Microsoft.KeyVault/vaults@2023-07-01' existing = {
          name: 'kv-${name}'

          resource secret 'secrets' = if (!empty(outsideKey)) {
            name: 'outside'
            properties: {
              value: outsideKey
            }
          }
        }

        output id string = vault.id
        output all array = [for (number, i) in numbers: '${number}-${i}${more ?? ''}']
        """;

    private const string Many = """
        targetScope = 'resourceGroup'
        metadata author = 'nobody'

        // A comment
        @description('''Required. Name,
        in several lines.''')
        @minLength(3)
        @maxLength(10)
        param name string

        @sys.description('Optional. One of some.')
        param kind 'small' | 'large' = 'small'

        @description('Optional. Numbers.')
        param numbers int[] = [
          1
          -2 // and another
        ]

        @description('Optional. Colours, by name.')
        param colours object = { red: '#f00', 'light-green': '#0f0' }

        var isLarge = kind == 'large' && (length(numbers) > 1 || !contains(colours, 'red'))
        var texts = map(filter(items(colours), item => item.value != '#f00' && startsWith(item.key, 'l')), (item) => toLower(item.key))
        var joined = join([
          'a'
          toUpper(name)
          format('{0}-{1}', name, numbers[0])
        ], '-')
        var quoted = 'it\'s a \${not} value, \u{263A}, ${isLarge ? 'large' : 'sm${'all'}'}'
        var first = empty(texts) ? null : texts[?0]
        var all = union({
          joined: joined
          ...colours
        }, { quoted: quoted, first: first ?? 'none' })

        module part 'part.bicep' = if (isLarge) {
          name: 'part'
          scope: resourceGroup()
          params: {
            name: name
            numbers: [for number in range(0, 3): number * 2]
          }
        }

        module parts './part.bicep' = [for (number, i) in numbers: if (number > 0) {
          name: 'part-${i}'
          params: {
            name: '${name}${number}'
            outsideKey: ''
          }
          dependsOn: [
            part
          ]
        }]

        resource account 'Microsoft.Storage/storageAccounts@2023-05-01' existing = {
          name: 'st${uniqueString(resourceGroup().id)}'
        }

        resource identity 'Microsoft.ManagedIdentity/userAssignedIdentities@2023-01-31' = {
          name: 'id-${name}'
          location: az.resourceGroup().location
          tags: all
        }

        output ids array = [
          account.id
          identity.properties.principalId
          parts[0].outputs.id
        ]
        output size int = isLarge ? 2 : 1
        output partId string = isLarge ? part!.outputs.id : ''
        """;
}
