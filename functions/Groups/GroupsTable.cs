using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization;
using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Groups.Drift;
using AdoptionAutomation.Storage;
using Azure;
using Azure.Data.Tables;

namespace AdoptionAutomation.Groups;

internal enum GroupState
{
    /// <summary>Approved by IT, not made yet.</summary>
    Approved,

    /// <summary>Made; parts of it are still missing.</summary>
    Created,

    /// <summary>Stands with every part that Graph would take.</summary>
    Ready,

    /// <summary>Cannot be made as declared; the reason says what to mend.</summary>
    Failed,
}

/// <summary>One row per declared group: partition campaign, row the group's id. No personal data; kept for the campaign's life.</summary>
internal sealed class GroupsTable(TableServiceClient service)
{
    private readonly TableClient table = service.GetTableClient(TableNames.Groups);

    public async Task<GroupRow?> FindAsync(string campaign, string group, CancellationToken cancellationToken)
    {
        var found = await table.GetEntityIfExistsAsync<TableEntity>(Key.Of(campaign), Key.Of(group), cancellationToken: cancellationToken);
        return found is { HasValue: true, Value: { } entity } ? RowOf(entity) : null;
    }

    public async IAsyncEnumerable<GroupRow> ListAsync(string campaign, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {Key.Of(campaign)}");
        await foreach (var entity in table.QueryAsync<TableEntity>(filter, cancellationToken: cancellationToken))
        {
            yield return RowOf(entity);
        }
    }

    /// <summary>The groups whose ids lie between two, both included.</summary>
    public IAsyncEnumerable<GroupRow> RangeAsync(string campaign, string first, string last, CancellationToken cancellationToken)
    {
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {Key.Of(campaign)} and RowKey ge {Key.Of(first)} and RowKey le {Key.Of(last)}");
        return table.QueryAsync<TableEntity>(filter, cancellationToken: cancellationToken).Select(RowOf);
    }

    /// <summary>The groups that stand.</summary>
    public IAsyncEnumerable<GroupRow> ReadyAsync(string campaign, CancellationToken cancellationToken) =>
        ListAsync(campaign, cancellationToken).Where(row => row.State == GroupState.Ready);

    /// <summary>Writes one row, if nobody wrote it since it was read.</summary>
    /// <returns>The row with its new ETag; null if another writer was first.</returns>
    public async Task<GroupRow?> TryWriteAsync(string campaign, GroupRow row, CancellationToken cancellationToken)
    {
        var entity = EntityOf(campaign, row);
        try
        {
            var answer = row.ETag == default
                ? await table.AddEntityAsync(entity, cancellationToken)
                : await table.UpdateEntityAsync(entity, row.ETag, TableUpdateMode.Replace, cancellationToken);
            return row with { ETag = answer.Headers.ETag ?? row.ETag };
        }
        catch (RequestFailedException conflict) when (conflict.Status is 404 or 409 or 412)
        {
            return null;
        }
    }

    /// <summary>Writes up to <see cref="RowTransactions.Size"/> rows, all or none.</summary>
    /// <returns>False if somebody wrote one of them since it was read.</returns>
    public Task<bool> TryWriteAsync(string campaign, IReadOnlyList<GroupRow> rows, CancellationToken cancellationToken) => TrySubmitAsync(
        rows.Select(row => row.ETag == default
            ? new TableTransactionAction(TableTransactionActionType.Add, EntityOf(campaign, row))
            : new(TableTransactionActionType.UpdateReplace, EntityOf(campaign, row), row.ETag)),
        cancellationToken);

    /// <summary>Records up to <see cref="RowTransactions.Size"/> checks at once; if another writer was first at any of them, each by itself.</summary>
    /// <returns>How many were recorded.</returns>
    public async Task<int> RecordAsync(string campaign, IReadOnlyList<GroupCheck> checks, CancellationToken cancellationToken)
    {
        var actions = checks.Select(check => ActionOf(campaign, check)).ToList();
        if (actions.Count == 0 || await TrySubmitAsync(actions, cancellationToken))
        {
            return actions.Count;
        }

        var written = 0;
        foreach (var action in actions)
        {
            written += await TrySubmitAsync([action], cancellationToken) ? 1 : 0;
        }

        return written;
    }

    private async Task<bool> TrySubmitAsync(IEnumerable<TableTransactionAction> actions, CancellationToken cancellationToken)
    {
        try
        {
            await table.SubmitTransactionAsync(actions, cancellationToken);
            return true;
        }
        catch (RequestFailedException conflict) when (conflict.Status is 404 or 409 or 412)
        {
            return false;
        }
    }

    private static TableTransactionAction ActionOf(string campaign, GroupCheck check) => check.IsQuiet
        ? new(
            TableTransactionActionType.UpdateMerge,
            new TableEntity(Key.Of(campaign), Key.Of(check.Before.Group)) { ["CheckedAt"] = check.After.CheckedAt!.Value },
            check.Before.ETag)
        : new(TableTransactionActionType.UpdateReplace, EntityOf(campaign, check.After), check.Before.ETag);

    private static TableEntity EntityOf(string campaign, GroupRow row) => new(Key.Of(campaign), Key.Of(row.Group))
    {
        ["State"] = row.State.ToString(),
        ["Approved"] = row.Approved,
        ["GraphId"] = row.GraphId!,
        ["Mail"] = row.Mail!,
        ["MadeAt"] = row.MadeAt!,
        ["Reason"] = row.Reason!,
        ["Applied"] = JsonSerializer.Serialize(row.Applied),
        ["Refused"] = JsonSerializer.Serialize(row.Refused),
        ["Expansion"] = row.From?.Expansion!,
        ["Value"] = row.From?.Value!,
        ["Cursor"] = row.Cursor!,
        ["MailboxJoined"] = row.MailboxJoined,
        ["Posts"] = JsonSerializer.Serialize(row.Posts),
        ["Drift"] = JsonSerializer.Serialize(row.Drift, JsonSerializerOptions.Web),
        ["CheckedAt"] = row.CheckedAt!,
    };

    private static GroupRow RowOf(TableEntity entity) => new(entity.RowKey)
    {
        ETag = entity.ETag,
        ChangedAt = entity.Timestamp,
        State = Enum.Parse<GroupState>(entity.GetString("State")!),
        Approved = entity.GetString("Approved")!,
        GraphId = entity.GetString("GraphId"),
        Mail = entity.GetString("Mail"),
        MadeAt = entity.GetDateTimeOffset("MadeAt"),
        Reason = entity.GetString("Reason"),
        Applied = JsonSerializer.Deserialize<ImmutableDictionary<GroupPart, string>>(entity.GetString("Applied")!)!,
        Refused = JsonSerializer.Deserialize<ImmutableDictionary<GroupPart, string>>(entity.GetString("Refused")!)!,
        From = entity.GetString("Expansion") is { } expansion ? new(expansion, entity.GetString("Value")!) : null,
        Cursor = entity.GetString("Cursor"),
        MailboxJoined = entity.GetBoolean("MailboxJoined") is true,
        Posts = JsonSerializer.Deserialize<ImmutableSortedDictionary<int, PostState>>(entity.GetString("Posts")!)!,
        Drift = JsonSerializer.Deserialize<IReadOnlyList<GroupDrift>>(entity.GetString("Drift")!, JsonSerializerOptions.Web)!,
        CheckedAt = entity.GetDateTimeOffset("CheckedAt"),
    };
}

/// <param name="Group">The declared group's id.</param>
internal sealed record GroupRow(string Group)
{
    /// <summary>
    /// What is not found so soon after the group was made may still be on its way through the directory, Exchange and Teams; later it is gone.
    /// </summary>
    private static readonly TimeSpan Youth = TimeSpan.FromHours(24);

    /// <summary>Default: not in the table yet.</summary>
    public ETag ETag { get; init; }

    public GroupState State { get; init; } = GroupState.Approved;

    /// <summary>The declaration that IT applied (<see cref="GroupParts.Approval"/>); a changed one waits for the next apply.</summary>
    public required string Approved { get; init; }

    /// <summary>Object id in the tenant, once known.</summary>
    public string? GraphId { get; init; }

    /// <summary>The group's own address.</summary>
    public string? Mail { get; init; }

    /// <summary>When it was made or adopted.</summary>
    public DateTimeOffset? MadeAt { get; init; }

    /// <summary>When the row was last written.</summary>
    public DateTimeOffset? ChangedAt { get; init; }

    /// <summary>Why it failed as a whole.</summary>
    public string? Reason { get; init; }

    /// <summary>The parts brought about, with the fingerprint of what was wanted then.</summary>
    public ImmutableDictionary<GroupPart, string> Applied { get; init; } = ImmutableDictionary<GroupPart, string>.Empty;

    /// <summary>The parts that will not be brought about, and why; the next apply tries them again.</summary>
    public ImmutableDictionary<GroupPart, string> Refused { get; init; } = ImmutableDictionary<GroupPart, string>.Empty;

    /// <summary>The expansion and value of a group that is not written by hand.</summary>
    public ExpandedFrom? From { get; init; }

    /// <summary>How far the part under way has come (<see cref="Steps.GroupWork.CursorOf"/>); null: at its start.</summary>
    public string? Cursor { get; init; }

    /// <summary>Whether the service mailbox is a member, as it must be where only members post.</summary>
    public bool MailboxJoined { get; init; }

    /// <summary>The welcome posts that went out, or may have, by their number from 1.</summary>
    public ImmutableSortedDictionary<int, PostState> Posts { get; init; } = ImmutableSortedDictionary<int, PostState>.Empty;

    /// <summary>What the last daily check found different from the declaration.</summary>
    public IReadOnlyList<GroupDrift> Drift { get; init; } = [];

    public DateTimeOffset? CheckedAt { get; init; }

    /// <summary>Numbers of the welcome posts about which IT has to decide.</summary>
    public IReadOnlyList<int> UncertainPosts => [.. Posts.Where(post => post.Value == PostState.Uncertain).Select(post => post.Key)];

    public bool IsYoung(DateTimeOffset now) => MadeAt + Youth > now;

    public bool Has(GroupPart part, string wanted) => Applied.GetValueOrDefault(part) == wanted;
}

[JsonConverter(typeof(JsonStringEnumConverter<PostState>))]
internal enum PostState
{
    Sent,

    /// <summary>Nobody knows whether it went out; only IT's decision settles it.</summary>
    Uncertain,
}

/// <summary>One difference between what was declared and what is.</summary>
/// <param name="Kind">What differs.</param>
/// <param name="Detail">Which one; ids and names of things, never of people.</param>
/// <param name="Repaired">Whether the check put it back.</param>
/// <param name="Tried">Whether the check put it back before and it still is so; the check goes on trying.</param>
internal sealed record GroupDrift(DriftKind Kind, string Detail, bool Repaired, bool Tried = false);

internal enum DriftKind
{
    Deleted,
    Ownerless,
    OwnerGone,
    Renamed,
    Redescribed,
    VisibilityChanged,
    TeamDeleted,
    ChannelDeleted,
    Expired,
}
