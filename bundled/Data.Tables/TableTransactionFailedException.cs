using System.Globalization;

namespace Azure.Data.Tables;

/// <summary>The service refused a transaction: nothing of it happened.</summary>
public class TableTransactionFailedException : RequestFailedException
{
    public TableTransactionFailedException(RequestFailedException requestFailedException)
        : base(
            requestFailedException.Status,
            requestFailedException.Message,
            requestFailedException.ErrorCode,
            requestFailedException.InnerException)
    {
        foreach (var key in requestFailedException.Data.Keys)
        {
            Data[key] = requestFailedException.Data[key];
        }

        if (Data[TableErrors.FailedIndex] is string index
            && int.TryParse(index, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            FailedTransactionActionIndex = number;
        }
    }

    /// <summary>Counted from 0 in the order submitted; null where the service did not say.</summary>
    public int? FailedTransactionActionIndex { get; }
}
