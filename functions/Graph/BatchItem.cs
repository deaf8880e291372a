using System.Text.Json;

namespace AdoptionAutomation.Graph;

/// <summary>One answer inside a $batch.</summary>
internal sealed record BatchItem(int Status, string? Code, string Message, TimeSpan? RetryAfter)
{
    // A $ref POST is refused with 400 both for a wrong reference and for one already there; only the text tells them apart.
    private const string AlreadyThere = "added object references already exist";

    public static async Task<BatchItem> ReadAsync(HttpResponseMessage? answer, CancellationToken cancellationToken)
    {
        if (answer is null)
        {
            return new(500, "noAnswerInBatch", "", null);
        }

        if (answer.IsSuccessStatusCode)
        {
            return new((int)answer.StatusCode, null, "", null);
        }

        var (code, message) = ErrorIn(await answer.Content.ReadAsStringAsync(cancellationToken));
        var retryAfter = answer.Headers.TryGetValues("Retry-After", out var values) ? Effects.RetryAfter.Parse(values.FirstOrDefault()) : null;
        return new((int)answer.StatusCode, code, message, retryAfter);
    }

    /// <summary>Null if the person is now a member.</summary>
    public GraphFailure? FailureFor(string groupId) => Status == 400 && IsAlreadyThere(Message)
        ? null
        : Failure($"add a member to group {groupId}", Permissions.WriteMembers);

    /// <summary>Whether a $ref POST was refused because the reference is there.</summary>
    public static bool IsAlreadyThere(string? message) => message?.Contains(AlreadyThere, StringComparison.OrdinalIgnoreCase) is true;

    /// <summary>Null if it succeeded.</summary>
    /// <param name="request">What was asked, without personal data.</param>
    /// <param name="permission">The application permission it needs.</param>
    public GraphFailure? Failure(string request, string permission) =>
        Status < 300 ? null : GraphFailure.FromStatus(request, permission, Status, Code, RetryAfter, Message);

    private static (string? Code, string Message) ErrorIn(string body)
    {
        try
        {
            using var json = JsonDocument.Parse(body);
            var error = json.RootElement.GetProperty("error");
            return (error.GetProperty("code").GetString(), error.GetProperty("message").GetString() ?? "");
        }
        catch (Exception unreadable) when (unreadable is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return (null, "");
        }
    }
}
