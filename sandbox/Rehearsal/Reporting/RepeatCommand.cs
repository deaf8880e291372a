namespace AdoptionAutomation.Sandbox.Rehearsal.Reporting;

/// <summary>The command that repeats a rehearsal exactly.</summary>
internal static class RepeatCommand
{
    public static string Of(RehearsalOptions options)
    {
        string[] words =
        [
            "dotnet run --project sandbox -- rehearse",
            "--campaign", PathOf(options.Source),
            .. options.People is { } people ? ["--people", PathOf(people)] : (string[])["--employees", $"{options.Employees}"],
            "--weeks", $"{options.Weeks}",
            "--seed", $"{options.Seed}",
            "--faults", options.FaultFile is { } script ? PathOf(script) : options.Faults.Name,
            .. options.Gates.SelectMany(gate => (string[])["--gate", gate]),
            .. options.Instances == 1 ? [] : (string[])["--instances", $"{options.Instances}"],
        ];
        return string.Join(' ', words);
    }

    private static string PathOf(FileSystemInfo file)
    {
        var path = Path.GetRelativePath(Environment.CurrentDirectory, file.FullName);
        return path.Contains(' ', StringComparison.Ordinal) ? $"\"{path}\"" : path;
    }
}
