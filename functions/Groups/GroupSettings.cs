using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Graph;
using Microsoft.Graph;
using Microsoft.Graph.Models;

namespace AdoptionAutomation.Groups;

/// <summary>A group's guest policy (a setting of the template Group.Unified.Guest) and whether outsiders may write to it; one $batch each way.</summary>
internal sealed class GroupSettings(GraphConnection graph)
{
    /// <summary>Group.Unified.Guest: the same id in every tenant.</summary>
    private const string GuestTemplate = "08d542b9-071f-4e16-94b0-74abb372e3d9";

    private const string AllowGuests = "AllowToAddGuests";

    /// <summary>What the group has of the wanted ones.</summary>
    public Task<PresentSettings> ReadAsync(string id, DeclaredGroup wanted, CancellationToken cancellationToken) => graph.SendAsync(
        $"read the settings of group {id}", Permissions.WriteGroupSettings, (client, token) => ReadAsync(client, id, wanted, token), cancellationToken);

    /// <summary>Sets what is wanted and differs.</summary>
    /// <exception cref="GraphFailure">One of the two failed, other than as <see cref="WrittenSettings"/> tells.</exception>
    public async Task<WrittenSettings> WriteAsync(string id, DeclaredGroup wanted, PresentSettings present, CancellationToken cancellationToken)
    {
        var guests = wanted.GuestPolicy is { } policy && present.Guests != policy;
        var senders = wanted.ExternalSenders is { } external && present.Senders != external;
        if (!guests && !senders)
        {
            return new(null, false);
        }

        var items = await graph.SendAsync(
            $"set up group {id}",
            Permissions.WriteGroupSettings,
            (client, token) => WriteAsync(client, id, guests ? wanted.GuestPolicy : null, senders ? wanted.ExternalSenders : null, present.SettingId, token),
            cancellationToken);
        var (ofGuests, ofSenders) = (items.GetValueOrDefault(Setting.Guests), items.GetValueOrDefault(Setting.Senders));
        // Graph says only that something conflicts: the caller looks what is there.
        var conflict = present.SettingId is null && ofGuests is { Status: 400 or 409 } ? $"{ofGuests.Status} {ofGuests.Code}" : null;
        var refused = ofSenders is { Status: 403, Code: "ErrorGroupsAccessDenied" or "ErrorAccessDenied" };
        Ensure(conflict is not null ? null : ofGuests?.Failure($"set the guest policy of group {id}", Permissions.WriteGroupSettings));
        Ensure(refused ? null : ofSenders?.Failure($"set external senders of group {id}", Permissions.WriteGroups));
        return new(conflict, refused);
    }

    private static async Task<PresentSettings> ReadAsync(GraphServiceClient client, string id, DeclaredGroup wanted, CancellationToken cancellationToken)
    {
        var batch = new GraphBatch<Setting>(client);
        await batch.AddAsync(Setting.Guests, client.Groups[id].Settings.ToGetRequestInformation());
        if (wanted.ExternalSenders is not null)
        {
            var read = client.Groups[id].ToGetRequestInformation(r => r.QueryParameters.Select = ["id", "allowExternalSenders"]);
            await batch.AddAsync(Setting.Senders, read);
        }

        var items = await batch.SendAsync(cancellationToken);
        Ensure(items[Setting.Guests].Failure($"read the settings of group {id}", Permissions.WriteGroupSettings));
        var settings = await batch.ReadAsync<GroupSettingCollectionResponse>(Setting.Guests);
        var setting = settings?.Value?.Find(setting => setting.TemplateId == GuestTemplate);
        var allowed = setting?.Values?.Find(value => value.Name == AllowGuests)?.Value;
        // Exchange may keep its answer from an app: then it is not known, and written.
        var senders = items.GetValueOrDefault(Setting.Senders) is { Status: < 300 }
            ? (await batch.ReadAsync<Group>(Setting.Senders))?.AllowExternalSenders
            : null;
        return new(setting?.Id, allowed is null ? null : bool.Parse(allowed) ? GuestPolicy.Allowed : GuestPolicy.None, senders);
    }

    private static async Task<Dictionary<Setting, BatchItem>> WriteAsync(
        GraphServiceClient client, string id, GuestPolicy? guests, bool? senders, string? settingId, CancellationToken cancellationToken)
    {
        var batch = new GraphBatch<Setting>(client);
        if (guests is { } policy)
        {
            List<SettingValue> values = [new() { Name = AllowGuests, Value = policy == GuestPolicy.Allowed ? "true" : "false" }];
            await batch.AddAsync(
                Setting.Guests,
                settingId is null
                    ? client.Groups[id].Settings.ToPostRequestInformation(new() { TemplateId = GuestTemplate, Values = values })
                    : client.Groups[id].Settings[settingId].ToPatchRequestInformation(new() { Values = values }));
        }

        if (senders is not null)
        {
            await batch.AddAsync(Setting.Senders, client.Groups[id].ToPatchRequestInformation(new() { AllowExternalSenders = senders }));
        }

        return await batch.SendAsync(cancellationToken);
    }

    private static void Ensure(GraphFailure? failure)
    {
        if (failure is not null)
        {
            throw failure;
        }
    }

    private enum Setting
    {
        Guests,
        Senders,
    }
}

/// <param name="SettingId">Id of the group's own guest setting; null if it has none.</param>
/// <param name="Guests">Its value.</param>
/// <param name="Senders">Whether outsiders may write; null if not known.</param>
internal sealed record PresentSettings(string? SettingId, GuestPolicy? Guests, bool? Senders);

/// <param name="GuestsConflict">Why the guest setting could not be added, most likely because there is one; null if it could.</param>
/// <param name="SendersRefused">Exchange refuses this property to apps.</param>
internal sealed record WrittenSettings(string? GuestsConflict, bool SendersRefused);
