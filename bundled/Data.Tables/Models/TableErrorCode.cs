namespace Azure.Data.Tables.Models;

/// <summary>What the service gives as <see cref="RequestFailedException.ErrorCode"/>.</summary>
public readonly struct TableErrorCode : IEquatable<TableErrorCode>
{
    private readonly string value;

    public TableErrorCode(string value) => this.value = value ?? throw new ArgumentNullException(nameof(value));

    public static TableErrorCode CommandsInBatchActOnDifferentPartitions { get; } = new("CommandsInBatchActOnDifferentPartitions");

    public static TableErrorCode ContentLengthExceeded { get; } = new("ContentLengthExceeded");

    public static TableErrorCode EntityAlreadyExists { get; } = new("EntityAlreadyExists");

    public static TableErrorCode EntityNotFound { get; } = new("EntityNotFound");

    public static TableErrorCode EntityTooLarge { get; } = new("EntityTooLarge");

    public static TableErrorCode Forbidden { get; } = new("Forbidden");

    public static TableErrorCode InvalidDuplicateRow { get; } = new("InvalidDuplicateRow");

    public static TableErrorCode InvalidInput { get; } = new("InvalidInput");

    public static TableErrorCode KeyValueTooLarge { get; } = new("KeyValueTooLarge");

    public static TableErrorCode OperationTimedOut { get; } = new("OperationTimedOut");

    public static TableErrorCode OutOfRangeInput { get; } = new("OutOfRangeInput");

    public static TableErrorCode PropertiesNeedValue { get; } = new("PropertiesNeedValue");

    public static TableErrorCode PropertyNameInvalid { get; } = new("PropertyNameInvalid");

    public static TableErrorCode PropertyValueTooLarge { get; } = new("PropertyValueTooLarge");

    /// <summary>The entity is not there. (<see cref="TableNotFound"/>: the table is not.)</summary>
    public static TableErrorCode ResourceNotFound { get; } = new("ResourceNotFound");

    public static TableErrorCode TableAlreadyExists { get; } = new("TableAlreadyExists");

    public static TableErrorCode TableBeingDeleted { get; } = new("TableBeingDeleted");

    public static TableErrorCode TableNotFound { get; } = new("TableNotFound");

    public static TableErrorCode TooManyProperties { get; } = new("TooManyProperties");

    public static TableErrorCode UpdateConditionNotSatisfied { get; } = new("UpdateConditionNotSatisfied");

    /// <summary>Null, an error without a code, is like no other.</summary>
    public static implicit operator TableErrorCode(string? value) => value is null ? default : new(value);

    public static bool operator ==(TableErrorCode left, TableErrorCode right) => left.Equals(right);

    public static bool operator !=(TableErrorCode left, TableErrorCode right) => !left.Equals(right);

    public bool Equals(TableErrorCode other) => string.Equals(value, other.value, StringComparison.OrdinalIgnoreCase);

    public override bool Equals(object? obj) => obj is TableErrorCode other && Equals(other);

    public override int GetHashCode() => StringComparer.OrdinalIgnoreCase.GetHashCode(value ?? "");

    public override string ToString() => value;
}
