using AdoptionAutomation.Calendar.Editing;
using Microsoft.AspNetCore.Http;

namespace AdoptionAutomation.Kpis.Business;

/// <summary>What somebody who brings figures is told over HTTP.</summary>
internal static class BusinessAnswers
{
    public const string Path = "/api/campaign/" + BusinessFigures.FileName;

    public const string ContentType = "text/csv; charset=utf-8";

    private static readonly FileAnswers Answers = new(Path, "file", "lines");

    public static IResult NoVersionNamed => Answers.NoVersionNamed;

    public static IResult NoFile => Results.Problem(
        $"This campaign has no {BusinessFigures.FileName}. To make one: PUT {Path} with the header If-None-Match: *.", statusCode: 404, title: "No figures");

    public static IResult TooLarge(int most) => Results.Problem(
        $"A file of figures has {most} bytes at most: take out the years that are over; every version is kept.", statusCode: 413, title: "Too large");

    public static IResult Of(BusinessAnswer answer, HttpResponse response)
    {
        switch (answer.Edit)
        {
            case EditAnswer.Written written:
                response.Headers.ETag = Precondition.TagOf(written.ETag);
                return Results.Ok(new { etag = Precondition.TagOf(written.ETag), answer.Kept, problems = written.Warnings.Select(EditAnswers.Document) });
            case EditAnswer.Wrong wrong:
                return Results.Problem(
                    "Nothing was written: no line of it can be used.",
                    statusCode: 422,
                    title: "No figure in it",
                    extensions: new Dictionary<string, object?>(StringComparer.Ordinal) { ["problems"] = wrong.Problems.Select(EditAnswers.Document) });
            default:
                return Answers.Stale(((EditAnswer.Stale)answer.Edit).Current, response);
        }
    }
}
