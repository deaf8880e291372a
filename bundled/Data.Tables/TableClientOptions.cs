using Azure.Core;

namespace Azure.Data.Tables;

public class TableClientOptions : ClientOptions
{
    public TableClientOptions(ServiceVersion serviceVersion = ServiceVersion.V2020_12_06) =>
        Version = serviceVersion switch
        {
            ServiceVersion.V2019_02_02 => "2019-02-02",
            ServiceVersion.V2020_12_06 => "2020-12-06",
            _ => throw new NotSupportedException($"The table service version {serviceVersion} is unknown."),
        };

    /// <summary>The first version with Entra ID tokens is 2020-12-06.</summary>
    public enum ServiceVersion
    {
        V2019_02_02 = 1,
        V2020_12_06 = 2,
    }

    /// <summary>Whose tokens the service takes; null is Azure's public cloud.</summary>
    public TableAudience? Audience { get; set; }

    internal string Version { get; }
}

public readonly struct TableAudience : IEquatable<TableAudience>
{
    private readonly string value;

    public TableAudience(string value)
    {
        ArgumentException.ThrowIfNullOrEmpty(value);
        this.value = value;
    }

    public static TableAudience AzurePublicCloud { get; } = new("https://storage.azure.com");

    public static TableAudience AzureChina { get; } = new("https://storage.azure.cn");

    public static TableAudience AzureGovernment { get; } = new("https://storage.azure.us");

    internal string Scope => $"{value.TrimEnd('/')}/.default";

    public static implicit operator TableAudience(string value) => new(value);

    public static bool operator ==(TableAudience left, TableAudience right) => left.Equals(right);

    public static bool operator !=(TableAudience left, TableAudience right) => !left.Equals(right);

    public bool Equals(TableAudience other) => string.Equals(value, other.value, StringComparison.OrdinalIgnoreCase);

    public override bool Equals(object? obj) => obj is TableAudience other && Equals(other);

    public override int GetHashCode() => StringComparer.OrdinalIgnoreCase.GetHashCode(value ?? "");

    public override string ToString() => value;
}
