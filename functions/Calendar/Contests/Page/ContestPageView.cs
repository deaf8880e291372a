using AdoptionAutomation.Graph;
using AdoptionAutomation.Mail;
using AdoptionAutomation.Waves.PersonPages;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace AdoptionAutomation.Calendar.Contests.Page;

/// <summary>A contest's page as an answer, whoever looks.</summary>
internal sealed partial class ContestPageView(
    Pages pages, PersonPageView others, ContestsTable table, DrawRecords records, ContestLinks links, TimeProvider time, ILogger<ContestPageView> logger)
{
    /// <summary>The page as it is for this visit now.</summary>
    public async Task<IResult> ShowAsync(HttpRequest request, ContestVisit visit, CancellationToken cancellationToken) => visit switch
    {
        _ when time.GetUtcNow() >= visit.ClosesAt => await ClosedAsync(request, visit, StatusCodes.Status200OK, cancellationToken),
        { Who: Visitor.Nobody nobody } => await PageAsync(request, ContestPageWords.SignIn(visit, nobody.SignInUrl)),
        { Person: { } person } => await PageAsync(request, Form(visit, await FindAnswerAsync(visit, person, cancellationToken))),
        _ => await PageAsync(request, ContestPageWords.NotForYou(visit), StatusCodes.Status403Forbidden),
    };

    /// <summary>The page after an answer was kept.</summary>
    public Task<IResult> ThankAsync(HttpRequest request, ContestVisit visit, ContestAnswer answer) => PageAsync(request, Form(visit, answer));

    public async Task<IResult> NothingChosenAsync(HttpRequest request, ContestVisit visit, CancellationToken cancellationToken) => await PageAsync(
        request,
        ContestPageWords.NothingChosen(Form(visit, await FindAnswerAsync(visit, visit.Person!, cancellationToken))),
        StatusCodes.Status400BadRequest);

    public async Task<IResult> ClosedAsync(HttpRequest request, ContestVisit visit, int status, CancellationToken cancellationToken)
    {
        var record = await records.FindAsync(visit.Campaign.Id, visit.Contest.Id, cancellationToken);
        var answer = visit.Person is { } person ? await FindAnswerAsync(visit, person, cancellationToken) : null;
        return await PageAsync(request, ContestPageWords.Closed(visit, record, answer, links.ToDraw(visit.Campaign, visit.Contest)), status);
    }

    /// <summary>One answer to whatever is wrong with a link, so that it tells nothing.</summary>
    public Task<IResult> NowhereAsync(HttpRequest request, int status = StatusCodes.Status404NotFound) =>
        others.ShowAsync(request, PersonWords.Nowhere, status);

    /// <summary>Storage or directory out of reach is a page too.</summary>
    public Task<IResult> GuardAsync(HttpRequest request, Func<Task<IResult>> answer) => others.GuardAsync(request, async () =>
    {
        try
        {
            return await answer();
        }
        catch (GraphFailure failure)
        {
            Log.Unavailable(logger, failure.Reason);
            return await others.ShowAsync(request, PersonWords.NotNow, StatusCodes.Status503ServiceUnavailable);
        }
    });

    private ContestPageContent Form(ContestVisit visit, ContestAnswer? answer) =>
        ContestPageWords.Ask(visit, answer, links.TokenOf(visit.Campaign, visit.Contest, visit.Person));

    private Task<ContestAnswer?> FindAnswerAsync(ContestVisit visit, string person, CancellationToken cancellationToken) =>
        table.FindAnswerAsync(visit.Campaign.Id, visit.Contest.Id, person, cancellationToken);

    private async Task<IResult> PageAsync(HttpRequest request, ContestPageContent content, int status = StatusCodes.Status200OK) => PageAnswer.Of(
        request, await pages.RenderAsync<ContestPage>((nameof(ContestPage.Content), content)), ContestPage.Css, content.Form is not null, status);

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "A contest's page could not be shown, as the directory did not answer: {Reason}.")]
        public static partial void Unavailable(ILogger logger, string reason);
    }
}
