using System.Globalization;
using System.Text.Json;
using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Campaigns.Reading;
using AdoptionAutomation.Sandbox.Check;
using NodaTime;

namespace AdoptionAutomation.Sandbox.Faults.Scripts;

/// <summary>Reads a script as strictly as the campaign's files are read: either all of it is sound, or every problem is named at once.</summary>
/// <param name="campaign">The one that it is for.</param>
/// <param name="files">Its files.</param>
/// <param name="weeks">How long the rehearsal lasts.</param>
/// <param name="isKnown">Whether somebody of the directory has an address.</param>
internal sealed class ScriptReader(Campaign campaign, ICampaignFiles files, int weeks, Func<string, bool> isKnown)
{
    private readonly Findings findings = new();
    private readonly DateTimeZone zone = DateTimeZoneProviders.Tzdb[campaign.Settings.TimeZone];
    private readonly Dictionary<int, byte[]> edits = [];
    private (string Zone, Instant At)? clocks;
    private JsonPart? firstChange;

    /// <returns>The script, or what is wrong with it, as compilers print it.</returns>
    public async Task<(Script? Script, IReadOnlyList<string> Problems)> ReadAsync(FileInfo file, CancellationToken cancellationToken)
    {
        var kind = new CampaignFileKind(file.Name, "FLT", typeof(ScriptFile));
        var folder = new FolderFiles(file.Directory!);
        if (await SourceFile.OpenAsync(folder, kind, findings, cancellationToken) is { } source && JsonTree.Parse(source, findings) is { } root)
        {
            new FieldCheck(new(findings, new(findings), [], zone, [])).Check(root, typeof(ScriptFile));
            foreach (var (index, part) in root.ItemsOf("events").Index().Where(one => one.Item.Kind == JsonValueKind.Object))
            {
                await CheckAsync(index, part, folder, cancellationToken);
            }

            if (!findings.Any)
            {
                return (new(JsonSerializer.Deserialize<ScriptFile>(source.Bytes, CampaignJson.Options)!, edits) { Clocks = clocks }, []);
            }
        }

        return (null, [.. findings.In("en").Select(problem => (problem with { File = file.ToString() }).ToString())]);
    }

    private async Task CheckAsync(int index, JsonPart part, FolderFiles folder, CancellationToken cancellationToken)
    {
        var at = CheckTime(part);
        if (part.Find("leaver") is { } leaver)
        {
            CheckLeaver(leaver);
        }

        if (part.Find("clockChange") is { } change && at is { } wish)
        {
            CheckClocks(change, wish);
        }

        if (part.Find("edit") is { } edit)
        {
            await CheckEditAsync(index, edit, folder, cancellationToken);
        }

        if (part.Find("bounces") is { Kind: JsonValueKind.Object } bounces && NumberOf(bounces, "share") + NumberOf(bounces, "dropped") is <= 0 or > 1)
        {
            findings.Add(bounces, ScriptProblems.NoBounces);
        }
    }

    private static double NumberOf(JsonPart part, string field) =>
        double.TryParse(part.Find(field)?.Text, CultureInfo.InvariantCulture, out var number) ? number : 0;

    private Instant? CheckTime(JsonPart part)
    {
        var start = zone.AtStartOfDay(campaign.Settings.Start);
        var at = part.TimeOf("at") is { } local ? local.InZoneLeniently(zone).ToInstant()
            : part.Find("minute")?.Whole is { } minute ? start.ToInstant() + Duration.FromMinutes(minute)
            : (Instant?)null;
        var place = part.Find("at") ?? part.Find("minute") ?? part;
        if (at < start.ToInstant())
        {
            findings.Add(place, ScriptProblems.TooEarly, place.Text, Day(campaign.Settings.Start));
        }
        else if (at >= start.ToInstant() + Duration.FromDays(7 * weeks))
        {
            findings.Add(place, ScriptProblems.TooLate, Day(campaign.Settings.Start.PlusWeeks(weeks)));
        }

        return at;
    }

    private void CheckLeaver(JsonPart leaver)
    {
        if (leaver.TextOf("person") is { } person && person != LeaverEvent.Anybody)
        {
            if (MailAddress.IsValid(person) && !isKnown(person))
            {
                findings.Add(leaver.Find("person")!, ScriptProblems.UnknownPerson, person);
            }

            if (leaver.Find("ofWave") is { } named)
            {
                findings.Add(named, ScriptProblems.WaveOfNamed);
            }
        }
        else if (leaver.TextOf("ofWave") is { } wave && campaign.FindWave(wave) is null)
        {
            findings.Add(leaver.Find("ofWave")!, ScriptProblems.UnknownWave, wave, string.Join(", ", campaign.Waves.Select(known => known.Id)));
        }
    }

    private void CheckClocks(JsonPart change, Instant wish)
    {
        if (firstChange is not null)
        {
            findings.Add(change, ScriptProblems.SecondChange, firstChange.Line);
            return;
        }

        firstChange = change;
        if (!Enum.TryParse<ClockChange>(change.TextOf("clocks"), ignoreCase: true, out var wanted))
        {
            return;
        }

        var nearest = ClockChanges.Nearest(wanted, wish, zone);
        if (ClockChanges.IsNear(nearest.At, wish))
        {
            clocks = nearest;
        }
        else
        {
            findings.Add(change, ScriptProblems.NoChangeNear, change.TextOf("clocks")!, ClockChanges.NearDays, Day(wish.InZone(zone).Date), nearest.Zone, Day(nearest.At.InZone(zone).Date));
        }
    }

    private async Task CheckEditAsync(int index, JsonPart edit, FolderFiles folder, CancellationToken cancellationToken)
    {
        if (edit.TextOf("file") is not { } name || edit.TextOf("with") is not { } with || CampaignFileKind.All.All(kind => kind.Name != name))
        {
            return;
        }

        await using var stream = await folder.OpenAsync(with, cancellationToken);
        if (stream is null)
        {
            findings.Add(edit.Find("with")!, ScriptProblems.NoEditFile, with);
            return;
        }

        using var content = new MemoryStream();
        await stream.CopyToAsync(content, cancellationToken);
        edits[index] = content.ToArray();
        if ((await CampaignReader.ReadAsync(new EditedFiles(files, name, edits[index]), cancellationToken)).Campaign is not null)
        {
            findings.Add(edit.Find("with")!, ScriptProblems.SoundEdit, with, name);
        }
    }

    private static string Day(LocalDate day) => day.ToString("uuuu-MM-dd", CultureInfo.InvariantCulture);
}
