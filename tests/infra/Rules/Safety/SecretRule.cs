using System.Text.RegularExpressions;
using AdoptionAutomation.Tests.Infra.Evaluating;
using AdoptionAutomation.Tests.Infra.Model;

namespace AdoptionAutomation.Tests.Infra.Rules.Safety;

/// <summary>No secret is asked for where an identity will do, shows in a deployment's outputs or stands in a file.</summary>
internal static partial class SecretRule
{
    public static IEnumerable<Problem> Check(InfraFiles files) => files.All
        .SelectMany(file => Keys(file).Concat(file.Parameters.SelectMany(parameter => Parameter(file, parameter))).Concat(Outputs(file)))
        .Concat(Evaluated(files))
        .Concat(files.ParameterFiles.SelectMany(file => Literals(files, file)));

    /// <summary>Whether a name says that its value is a secret.</summary>
    public static bool IsSecretName(string name) => SecretName().IsMatch(name) && !name.Contains("public", StringComparison.OrdinalIgnoreCase);

    private static IEnumerable<Problem> Keys(BicepFile file) => file.Roots
        .SelectMany(root => root.All())
        .OfType<CallExpr>()
        .Where(call => call.Function.StartsWith("list", StringComparison.Ordinal))
        .Select(call => file.Says(call.Line, $"{call.Function} reads keys. Give the app's identity a role instead."));

    private static IEnumerable<Problem> Parameter(BicepFile file, Parameter parameter)
    {
        var isSecure = parameter.Has("secure") || parameter.Type.IsSecure;
        if (!isSecure && parameter.Type.Kind is not ("bool" or "int") && IsSecretName(parameter.Name))
        {
            yield return file.Says(parameter.Line, $"Parameter {parameter.Name} is a secret by its name, and would show in the portal. Put @secure() before it.");
        }

        if (isSecure && parameter.Default is LiteralExpr { Value: string { Length: > 0 } })
        {
            yield return file.Says(parameter.Line, $"Parameter {parameter.Name} has a secret for a default value. Take it out.");
        }
    }

    private static IEnumerable<Problem> Outputs(BicepFile file)
    {
        foreach (var output in file.Outputs.Where(output => !output.Has("secure")))
        {
            var secret = IsSecretName(output.Name)
                ? output.Name
                : output.Value.All().OfType<MemberExpr>().FirstOrDefault(member => IsSecretName(member.Member))?.Member;
            if (secret is not null)
            {
                yield return file.Says(output.Line, $"Output {output.Name} shows a secret ({secret}) to everybody who may read deployments. Take it out.");
            }
        }
    }

    private static IEnumerable<Problem> Evaluated(InfraFiles files) =>
        from one in files.Deployments
        from deployment in one.Deployment.All
        from output in deployment.File.Outputs
        where !output.Has("secure") && Values.IsSecret(deployment.Evaluate(output.Value))
        select deployment.File.Says(output.Line, $"Output {output.Name} carries a secret parameter to everybody who may read deployments. Take it out.");

    private static IEnumerable<Problem> Literals(InfraFiles files, BicepFile file) =>
        from assignment in file.Assignments
        where assignment.Value is TextExpr or LiteralExpr { Value: string { Length: > 0 } }
        where IsSecretName(assignment.Name) || files.UsedBy(file)?.Parameters.Any(one => one.Name == assignment.Name && one.Has("secure")) == true
        select file.Says(assignment.Line, $"A secret stands in the file: {assignment.Name}. Put it into the vault, or read it from the environment.");

    [GeneratedRegex(
        "(secret|password|passphrase|pwd|token|keys?|connectionstrings?|webhooks?|webhookurls?|sas)$",
        RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase)]
    private static partial Regex SecretName();
}
