using AdoptionAutomation.Tests.Infra.Model;
using AdoptionAutomation.Tests.Infra.Parsing;

namespace AdoptionAutomation.Tests.Infra.Rules.Language;

/// <summary>Every file parses.</summary>
internal static class SyntaxRule
{
    public static IEnumerable<Problem> Check(InfraFiles files) => files.All.SelectMany(file => Outermost(file.Root).Select(node => file.Says(
        node.Line,
        node.IsMissing
            ? $"Syntax: “{node.Type}” is missing here. Add it."
            : $"Syntax: “{Shown(node.Text)}” does not belong here. Mend it (or the parser does not know it yet: write it more plainly).")));

    private static IEnumerable<Syntax> Outermost(Syntax node) => node.IsBroken ? [node] : node.Children.SelectMany(Outermost);

    private static string Shown(string text) => text.ReplaceLineEndings(" ") is { Length: > 40 } longer ? $"{longer[..40]}…" : text.ReplaceLineEndings(" ");
}
