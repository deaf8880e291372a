using System.Text.Json;
using AdoptionAutomation.Campaigns.Reading;
using NodaTime;

namespace AdoptionAutomation.Campaigns;

/// <summary>Reads a campaign strictly: either all of it is sound, or every problem is named at once.</summary>
internal static class CampaignReader
{
    /// <summary>Language of the problems while the campaign's own cannot be read.</summary>
    private const string DefaultLanguage = "fr";

    public static async Task<CampaignReading> ReadAsync(ICampaignFiles files, CancellationToken cancellationToken)
    {
        var findings = new Findings();
        var read = new List<(CampaignFileKind Kind, SourceFile File, JsonPart Root)>();
        foreach (var kind in CampaignFileKind.All)
        {
            if (await SourceFile.OpenAsync(files, kind, findings, cancellationToken) is { } file
                && JsonTree.Parse(file, findings) is { } root)
            {
                read.Add((kind, file, root));
            }
        }

        var context = ContextOf(RootOf<CampaignFile>(), findings);
        var check = new FieldCheck(context);
        foreach (var (kind, _, root) in read)
        {
            check.Check(root, kind.Record);
        }

        var named = await new NamedFilesCheck(files, findings).RunAsync(context.NamedFiles, cancellationToken);
        if (RootOf<CampaignFile>() is { } settings)
        {
            new ObjectivesCheck(settings, findings).Run();
        }

        if (RootOf<GroupsFile>() is { } groups)
        {
            new GroupsCheck(groups, named.Tables, context).Run();
        }

        if (RootOf<WavesFile>() is { } waves)
        {
            new WavesCheck(waves, RootOf<GroupsFile>(), context).Run();
        }

        if (RootOf<CalendarFile>() is { } calendar)
        {
            new CalendarCheck(calendar, RootOf<GroupsFile>(), context).Run();
        }

        if (RootOf<SurveysFile>() is { } surveys)
        {
            new SurveysCheck(surveys, RootOf<WavesFile>(), context).Run();
        }

        context.References.Match();
        var problems = findings.In(context.Languages.FirstOrDefault(DefaultLanguage));
        return problems.Count > 0
            ? new(null, problems)
            : new(Whole(), []) { CalendarText = RootOf<CalendarFile>() };

        Campaign Whole() => CampaignOf(Bind<CampaignFile>()!, Bind<GroupsFile>()!, Bind<WavesFile>()!, Bind<CalendarFile>() ?? new(), files, named) with
        {
            Surveys = Bind<SurveysFile>()?.Surveys ?? [],
        };

        JsonPart? RootOf<T>() => read.Find(one => one.Kind.Record == typeof(T)).Root;

        T? Bind<T>() => read.Find(one => one.Kind.Record == typeof(T)).File is { } file ? JsonSerializer.Deserialize<T>(file.Bytes, CampaignJson.Options) : default;
    }

    private static Campaign CampaignOf(
        CampaignFile settings, GroupsFile groups, WavesFile waves, CalendarFile calendar, ICampaignFiles files, NamedContents named)
    {
        var declarations = new GroupDeclarations(groups, named.Hashes);
        var written = groups.Groups.Select((group, i) => declarations.Of(group, $"groups.json groups[{i}]"));
        var expanded = groups.Expansions.Where(expansion => expansion.From.Csv is not null)
            .SelectMany(expansion => declarations.Of(expansion, named.Tables[expansion.From.Csv!]));
        return new(settings, groups, waves, calendar, [.. written, .. expanded]) { Files = files, FileHashes = named.Hashes };
    }

    /// <summary>Languages and zone are needed to judge the rest, and are read even if campaign.json has other problems.</summary>
    private static FieldContext ContextOf(JsonPart? settings, Findings findings)
    {
        var languages = settings?.Find("languages")?.Parts.Select(part => part.Text).Where(text => text is "fr" or "en").Distinct() ?? [];
        var zone = DateTimeZoneProviders.Tzdb.GetZoneOrNull(settings?.Find("timeZone")?.Text ?? "");
        return new(findings, new References(findings), [.. languages], zone, []);
    }
}
