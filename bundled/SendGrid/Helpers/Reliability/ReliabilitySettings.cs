using System.Net;

namespace SendGrid.Helpers.Reliability;

public class ReliabilitySettings
{
    private const int MostRetries = 5;
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(30);

    public ReliabilitySettings()
        : this(0, TimeSpan.Zero, TimeSpan.Zero, TimeSpan.Zero)
    {
    }

    /// <param name="maximumNumberOfRetries">0 to 5.</param>
    /// <param name="minimumBackoff">The first wait; none is longer than 30 s.</param>
    /// <param name="maximumBackOff">No wait is longer.</param>
    /// <param name="deltaBackOff">Doubles with each retry, on top of the first wait.</param>
    public ReliabilitySettings(int maximumNumberOfRetries, TimeSpan minimumBackoff, TimeSpan maximumBackOff, TimeSpan deltaBackOff)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(maximumNumberOfRetries);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(maximumNumberOfRetries, MostRetries);
        InRange(minimumBackoff, nameof(minimumBackoff));
        InRange(maximumBackOff, nameof(maximumBackOff));
        InRange(deltaBackOff, nameof(deltaBackOff));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(minimumBackoff, maximumBackOff);
        MaximumNumberOfRetries = maximumNumberOfRetries;
        MinimumBackOff = minimumBackoff;
        MaximumBackOff = maximumBackOff;
        DeltaBackOff = deltaBackOff;
    }

    public int MaximumNumberOfRetries { get; }

    public TimeSpan MinimumBackOff { get; }

    public TimeSpan MaximumBackOff { get; }

    public TimeSpan DeltaBackOff { get; }

    public List<HttpStatusCode> RetriableServerErrorStatusCodes { get; } = DefaultRetriableServerErrorStatusCodes;

    public static List<HttpStatusCode> DefaultRetriableServerErrorStatusCodes =>
        [HttpStatusCode.InternalServerError, HttpStatusCode.BadGateway, HttpStatusCode.ServiceUnavailable, HttpStatusCode.GatewayTimeout];

    internal TimeSpan Wait(int retry)
    {
        var wait = MinimumBackOff + (DeltaBackOff * ((1 << retry) - 1));
        return wait < MaximumBackOff ? wait : MaximumBackOff;
    }

    private static void InRange(TimeSpan span, string name)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(span, TimeSpan.Zero, name);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(span, LongestWait, name);
    }
}
