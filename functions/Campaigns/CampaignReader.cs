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
            if (await SourceFile.OpenAsync(files, kind.Name, kind.Family, findings, cancellationToken) is { } file
                && JsonTree.Parse(file, findings) is { } root)
            {
                read.Add((kind, file, root));
            }
        }

        var context = ContextOf(read.Find(one => one.Kind.Record == typeof(CampaignFile)).Root, findings);
        var check = new FieldCheck(context);
        foreach (var (kind, _, root) in read)
        {
            check.Check(root, kind.Record);
        }

        context.References.Match();
        await CheckAudiencesAsync(files, context, cancellationToken);
        var problems = findings.In(context.Languages.FirstOrDefault(DefaultLanguage));
        return problems.Count > 0
            ? new(null, problems)
            : new(CampaignOf(Bind<CampaignFile>(), Bind<GroupsFile>(), Bind<WavesFile>()), []);

        T Bind<T>() => JsonSerializer.Deserialize<T>(read.Find(one => one.Kind.Record == typeof(T)).File.Bytes, CampaignJson.Options)!;
    }

    private static Campaign CampaignOf(CampaignFile settings, GroupsFile groups, WavesFile waves)
    {
        var declarations = new GroupDeclarations(groups);
        return new(settings, groups, waves, [.. groups.Groups.Select((group, i) => declarations.Of(group, $"groups.json groups[{i}]"))]);
    }

    /// <summary>Languages and zone are needed to judge the rest, and are read even if campaign.json has other problems.</summary>
    private static FieldContext ContextOf(JsonPart? settings, Findings findings)
    {
        var languages = settings?.Find("languages")?.Parts.Select(part => part.Text).Where(text => text is "fr" or "en").Distinct() ?? [];
        var zone = DateTimeZoneProviders.Tzdb.GetZoneOrNull(settings?.Find("timeZone")?.Text ?? "");
        return new(findings, new References(findings), [.. languages], zone, []);
    }

    private static async Task CheckAudiencesAsync(ICampaignFiles files, FieldContext context, CancellationToken cancellationToken)
    {
        foreach (var named in context.CsvFiles.GroupBy(part => part.Text))
        {
            await using var content = await files.OpenAsync(named.Key, cancellationToken);
            if (content is null)
            {
                context.Findings.Add(named.First(), ProblemCodes.NoCsv, named.Key);
                continue;
            }

            await foreach (var _ in new AudienceCsv(named.Key, context.Findings).ReadAsync(content, cancellationToken))
            {
                // Reading to the end is the check
            }
        }
    }
}
