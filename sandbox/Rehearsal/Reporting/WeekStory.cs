using System.Globalization;
using AdoptionAutomation.Calendar.Season;
using AdoptionAutomation.Kpis.Book;
using AdoptionAutomation.Kpis.Dashboard;
using AdoptionAutomation.Sandbox.Faults;
using AdoptionAutomation.Sandbox.Rehearsal.Reporting.Findings;
using AdoptionAutomation.Sandbox.Tenant;

namespace AdoptionAutomation.Sandbox.Rehearsal.Reporting;

/// <summary>What happened, week by week.</summary>
internal sealed class WeekStory(RunRecord run, DashboardWords words, IReadOnlyList<string?> phases)
{
    private static readonly TimeSpan SameOutage = TimeSpan.FromHours(6);

    private readonly ILookup<int, AcceptedMail> mails = run.Log.Mails.ToLookup(mail => run.WeekOf(mail.At));
    private readonly ILookup<int, InjectedFault> faults = run.Log.Faults.ToLookup(fault => run.WeekOf(fault.At));
    private readonly ILookup<int, (DateTimeOffset At, WeekEntry Entry)> entries = new WeekEvents(run, words).All().ToLookup(one => run.WeekOf(one.At));

    public IReadOnlyList<WeekContent> Weeks() => [.. Enumerable.Range(0, run.Weeks).Select(Of)];

    private WeekContent Of(int week)
    {
        var first = run.FirstDay.AddDays(7 * week);
        var last = first.AddDays(6);
        var signed = run.Evidence.People.Activations.Count(one => run.WeekOf(one.At) <= week);
        var invited = Enumerable.Range(0, week + 1).Sum(before => mails[before].Count(mail => FactsReading.KindOf(mail) == "welcome" && !FactsReading.IsRefused(mail)));
        var posts = run.Fates.Count(fate => fate.ArrivedAt is { } at && run.WeekOf(at) == week);
        var answers = run.Evidence.Surveys.Answers.Values.Count(answer => answer.ThankedAt is { } at && run.WeekOf(at) == week);
        return new(week + 1, words.Days(first, last), phases.ElementAtOrDefault(week))
        {
            Numbers =
            [
                (words.Say("invités", "invited"), words.Number(invited)),
                (words.Say("venus", "signed in"), words.Number(signed)),
                (words.Say("courriels", "mails"), words.Number(mails[week].Count())),
                (words.Say("publications", "posts"), words.Number(posts)),
                (words.Say("réponses", "answers"), words.Number(answers)),
                .. faults[week].Any() ? [(words.Say("incidents", "faults"), words.Number(faults[week].Count()))] : Array.Empty<(string, string)>(),
            ],
            Entries = [.. entries[week].OrderBy(one => one.At).Select(one => one.Entry), .. Posts(week), .. Faults(week)],
        };
    }

    private IEnumerable<WeekEntry> Posts(int week)
    {
        var came = run.Fates.Where(fate => fate.ArrivedAt is { } at && run.WeekOf(at) == week).OrderBy(fate => fate.ArrivedAt).ToList();
        if (came.Count > 0)
        {
            var channels = came.CountBy(fate => Delivery.WordOf(fate.Post.Channel)).Select(channel => $"{channel.Key} {channel.Value}");
            yield return new("✎", "post", words.Say($"{came.Count} publications ({string.Join(", ", channels)})", $"{came.Count} posts ({string.Join(", ", channels)})"))
            {
                More = [.. came.Select(fate => $"{At(fate.ArrivedAt!.Value)} · {fate.Post.Group?.Name} · {fate.Post.Title}")],
            };
        }
    }

    private IEnumerable<WeekEntry> Faults(int week)
    {
        var small = faults[week].Where(fault => fault.Kind is not (FaultKind.Outage or FaultKind.ProcessDeath)).ToList();
        if (small.Count > 0)
        {
            yield return new("⚡", "fault", words.Say($"{small.Count} incidents : ", $"{small.Count} faults: ")
                + string.Join(", ", small.CountBy(fault => fault.Kind).OrderByDescending(kind => kind.Value).Select(kind => $"{kind.Key} {kind.Value}")));
        }

        var deaths = faults[week].Where(fault => fault.Kind == FaultKind.ProcessDeath).ToList();
        if (deaths.Count > 0)
        {
            yield return new("✝", "death", words.Say($"L’application est morte {deaths.Count} fois, et a repris.", $"The app died {deaths.Count} times, and went on."))
            {
                More = [.. deaths.Select(death => $"{At(death.At)} · {death.Service} {death.Method} · {death.Detail}")],
            };
        }

        foreach (var service in faults[week].Where(fault => fault.Kind == FaultKind.Outage).GroupBy(fault => fault.Service))
        {
            var (from, to) = (service.Min(fault => fault.At), service.Max(fault => fault.At));
            var span = to - from < SameOutage ? $"{At(from)} – {to.UtcDateTime:HH:mm}Z" : $"{At(from)} – {At(to)}";
            yield return new("⏻", "outage", words.Say($"Panne de {service.Key} : {span}, {service.Count()} requêtes refusées.", $"{service.Key} was down: {span}, {service.Count()} requests refused."));
        }
    }

    public static string At(DateTimeOffset at) => string.Create(CultureInfo.InvariantCulture, $"{at.UtcDateTime:yyyy-MM-dd HH:mm}Z");
}
