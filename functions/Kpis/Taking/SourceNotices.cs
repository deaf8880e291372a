using System.Globalization;
using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Kpis.Reading;
using AdoptionAutomation.Kpis.Snapshots;
using AdoptionAutomation.Mail;
using AdoptionAutomation.Mail.Notices;
using NodaTime;

namespace AdoptionAutomation.Kpis.Taking;

/// <summary>Tells IT of sources that brought nothing: once a week for each cause and what is missing by it.</summary>
internal sealed class SourceNotices(NoticeBoard board, TimeProvider time)
{
    public async Task TellAsync(Campaign campaign, DateOnly day, IEnumerable<SourceCounts> sources, CancellationToken cancellationToken)
    {
        foreach (var missing in sources.Where(source => source.Trouble is not null).GroupBy(source => source.Trouble!.Value))
        {
            await board.TellAsync(campaign, NoticeOf(campaign, day, missing.Key, [.. missing]), cancellationToken);
        }
    }

    private Notice NoticeOf(Campaign campaign, DateOnly day, SourceTrouble trouble, IReadOnlyList<SourceCounts> missing)
    {
        var week = IsoWeek.Of(Instant.FromDateTimeOffset(time.GetUtcNow()).InUtc().Date);
        var (language, date) = (campaign.FirstLanguage, day.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture));
        return new(
            $"kpi.{string.Join('-', missing.Select(source => source.Source))}.{trouble}.{week}",
            NoticeTo.ItContacts,
            FrenchText.Say(language, "Indicateurs : une source n’a pas pu être lue", "Figures: a source could not be read"),
            [
                FrenchText.Say(
                    language,
                    $"Les chiffres du {date} sont incomplets. Ce qui manque reste vide ; rien n’est mis à zéro.",
                    $"The figures of {date} are incomplete. What is missing stays empty; nothing is set to zero."),
                .. missing.Select(source => $"– {NameOf(source.Source).In(language)}. {source.Reading.Why}"),
                ToDo(language, trouble),
            ]);
    }

    private static string ToDo(string language, SourceTrouble trouble) => trouble switch
    {
        SourceTrouble.NotAllowed => FrenchText.Say(
            language,
            "Accordez la permission nommée ci-dessus, avec le consentement de l’administrateur (docs/permissions.md) ; demain matin, la lecture reprend seule.",
            "Grant the permission named above, with admin consent (docs/permissions.md); tomorrow morning it is read again by itself."),
        SourceTrouble.Unreadable => FrenchText.Say(
            language,
            "Téléchargez ce rapport depuis l’explorateur Graph et comparez ses colonnes ; s’il a changé, signalez-le à l’équipe de l’application. La lecture est retentée chaque matin.",
            "Download that report in Graph Explorer and compare its columns; if it has changed, tell those who look after the app. It is tried again every morning."),
        _ => FrenchText.Say(
            language,
            "Regardez l’état du service Microsoft 365. La lecture est retentée demain matin ; il n’y a rien d’autre à faire.",
            "Look at the health of Microsoft 365. It is tried again tomorrow morning; there is nothing else to do."),
    };

    private static Book.Said NameOf(KpiSource source) => source switch
    {
        KpiSource.Users => new("le rapport d’usage par personne", "the usage report by person"),
        KpiSource.Teams => new("le rapport d’usage des équipes", "the usage report of teams"),
        KpiSource.Groups => new("le rapport d’activité des groupes", "the groups activity report"),
        KpiSource.Mail => new("les rapports de courriel", "the mail reports"),
        KpiSource.Directory => new("l’annuaire", "the directory"),
        _ => new($"la source {source}", $"source {source}"),
    };
}
