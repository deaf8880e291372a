using System.Globalization;
using AdoptionAutomation.Effects;
using AdoptionAutomation.Mail;
using AdoptionAutomation.Storage;
using AdoptionAutomation.Surveys.Rounds;
using Azure;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace AdoptionAutomation.Surveys.Answering.Page;

/// <summary>The survey's pages as answers.</summary>
internal sealed partial class SurveyPageView(Pages pages, ILogger<SurveyPageView> logger)
{
    /// <summary>The page with its questions; with what was typed and what is wrong with it, if it was sent.</summary>
    public async Task<IResult> AskAsync(
        HttpRequest request,
        SurveyVisit visit,
        string language,
        IReadOnlyDictionary<string, IReadOnlyList<string>>? given = null,
        IReadOnlyList<AnswerProblem>? problems = null)
    {
        var content = SurveyPageWords.Of(visit.Round, language, given, problems) with
        {
            Token = visit.Token,

            // Following a link would lose what was typed.
            Others = given is not null ? [] : [.. visit.Round.Languages.Where(other => other != language).Select(other => Other(visit.Token, other))],
        };
        var status = problems is { Count: > 0 } ? StatusCodes.Status400BadRequest : StatusCodes.Status200OK;
        return PageAnswer.Of(request, await RenderAsync(content), content.Css, hasForm: true, status);
    }

    /// <summary>The page for its author: it sends nothing.</summary>
    public async Task<IResult> PreviewAsync(HttpRequest request, SurveyRound round, string language) => PageAnswer.OfPreview(
        request,
        await RenderAsync(SurveyPageWords.Of(round, language) with
        {
            PreviewWords = FrenchText.Say(
                language, "Aperçu : rien ne peut être envoyé depuis cette page.", "Preview: nothing can be sent from this page."),
        }));

    public Task<IResult> ThankAsync(HttpRequest request, SurveyVisit visit, string language, CheckedAnswer answer) =>
        NoteAsync(request, NoteWords.Thanks(visit, language, answer.Named.Count > 0));

    /// <summary>One answer to every link that takes none.</summary>
    public Task<IResult> NowhereAsync(HttpRequest request) => NoteAsync(request, NoteWords.Nowhere, StatusCodes.Status404NotFound);

    /// <param name="request">The call.</param>
    /// <param name="status">413 or 415.</param>
    public Task<IResult> RefuseAsync(HttpRequest request, int status) => NoteAsync(request, NoteWords.Refused, status);

    public Task<IResult> BusyAsync(HttpRequest request, SurveyForm? form, TimeSpan wait)
    {
        request.HttpContext.Response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        return NoteAsync(request, NoteWords.Busy(form), StatusCodes.Status429TooManyRequests);
    }

    /// <summary>What was typed goes back to the browser: it keeps no form of a page that is not to be kept.</summary>
    public Task<IResult> NotNowAsync(HttpRequest request, SurveyForm? form) =>
        NoteAsync(request, NoteWords.NotNow(form), StatusCodes.Status503ServiceUnavailable);

    /// <summary>Storage out of reach is a page too.</summary>
    public async Task<IResult> GuardAsync(HttpRequest request, SurveyForm? form, Func<Task<IResult>> answer)
    {
        try
        {
            return await answer();
        }
        catch (Exception storage) when (storage is RequestFailedException or ContentionException
            || (storage is AggregateException all && all.InnerExceptions.All(inner => inner is RequestFailedException)))
        {
            Log.Unavailable(logger, (storage as RequestFailedException)?.Status ?? 0, (storage as RequestFailedException)?.ErrorCode);
            return await NotNowAsync(request, form);
        }
    }

    private static SurveyPageLink Other(string token, string language) => new(
        language,
        $"{SurveyLinks.Route}?{SurveyForm.TokenField}={token}&{SurveyForm.LanguageField}={language}",
        language == "fr" ? "En français" : "In English");

    private Task<string> RenderAsync(SurveyPageContent content) => pages.RenderAsync<SurveyPage>((nameof(SurveyPage.Content), content));

    private async Task<IResult> NoteAsync(HttpRequest request, SurveyNoteContent content, int status = StatusCodes.Status200OK) => PageAnswer.Of(
        request, await pages.RenderAsync<SurveyNote>((nameof(SurveyNote.Content), content)), SurveyFrame.Css, content.Again.Count > 0, status);

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "The survey page could not be shown or its answer kept: storage answered {Status} {Code}.")]
        public static partial void Unavailable(ILogger logger, int status, string? code);
    }
}
