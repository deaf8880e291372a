using System.Globalization;
using System.Xml;

namespace Azure.Data.Tables;

/// <summary>Values as OData literals.</summary>
internal static class FilterLiteral
{
    public static string Fill(FormattableString filter)
    {
        ArgumentNullException.ThrowIfNull(filter);
        var literals = Array.ConvertAll(filter.GetArguments(), static value => (object)Of(value));
        return string.Format(CultureInfo.InvariantCulture, filter.Format, literals);
    }

    /// <exception cref="ArgumentException">A filter cannot hold such a value.</exception>
    public static string Of(object? value) => value switch
    {
        string text => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'",
        bool truth => truth ? "true" : "false",
        int number => number.ToString(CultureInfo.InvariantCulture),
        long number => number.ToString(CultureInfo.InvariantCulture) + "L",
        double number => Double(number),
        Guid id => $"guid'{id}'",
        DateTimeOffset moment => $"datetime'{XmlConvert.ToString(moment.UtcDateTime, XmlDateTimeSerializationMode.RoundtripKind)}'",
        DateTime moment => $"datetime'{XmlConvert.ToString(moment.ToUniversalTime(), XmlDateTimeSerializationMode.RoundtripKind)}'",
        byte[] bytes => $"X'{Convert.ToHexString(bytes)}'",
        BinaryData data => $"X'{Convert.ToHexString(data.ToMemory().Span)}'",
        Enum constant => $"'{constant}'",
        null => throw new ArgumentException(
            "A table filter cannot compare with null: a missing property matches no comparison.", nameof(value)),
        _ => throw new ArgumentException($"A table filter cannot hold a {value.GetType()}.", nameof(value)),
    };

    /// <summary>Always with a point or an exponent, or the service takes it for an Int32.</summary>
    private static string Double(double number)
    {
        var text = number.ToString("R", CultureInfo.InvariantCulture);
        return text.AsSpan().IndexOfAny('.', 'E', 'N') < 0 && double.IsFinite(number) ? text + ".0" : text;
    }
}
