using System.Globalization;
using System.Text.RegularExpressions;

namespace AdoptionAutomation.Calendar.Channels.Cards;

internal enum WorkflowAnswerKind
{
    /// <summary>Power Automate has it; whether Teams shows it comes later, and nobody tells.</summary>
    Accepted,

    /// <summary>Not done for sure: this workflow asks for a rest.</summary>
    Throttled,

    /// <summary>Not done for sure: the service is down.</summary>
    Unavailable,

    Unknown,

    /// <summary>This post never goes through.</summary>
    Refused,

    /// <summary>Nothing goes through this workflow any more: it was deleted or switched off, or its address has changed.</summary>
    Gone,
}

/// <summary>What a workflow's answer means (pure). The address, which is a secret, is in none of the words.</summary>
/// <param name="Kind">What it means.</param>
/// <param name="Why">For people.</param>
internal sealed partial record WorkflowAnswer(WorkflowAnswerKind Kind, string Why)
{
    /// <param name="status">HTTP status.</param>
    /// <param name="body">What came with it; only a code of it is kept.</param>
    /// <param name="saysWhen">Whether it came with Retry-After.</param>
    public static WorkflowAnswer Of(int status, string body, bool saysWhen)
    {
        // Connectors of the old kind answer 200 and say in the body that Teams refused it.
        if (status is >= 200 and < 300)
        {
            return TeamsError().Match(body) is { Success: true } error
                ? Of(int.Parse(error.Groups["status"].ValueSpan, CultureInfo.InvariantCulture), "", saysWhen)
                : new(WorkflowAnswerKind.Accepted, "accepted");
        }

        var reason = $"{status} {ErrorCode().Match(body).Groups["code"].Value}".TrimEnd();
        return status switch
        {
            429 => new(WorkflowAnswerKind.Throttled, reason),
            503 when saysWhen => new(WorkflowAnswerKind.Unavailable, reason),
            408 or >= 500 => new(WorkflowAnswerKind.Unknown, reason),
            401 or 403 or 404 or 410 => new(WorkflowAnswerKind.Gone, reason),
            _ when SwitchedOff().IsMatch(reason) => new(WorkflowAnswerKind.Gone, reason),
            413 => new(WorkflowAnswerKind.Refused, $"{reason}: too large"),
            _ => new(WorkflowAnswerKind.Refused, $"{reason}: the workflow does not take the card"),
        };
    }

    [GeneratedRegex(@"returned HTTP error (?<status>\d{3})\b", RegexOptions.ExplicitCapture)]
    private static partial Regex TeamsError();

    [GeneratedRegex("""
        "code"\s*:\s*"(?<code>[A-Za-z]{1,60})"
        """, RegexOptions.ExplicitCapture | RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex ErrorCode();

    [GeneratedRegex("NotEnabled|Disabled|NotFound|Suspended", RegexOptions.ExplicitCapture)]
    private static partial Regex SwitchedOff();
}
