namespace Azure.Data.Tables;

public enum TableTransactionActionType
{
    Add = 0,

    /// <summary>With an ETag only if it matches; without one the row may be new, as in <see cref="UpsertMerge"/>.</summary>
    UpdateMerge = 1,

    /// <inheritdoc cref="UpdateMerge"/>
    UpdateReplace = 2,
    Delete = 3,
    UpsertMerge = 4,
    UpsertReplace = 5,
}

public class TableTransactionAction
{
    public TableTransactionAction(TableTransactionActionType actionType, ITableEntity entity)
        : this(actionType, entity, default)
    {
    }

    public TableTransactionAction(TableTransactionActionType actionType, ITableEntity entity, ETag etag = default)
    {
        ArgumentNullException.ThrowIfNull(entity);
        ActionType = actionType;
        Entity = entity;
        ETag = etag;
    }

    public TableTransactionActionType ActionType { get; }

    public ITableEntity Entity { get; }

    public ETag ETag { get; }
}
