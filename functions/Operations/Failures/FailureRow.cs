using System.Globalization;
using System.Text.RegularExpressions;
using AdoptionAutomation.Graph;
using Azure;

namespace AdoptionAutomation.Operations.Failures;

/// <summary>Why a message could not be worked off, without a word about people.</summary>
/// <param name="Cause">The exception's type and, from outside, its status and code: what failures are grouped by.</param>
/// <param name="Message">In words.</param>
internal sealed partial record FailureReason(string Cause, string Message)
{
    private const int Longest = 500;

    /// <summary>What others threw is told by status and code: their words may quote what they were sent.</summary>
    public static FailureReason Of(Exception failure) => failure switch
    {
        RequestFailedException storage => new(
            CauseOf(failure, storage.Status, storage.ErrorCode), $"storage: {storage.Status} {storage.ErrorCode}".TrimEnd()),
        GraphFailure graph => new(CauseOf(failure, graph.Status, graph.Code), Masked(graph.Message)),
        _ when failure.GetType().Assembly == typeof(FailureReason).Assembly => new(CauseOf(failure, null, null), Masked(failure.Message)),
        _ => new(CauseOf(failure, null, null), failure.GetType().FullName!),
    };

    private static string CauseOf(Exception failure, int? status, string? code) => string.Join(
        '.', new[] { failure.GetType().Name, status?.ToString(CultureInfo.InvariantCulture), code }.Where(part => part is { Length: > 0 }));

    private static string Masked(string message)
    {
        var masked = Address().Replace(message, "…");
        return masked.Length <= Longest ? masked : masked[..Longest];
    }

    [GeneratedRegex(@"[^\s'""(<]+@[^\s'"")>]+")]
    private static partial Regex Address();
}

/// <param name="Cause">As in <see cref="FailureReason"/>.</param>
/// <param name="Message">As in <see cref="FailureReason"/>, of the last time.</param>
/// <param name="FirstAt">When it failed first.</param>
/// <param name="LastAt">When it failed last.</param>
internal sealed record FailureRow(string Cause, string Message, DateTimeOffset FirstAt, DateTimeOffset LastAt);
