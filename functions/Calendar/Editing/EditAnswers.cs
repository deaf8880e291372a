using AdoptionAutomation.Campaigns;
using Microsoft.AspNetCore.Http;

namespace AdoptionAutomation.Calendar.Editing;

/// <summary>What an editor is told over HTTP.</summary>
internal static class EditAnswers
{
    public const string Path = "/api/campaign/" + CampaignFileKind.CalendarName;

    private static readonly FileAnswers Answers = new(Path, "calendar", "changes");

    public static IResult NoVersionNamed => Answers.NoVersionNamed;

    public static IResult NoFile => Results.Problem(
        $"This campaign has no content-calendar.json. To make one: PUT {Path} with the header If-None-Match: *.", statusCode: 404, title: "No calendar");

    public static IResult TooLarge(int most) => Results.Problem(
        $"A calendar has {most} bytes at most: leave out the posts of seasons that are over; every version is kept.", statusCode: 413, title: "Too large");

    public static IResult Of(EditAnswer answer, HttpResponse response)
    {
        switch (answer)
        {
            case EditAnswer.Written written:
                response.Headers.ETag = Precondition.TagOf(written.ETag);
                return Results.Ok(new { etag = Precondition.TagOf(written.ETag), warnings = written.Warnings.Select(Document) });
            case EditAnswer.Wrong wrong:
                return Results.Problem(
                    $"Nothing was written: mend the {wrong.Problems.Count} problems and send it again.",
                    statusCode: 422,
                    title: "The calendar would not run",
                    extensions: new Dictionary<string, object?>(StringComparer.Ordinal) { ["problems"] = wrong.Problems.Select(Document) });
            default:
                return Answers.Stale(((EditAnswer.Stale)answer).Current, response);
        }
    }

    public static object Document(Problem problem) => new
    {
        problem.File,
        problem.Line,
        problem.Column,
        problem.Path,
        problem.Code,
        severity = problem.IsWarning ? "warning" : "error",
        problem.Text,
    };
}
