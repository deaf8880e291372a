namespace Azure.Data.Tables;

/// <summary>The four properties every row has. The service sets <see cref="Timestamp"/> and <see cref="ETag"/>.</summary>
public interface ITableEntity
{
    string PartitionKey { get; set; }

    string RowKey { get; set; }

    DateTimeOffset? Timestamp { get; set; }

    ETag ETag { get; set; }
}

public enum TableUpdateMode
{
    /// <summary>Properties that the given entity lacks stay as they are.</summary>
    Merge = 0,
    Replace = 1,
}
