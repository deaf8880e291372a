using AdoptionAutomation.Mail;
using Azure;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace AdoptionAutomation.Waves.PersonPages;

/// <summary>People's pages as answers.</summary>
internal sealed partial class PersonPageView(Pages pages, ILogger<PersonPageView> logger)
{
    public async Task<IResult> ShowAsync(HttpRequest request, PersonPageContent content, int status = StatusCodes.Status200OK) => PageAnswer.Of(
        request, await pages.RenderAsync<PersonPage>((nameof(PersonPage.Content), content)), PersonPage.Css, content.Button is not null, status);

    /// <summary>One answer to whatever is wrong with a link, so that it tells nothing.</summary>
    public Task<IResult> NowhereAsync(HttpRequest request) => ShowAsync(request, PersonWords.Nowhere, StatusCodes.Status404NotFound);

    /// <summary>Storage out of reach is a page too.</summary>
    public async Task<IResult> GuardAsync(HttpRequest request, Func<Task<IResult>> answer)
    {
        try
        {
            return await answer();
        }
        catch (Exception storage) when (storage is RequestFailedException
            || (storage is AggregateException all && all.InnerExceptions.All(inner => inner is RequestFailedException)))
        {
            Log.Unavailable(logger, (storage as RequestFailedException)?.Status ?? 0, (storage as RequestFailedException)?.ErrorCode);
            return await ShowAsync(request, PersonWords.NotNow, StatusCodes.Status503ServiceUnavailable);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "A person's page could not be shown: storage answered {Status} {Code}.")]
        public static partial void Unavailable(ILogger logger, int status, string? code);
    }
}
