using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Mail;
using AdoptionAutomation.Surveys.Rounds;

namespace AdoptionAutomation.Surveys.Sheet;

/// <summary>Writes the sheet of a campaign's surveys from its files (pure).</summary>
internal sealed class SheetWriter(Campaign campaign, string language)
{
    private static readonly Dictionary<string, DateTimeOffset> NoWave = [];

    private readonly SheetWords words = new(campaign, language);

    public SurveySheet Write() => new(
        language,
        Say($"Les enquêtes de la campagne « {Text(campaign.Settings.Name)} »", $"The surveys of the campaign '{Text(campaign.Settings.Name)}'"),
        [
            Say(
                "Cette fiche décrit toutes les enquêtes de la campagne : ce qui est demandé, à qui, pourquoi, ce qui est conservé et qui peut le lire.",
                "This sheet describes all surveys of the campaign: what is asked, of whom, why, what is kept and who may read it."),
            Say(
                "Elle est tirée des fichiers qui commandent les envois, et non rédigée à côté : ce qu'elle dit est ce qui est envoyé.",
                "It is drawn from the files that the mails are sent by, and not written beside them: what it says is what is sent."),
            Say(
                "Répondre est libre. Les réponses sont anonymes, sauf à une question qui le dirait en toutes lettres ; elle est marquée « avec le nom » ci-dessous.",
                "Answering is voluntary. Answers are anonymous, but for a question that says otherwise in so many words; it is marked 'with the name' below."),
        ],
        [.. campaign.Surveys.Select(SurveyOf)],
        [.. new SheetStorage(language).Of(campaign.Surveys)],
        [.. new SheetRules(campaign, language).Sections()]);

    private SheetSurvey SurveyOf(Survey survey) => new(
        survey.Id,
        Text(survey.Title),
        [.. FactsOf(survey)],
        [.. survey.Questions.Select((question, i) => QuestionOf(survey, question, i + 1))],
        survey.Status == PostStatus.Draft);

    private IEnumerable<SheetFact> FactsOf(Survey survey)
    {
        yield return new(Say("Genre", "Kind"), words.Kind(survey.Kind));
        yield return new(Say("But", "Purpose"), Text(survey.Purpose));
        yield return new(Say("À qui", "To whom"), words.Audience(survey.To));
        yield return new(Say("Quand", "When"), words.Cadence(survey.When));
        if (Dates(survey) is { Length: > 0 } dates)
        {
            yield return new(Say("Dates prévues", "Planned dates"), dates);
        }

        yield return new(Say("Ouverte", "Open"), words.Open(survey));
        yield return new(Say("Conservation", "Kept"), Say(
            $"réponses et résultats : {survey.KeepDays} jours après la clôture ; liens personnels : {SurveyRound.LinksStay.Days} jours après la clôture",
            $"answers and results: {survey.KeepDays} days after closing; personal links: {SurveyRound.LinksStay.Days} days after closing"));
        yield return new(Say("Contact", "Contact"), ContactOf(survey) is { } contact ? $"{contact.Name}, {contact.Mail}" : "-");
    }

    /// <summary>Those of waves depend on when each opens.</summary>
    private string Dates(Survey survey) =>
        string.Join(
            " ; ", new SurveyRounds(campaign.Settings).Of(survey, NoWave).Select(round => words.Span(round.OpensAt, round.ClosesAt)));

    private SheetQuestion QuestionOf(Survey survey, SurveyQuestion question, int number) => new(
        number,
        Text(question.Text),
        question.Help is { } help ? Text(help) : null,
        words.Kind(question),
        [.. (question.Choices ?? []).Select(choice => Text(choice.Text))],
        question.OnlyIf is { } onlyIf ? words.Condition(survey, onlyIf) : null,
        question.Named is { } named ? Text(named) : null);

    private Contact? ContactOf(Survey survey) => survey.Contact ?? campaign.Settings.CommunityManagers.FirstOrDefault();

    private string Text(LocalText text) => text.In(language);

    private string Say(string fr, string en) => FrenchText.Say(language, fr, en);
}
