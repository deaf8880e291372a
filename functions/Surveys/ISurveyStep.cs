namespace AdoptionAutomation.Surveys;

/// <summary>One kind of work on a round of a survey. Each looks for itself whether it is still wanted; doing it again is the same.</summary>
internal interface ISurveyStep
{
    SurveyStep Step { get; }

    Task RunAsync(RunSurveyMessage message, CancellationToken cancellationToken);
}
