using CsvHelper;
using Microsoft.AspNetCore.Http;

namespace AdoptionAutomation.Surveys.Figures;

/// <summary>Candidates as JSON or CSV.</summary>
internal static class CandidatesView
{
    private static readonly string[] Columns = ["round", "person", "name", "mail", "site", "question", "answer"];

    public static IResult Show(HttpRequest request, string scope, string survey, IReadOnlyList<Candidate> candidates)
    {
        var headers = request.HttpContext.Response.Headers;
        (headers.Vary, headers.CacheControl) = ("Accept", "no-store");
        return ResultsView.IsCsv(request)
            ? Results.Bytes(Csv(candidates), ResultsCsv.ContentType, $"{survey}-candidates.csv")
            : Results.Ok(new { campaign = scope, survey, candidates });
    }

    private static byte[] Csv(IReadOnlyList<Candidate> candidates)
    {
        using var output = new MemoryStream();
        using (var csv = CsvWriter.Create(output, ResultsCsv.Options, leaveOpen: true))
        {
            csv.WriteHeader(Columns);
            foreach (var one in candidates)
            {
                csv.WriteRecord([one.Round, one.Person, one.Name, one.Mail, one.Site, one.Question, one.Answer]);
            }
        }

        return output.ToArray();
    }
}
