using System.Globalization;

namespace AdoptionAutomation.Sandbox.Rehearsal.Reporting;

/// <summary>The command that repeats a rehearsal exactly.</summary>
internal static class RepeatCommand
{
    public static string Of(RehearsalOptions options, Summary summary) => string.Create(
        CultureInfo.InvariantCulture,
        $"dotnet run --project sandbox -- rehearse --campaign {Quoted(Path.GetRelativePath(Environment.CurrentDirectory, options.Campaign.FullName))} --employees {options.Employees} --weeks {options.Weeks} --seed {options.Seed} --faults {Quoted(options.Faults.Name)}{(summary.Instances == 1 ? "" : $" --instances {summary.Instances}")}");

    private static string Quoted(string text) => text.Contains(' ', StringComparison.Ordinal) ? $"\"{text}\"" : text;
}
