using AdoptionAutomation.Groups;
using AdoptionAutomation.Sandbox.Faults;
using AdoptionAutomation.Sandbox.Storage;
using AdoptionAutomation.Sandbox.Tenant;
using AdoptionAutomation.Storage;
using Azure.Storage.Blobs;

namespace AdoptionAutomation.Tests.Functions.Groups.Drift;

/// <summary>Two groups that stand, one of them with a team, and the nights after.</summary>
internal sealed class DriftWorld(AppTest app) : IAsyncDisposable
{
    public const string KeepAll = """["about", "visibility", "owners", "channels"]""";

    /// <summary>Two hours and a half before the check, so that most tests need not wait for a day to pass.</summary>
    private static readonly DateTimeOffset Night = new(2026, 9, 7, 2, 0, 0, TimeSpan.Zero);

    private static readonly TenantOptions Calm = new()
    {
        Employees = 40,
        LeastReadLag = TimeSpan.Zero,
        MostReadLag = TimeSpan.Zero,
        YoungWriteMisses = 0,
        TeamReadyAfterAtMost = TimeSpan.FromSeconds(30),
    };

    public AppTest App => app;

    /// <summary>The group with a team.</summary>
    public Group Everybody => GroupOf("everybody");

    public Group GroupOf(string id) => app.Tenant.Directory.GroupByNickname(Nickname.Of("small", id))!;

    public Guid UserOf(string name) => app.Tenant.Directory.User($"{name}@lumen.example")!.Id;

    /// <param name="account">Storage that nobody else uses.</param>
    /// <param name="keep">What the template keeps, as JSON.</param>
    /// <param name="also">What the group with the team says besides, as members of a JSON object, each after a comma.</param>
    /// <param name="tenant">By default a calm one.</param>
    /// <param name="channels">Of the team, as JSON.</param>
    public static async Task<DriftWorld> StartAsync(
        StorageAccount account,
        string keep,
        string also = "",
        Func<TenantOptions, TenantOptions>? tenant = null,
        string channels = """[ { "name": "News" }, { "name": "Help" } ]""")
    {
        var campaign = new SmallCampaign
        {
            Groups = $$"""
                {
                  "templates": [
                    { "id": "general", "kind": "general", "visibility": "public", "keep": {{keep}} },
                    { "id": "team", "like": "general", "team": { "channels": {{channels}} } }
                  ],
                  "groups": [
                    { "id": "everybody", "template": "team", "name": "Everybody", "objective": "News for all.",
                      "owners": ["claire.fontaine@lumen.example", "hugo.marchand@lumen.example"], "members": ["paul.lefevre@lumen.example"]{{also}} },
                    { "id": "few", "template": "general", "name": "A few", "objective": "Try it first.", "owners": ["hugo.marchand@lumen.example"] }
                  ]
                }
                """,
        };
        var world = new DriftWorld(await AppTest.StartAsync(account, (tenant ?? (calm => calm))(Calm), campaign: campaign, start: Night));
        await world.App.ProvisionAsync();
        return world;
    }

    /// <summary>Until an hour after the next check.</summary>
    public async Task NightAsync()
    {
        var now = app.World.Clock.GetUtcNow();
        var check = new DateTimeOffset(now.Date, TimeSpan.Zero) + new TimeSpan(4, 30, 0);
        await app.PassAsync((check > now ? check : check + TimeSpan.FromDays(1)) + TimeSpan.FromHours(1) - now);
    }

    /// <summary>As IT sees it: kind, detail, and an exclamation mark where it is repaired.</summary>
    public async Task<IReadOnlyList<string>> DriftOfAsync(string group)
    {
        var (_, body) = await app.CallAsync(HttpMethod.Get, "/api/groups");
        return
        [
            .. body.GetProperty("groups").EnumerateArray().Single(one => one.GetProperty("id").GetString() == group)
                .GetProperty("drift").EnumerateArray()
                .Select(drift => $"{drift.GetProperty("kind")}: {drift.GetProperty("detail")}{(drift.GetProperty("repaired").GetBoolean() ? "!" : "")}"),
        ];
    }

    /// <summary>Somebody edits a file of the campaign.</summary>
    public Task UploadAsync(string name, string text) => app.Get<BlobServiceClient>()
        .GetBlobContainerClient(ContainerNames.Campaign)
        .GetBlobClient($"small/{name}")
        .UploadAsync(BinaryData.FromString(text), overwrite: true);

    public long Writes => app.Tenant.Log.Writes(RemoteService.Graph);

    public ValueTask DisposeAsync() => app.DisposeAsync();
}
