using AdoptionAutomation.Tests.Infra.Model;

namespace AdoptionAutomation.Tests.Infra.Rules.Language;

/// <summary>Every name and every function is known, every output of a module exists.</summary>
internal static class SymbolRule
{
    private static readonly HashSet<string> Functions = new(
        """
        any array base64 base64ToJson base64ToString bool buildUri cidrHost cidrSubnet coalesce concat contains dataUri dataUriToString dateTimeAdd
        dateTimeFromEpoch dateTimeToEpoch deployer deployment empty endsWith environment extensionResourceId externalInput fail filter first flatten
        format groupBy guid indexOf int intersection items join json last lastIndexOf length loadDirectoryFileInfo loadFileAsBase64 loadJsonContent
        loadTextContent loadYamlContent managementGroup managementGroupResourceId map mapValues max min nameof newGuid objectKeys padLeft parseCidr
        parseUri pickZones providers range readEnvironmentVariable reduce reference replace resourceGroup resourceId shallowMerge skip sort split
        startsWith string subscription subscriptionResourceId substring take tenant tenantResourceId toLogicalZone toLogicalZones toLower toObject
        toPhysicalZone toPhysicalZones toUpper trim union uniqueString uri uriComponent uriComponentToString utcNow
        """.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries),
        StringComparer.Ordinal);

    private static readonly HashSet<string> Decorators = new(
        """
        allowed batchSize description discriminator export maxLength maxValue metadata minLength minValue onlyIfNotExists retryOn sealed secure
        validate waitUntil
        """.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries),
        StringComparer.Ordinal);

    /// <summary>Those that only one kind of file or place has.</summary>
    private static readonly string[] OnlyInParameterFiles = ["readEnvironmentVariable", "externalInput"];

    public static IEnumerable<Problem> Check(InfraFiles files) => files.All.SelectMany(file => new Sight(files, file).Problems());

    private sealed class Sight(InfraFiles files, BicepFile file)
    {
        private readonly HashSet<string> known = new(
            [.. file.Symbols.Keys, .. file.Resources.Select(resource => resource.Name), .. file.Extensions, "az", "sys"], StringComparer.Ordinal);

        public IEnumerable<Problem> Problems() => file.Roots.SelectMany(root => In(root, [])).Concat(file.Declarations
            .SelectMany(declaration => declaration.Decorators)
            .Where(decorator => !Decorators.Contains(decorator.Function))
            .Select(decorator => file.Says(decorator.Line, $"There is no decorator @{decorator.Function}. Mend its name.")));

        private IEnumerable<Problem> In(Expr expr, IReadOnlyCollection<string> local) => expr switch
        {
            NameExpr name => known.Contains(name.Name) || local.Contains(name.Name)
                ? []
                : [file.Says(name.Line, $"{name.Name} is not declared. Declare it or mend its name.")],
            LoopExpr loop => In(loop.In, local).Concat(In(loop.Body, [.. local, loop.Item, loop.Index ?? loop.Item])),
            LambdaExpr lambda => In(lambda.Body, [.. local, .. lambda.Parameters]),
            MemberExpr { Of: MemberExpr { Member: "outputs", Of: var module } } member => InParts(member, local).Concat(OutputOf(module, member)),
            CallExpr call => InParts(call, local).Concat(Function(call)),
            _ => InParts(expr, local),
        };

        private IEnumerable<Problem> InParts(Expr expr, IReadOnlyCollection<string> local) => expr.Parts.SelectMany(part => In(part, local));

        private IEnumerable<Problem> Function(CallExpr call)
        {
            if (call.Of is not (null or NameExpr { Name: "az" or "sys" }) || call.Function.StartsWith("list", StringComparison.Ordinal))
            {
                yield break;
            }

            if (OnlyInParameterFiles.Contains(call.Function) && !file.IsParameters)
            {
                yield return file.Says(call.Line, $"{call.Function} works in .bicepparam files only. Make it a parameter.");
            }
            else if (!Functions.Contains(call.Function) && !known.Contains(call.Function))
            {
                yield return file.Says(call.Line, $"There is no function {call.Function}. Mend its name.");
            }
        }

        private IEnumerable<Problem> OutputOf(Expr module, MemberExpr member)
        {
            var name = (module as NameExpr ?? (module as IndexExpr)?.Of as NameExpr)?.Name ?? "";
            if (file.Symbols.GetValueOrDefault(name) is Module found
                && files.Module(file, found) is { } inner
                && inner.Outputs.All(one => one.Name != member.Member))
            {
                var all = string.Join(", ", inner.Outputs.Select(one => one.Name));
                yield return file.Says(member.Line, $"{inner.Path} has no output {member.Member}. Mend its name: it has {all}.");
            }
        }
    }
}
