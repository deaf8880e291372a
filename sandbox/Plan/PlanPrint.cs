using AdoptionAutomation.Groups.Plan;
using Spectre.Console;

namespace AdoptionAutomation.Sandbox.Plan;

/// <summary>A plan on a terminal: a tree in colours; redirected, the endpoint's own text.</summary>
internal static class PlanPrint
{
    public static void Print(IAnsiConsole console, PlanDocument plan)
    {
        if (!console.Profile.Capabilities.Ansi)
        {
            console.Profile.Out.Writer.Write(PlanText.Of(plan));
            return;
        }

        var words = new PlanWords(plan.Language);
        var tree = new Tree(Markup.Escape(plan.Campaign));
        foreach (var group in plan.Groups.Where(group => !group.IsPlain))
        {
            var node = tree.AddNode(Coloured(group.Action, PlanText.TitleOf(group, words)));
            node.AddNodes(PlanText.LinesOf(group, words).Select(Markup.Escape));
        }

        foreach (var problem in plan.Problems)
        {
            tree.AddNode(Coloured("blocked", $"x {problem.Code} {PlanText.PlaceOf(problem)}")).AddNode(Markup.Escape(problem.Text));
        }

        console.Write(tree);
        console.MarkupLine($"[bold]{Markup.Escape(PlanText.TotalsOf(plan, words))}[/]");
    }

    private static string Coloured(string action, string text)
    {
        var colour = action switch
        {
            "create" or "adopt" => "blue",
            "change" => "yellow",
            "conflict" or "blocked" => "red",
            _ => "grey",
        };
        return $"[{colour}]{Markup.Escape(text)}[/]";
    }
}
