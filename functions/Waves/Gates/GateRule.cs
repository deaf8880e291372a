using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Surveys.Sealing;
using AdoptionAutomation.Waves.Activation;
using AdoptionAutomation.Waves.People;

namespace AdoptionAutomation.Waves.Gates;

/// <summary>Whether a wave may open by its gate (pure): each condition for itself, with a least sample of its own.</summary>
internal sealed class GateRule(GateFacts facts)
{
    public static GateAnswer Judge(WaveGate gate, GateFacts facts)
    {
        var rule = new GateRule(facts);
        GateFinding?[] findings =
        [
            gate.Activation is { } activation ? rule.Activation(activation) : null,
            gate.Failures is { } failures ? rule.Failures(failures) : null,
            gate.Bounces is { } bounces ? rule.Bounces(bounces) : null,
            gate.Mood is { } mood ? rule.Mood(mood) : null,
            gate.AmbassadorsPerSite is { } ambassadors ? rule.Ambassadors(ambassadors) : null,
        ];
        var given = findings.OfType<GateFinding>().ToList();
        return new(VerdictOf(given), given);
    }

    private static GateVerdict VerdictOf(List<GateFinding> findings) =>
        findings.Exists(finding => finding.Verdict == GateVerdict.Hold) ? GateVerdict.Hold
        : findings.Exists(finding => finding.Verdict == GateVerdict.NotEnoughData) ? GateVerdict.NotEnoughData
        : GateVerdict.Open;

    private GateFinding Activation(LeastShare asked)
    {
        const string Name = "activation";
        var welcomed = facts.Progress[PersonState.Welcomed];
        if (TooEarly(Name, welcomed, asked.OfAtLeast, GateTexts.FewWelcomed) is { } early)
        {
            return early;
        }

        if (UnknownActivity() is { } unknown)
        {
            return new(Name, GateVerdict.NotEnoughData, unknown);
        }

        // Somebody who was active and fell ill with a bounced reminder counts among the active only.
        var active = Math.Min(facts.Progress.Active, welcomed);
        var reached = (long)active * 100 >= (long)asked.AtLeast * welcomed;
        var text = GateTexts.Activation.In(facts.Language, active, welcomed, GateTexts.ShareDown(facts.Language, active, welcomed), asked.AtLeast);
        return new(Name, reached ? GateVerdict.Open : GateVerdict.Hold, $"{text} {ActivitySourceText()}");
    }

    private GateFinding Failures(MostShare asked)
    {
        var (failed, ended) = (facts.Progress[PersonState.Failed], facts.Progress.Ended);
        return TooEarly("failures", ended, asked.OfAtLeast, GateTexts.FewEnded) ?? AtMost("failures", GateTexts.Failures, failed, ended, asked.AtMost);
    }

    private GateFinding Bounces(MostShare asked)
    {
        var bounced = facts.Progress.Bounced;
        var mails = facts.Progress[PersonState.Welcomed] + bounced;
        return TooEarly("bounces", mails, asked.OfAtLeast, GateTexts.FewMails) ?? AtMost("bounces", GateTexts.Bounces, bounced, mails, asked.AtMost);
    }

    private GateFinding AtMost(string condition, GateText text, int part, int whole, int most)
    {
        var holds = (long)part * 100 > (long)most * whole;
        return new(
            condition,
            holds ? GateVerdict.Hold : GateVerdict.Open,
            text.In(facts.Language, part, whole, GateTexts.ShareUp(facts.Language, part, whole), most));
    }

    private GateFinding Mood(LeastShare asked)
    {
        const string Name = "mood";
        var need = Math.Max(asked.OfAtLeast, AnswerBlock.Least);
        return facts.Mood switch
        {
            null => Missing(Name, GateTexts.NoAnswers, need),
            { Good: null } few => Missing(Name, GateTexts.HiddenAnswers, facts.Before, few.Survey, few.Round, need),
            { } few when few.Respondents < need => Missing(Name, GateTexts.FewAnswers, facts.Before, few.Survey, few.Round, few.Respondents, need),
            { Good: { } good } mood => new(
                Name,
                good >= asked.AtLeast ? GateVerdict.Open : GateVerdict.Hold,
                GateTexts.Mood.In(facts.Language, facts.Before, good, mood.Respondents, asked.AtLeast, mood.Survey, mood.Round)),
        };
    }

    private GateFinding Ambassadors(int perSite)
    {
        const string Name = "ambassadorsPerSite";
        if (facts.SitesGap is { } gap)
        {
            return Missing(Name, GateTexts.SitesUnread, gap);
        }

        if (facts.Sites.Count == 0)
        {
            return Missing(Name, GateTexts.NoSites);
        }

        var lacking = facts.Sites.Where(site => site.Ambassadors < perSite).ToList();
        return lacking.Count == 0
            ? new(Name, GateVerdict.Open, GateTexts.SitesCovered.In(facts.Language, facts.Sites.Count, perSite))
            : new(Name, GateVerdict.Hold, GateTexts.SitesLacking.In(
                facts.Language, perSite, lacking.Count, facts.Sites.Count, GateTexts.List(facts.Language, lacking, perSite)));
    }

    private GateFinding? TooEarly(string condition, int have, int need, GateText text) =>
        facts.StartedAt is null ? Missing(condition, GateTexts.NotStarted, facts.Before)
        : have < need ? Missing(condition, text, have, need, need - have, facts.Before)
        : null;

    private GateFinding Missing(string condition, GateText text, params object[] arguments) =>
        new(condition, GateVerdict.NotEnoughData, text.In(facts.Language, arguments));

    /// <summary>Why nobody can tell who is active; null if it is known.</summary>
    private string? UnknownActivity() => facts.Activity switch
    {
        { Source: ActivitySource.Concealed or ActivitySource.NotAllowed } when facts.HasOwnSignals => null,
        { Source: ActivitySource.Concealed } => GateTexts.NamesConcealed.In(facts.Language),
        { Source: ActivitySource.NotAllowed } activity => GateTexts.NotAllowed.In(facts.Language, activity.Why ?? ""),
        { ReportOf: null } activity => GateTexts.NeverRead.In(facts.Language, activity.Why ?? "").TrimEnd(),
        { ReportOf: { } day } when day < StartDay => GateTexts.TooOld.In(
            facts.Language, GateTexts.Day(day), facts.Before, GateTexts.Day(StartDay), GateTexts.Day(StartDay.AddDays(2))),
        _ => null,
    };

    private string ActivitySourceText() => facts.Activity.Source switch
    {
        ActivitySource.Concealed => GateTexts.OwnForConcealed.In(facts.Language),
        ActivitySource.NotAllowed => GateTexts.OwnForNotAllowed.In(facts.Language),
        _ => GateTexts.ByReport.In(facts.Language, GateTexts.Day(facts.Activity.ReportOf!.Value)),
    };

    private DateOnly StartDay => DateOnly.FromDateTime(facts.StartedAt!.Value.UtcDateTime);
}
