using AdoptionAutomation.Mail;
using Microsoft.AspNetCore.Http;

namespace AdoptionAutomation.Surveys.Figures;

/// <summary>Released figures as JSON, as CSV, or as a page for those whose browser asks for one. One read, but for the texts of the CSV.</summary>
internal sealed class ResultsView(FiguresStore store, ResultsCsv csv, Pages pages)
{
    private static readonly string[] Languages = ["fr", "en"];
    private static readonly string[] KeptNames = ["campaign", "lang"];

    public async Task<IResult> ShowAsync(HttpRequest request, string scope, string survey, CancellationToken cancellationToken)
    {
        var headers = request.HttpContext.Response.Headers;
        (headers.Vary, headers.CacheControl) = ("Accept", "no-store");
        if (await store.FindAsync(scope, survey, cancellationToken) is not { } figures)
        {
            return Results.Problem(
                $"Nothing of survey '{survey}' of {scope} has been released: figures come in the night after answers did.", statusCode: 404, title: "No results yet");
        }

        var wanted = request.Query["round"].ToString();
        if (wanted.Length > 0 && figures.Rounds.All(round => round.Round != wanted))
        {
            return Results.Problem(
                $"Survey '{survey}' has no results of a round of that name; it has: {string.Join(", ", figures.Rounds.Select(round => round.Round))}.",
                statusCode: 404,
                title: "No such round");
        }

        var chosen = wanted.Length == 0 ? figures : figures with { Rounds = [.. figures.Rounds.Where(round => round.Round == wanted)] };
        var language = LanguageOf(request, chosen.Rounds[^1]);
        if (IsCsv(request))
        {
            return Results.Stream(
                output => csv.WriteAsync(output, scope, chosen, new(language), cancellationToken), ResultsCsv.ContentType, $"{survey}.csv");
        }

        return PageAnswer.Accepts(request, "text/html")
            ? PageAnswer.Of(request, await PageAsync(figures, chosen.Rounds[^1], language, KeptOf(request)), ResultsStyle.Css)
            : Results.Json(chosen, FiguresStore.Json);
    }

    public static bool IsCsv(HttpRequest request) => request.Query["format"] == "csv" || PageAnswer.Accepts(request, "text/csv");

    /// <summary>The page; it needs nothing but itself.</summary>
    public Task<string> PageAsync(SurveyFigures figures, RoundFigures round, string language, string kept = "") => pages.RenderAsync<ResultsPage>(
        (nameof(ResultsPage.Figures), figures), (nameof(ResultsPage.Round), round), (nameof(ResultsPage.Language), language), (nameof(ResultsPage.Kept), kept));

    private static string LanguageOf(HttpRequest request, RoundFigures round) =>
        Array.Find(Languages, language => request.Query["lang"] == language) ?? round.Languages.FirstOrDefault(Languages.Contains) ?? Languages[0];

    private static string KeptOf(HttpRequest request) => string.Join('&', KeptNames
        .Where(name => request.Query[name].ToString().Length > 0)
        .Select(name => $"{name}={Uri.EscapeDataString(request.Query[name].ToString())}"));
}
