using Azure;
using Microsoft.AspNetCore.Http;

namespace AdoptionAutomation.Calendar.Editing;

/// <summary>What anybody is told over HTTP who replaces a file of a campaign.</summary>
/// <param name="Path">The file's address.</param>
/// <param name="File">What it is called.</param>
/// <param name="Parts">What its editors change in it.</param>
internal sealed record FileAnswers(string Path, string File, string Parts)
{
    public IResult NoVersionNamed => Results.Problem(
        $"Say which version you replace: GET {Path}, and send its ETag in the header If-Match. If there is no file yet, send If-None-Match: *.",
        statusCode: 428,
        title: "Which version?");

    /// <param name="current">Of the version that stands there; null: there is none.</param>
    /// <param name="response">Gets its ETag.</param>
    public IResult Stale(ETag? current, HttpResponse response)
    {
        if (current is not { } etag)
        {
            return Results.Problem($"There is no {File} to replace: send If-None-Match: * to make one.", statusCode: 412, title: "No such version");
        }

        response.Headers.ETag = Precondition.TagOf(etag);
        return Results.Problem(
            $"Nothing was written: somebody else has written since. GET {Path} again, put your {Parts} into what it answers, and send that with its ETag, {etag:H}.",
            statusCode: 412,
            title: "Another version stands there");
    }
}
