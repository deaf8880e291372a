namespace Azure.Data.Tables;

internal static class EntityNames
{
    public const string PartitionKey = "PartitionKey";
    public const string RowKey = "RowKey";
    public const string Timestamp = "Timestamp";
    public const string ETag = "ETag";

    public const string ETagOnTheWire = "odata.etag";

    /// <summary>Follows a property's name where JSON alone does not tell the type.</summary>
    public const string TypeSuffix = "@odata.type";
}
