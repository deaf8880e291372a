using System.CommandLine;
using AdoptionAutomation.Sandbox.App;
using AdoptionAutomation.Sandbox.Check;
using AdoptionAutomation.Sandbox.Faults;
using AdoptionAutomation.Sandbox.Plan;
using AdoptionAutomation.Sandbox.Rehearsal;
using AdoptionAutomation.Sandbox.Rehearsal.Reporting;
using AdoptionAutomation.Sandbox.Restore;
using AdoptionAutomation.Sandbox.Serve;
using Spectre.Console;

var campaign = new Option<DirectoryInfo>("--campaign") { Description = "Folder of the campaign's files.", DefaultValueFactory = _ => new("campaign") };
var employees = Number("--employees", "People in the simulated company.", 1_000, 1, 1_000_000);
var weeks = Number("--weeks", "How long it lasts, in weeks from the campaign's start.", 26, 1, 520);
var seed = Number("--seed", "Decides everything that is left to chance: the same seed repeats the same rehearsal.", 1, 0, int.MaxValue);
var faults = new Option<string>("--faults") { Description = "What goes wrong: none, mild, harsh, or a script file such as docs/rehearsal-bad-week.json.", DefaultValueFactory = _ => "none" };
faults.Validators.Add(given =>
{
    if (given.Tokens is [{ Value: "" }])
    {
        given.AddError("--faults: say none, mild, harsh, or a script file.");
    }
});
var instances = Number("--instances", "Runtimes of the app on one storage; each dies alone.", 1, 1, RehearsalOptions.MostInstances);
var people = new Option<FileInfo?>("--people") { Description = "The organisation's directory as a CSV file, as the Entra admin centre exports it, instead of --employees. It stays on this machine." };
var gates = new Option<string[]>("--gate") { Description = "What gates ask, otherwise than waves.json says, such as activation=0.5; for one wave WAVE:activation=0.5. Repeatable." };
var output = new Option<DirectoryInfo>("--out") { Description = "Folder of the report.", DefaultValueFactory = _ => new(Path.Combine("out", "rehearsal")) };
var verbose = new Option<bool>("--verbose") { Description = "Writes the log of the app and of the local host to standard error." };
var trace = new Option<string?>("--trace") { Description = "Id of a wave: what was done for it is printed at the end as a tree, from timer to effect." };
var rehearse = new Command("rehearse", "Runs a whole campaign in virtual time against a simulated tenant, and proves that nothing was lost or doubled.")
{
    campaign, people, employees, weeks, seed, faults, gates, instances, output, verbose, trace,
};
rehearse.Validators.Add(given =>
{
    if (given.GetResult(people) is { Implicit: false } && given.GetResult(employees) is { Implicit: false })
    {
        given.AddError("--people and --employees: give one of the two, for the file says how many people there are.");
    }
});
rehearse.SetAction(async (parsed, _) =>
{
    using var signal = new StopSignal();
    var builtIn = FaultScript.All.FirstOrDefault(script => script.Name == parsed.GetRequiredValue(faults));
    return await RehearseCommand.RunAsync(
        new(
            parsed.GetRequiredValue(campaign),
            parsed.GetRequiredValue(employees),
            parsed.GetRequiredValue(weeks),
            parsed.GetRequiredValue(seed),
            builtIn ?? FaultScript.None,
            parsed.GetRequiredValue(output))
        {
            Instances = parsed.GetRequiredValue(instances),
            Verbose = parsed.GetValue(verbose),
            Trace = parsed.GetValue(trace),
            FaultFile = builtIn is null ? new(parsed.GetRequiredValue(faults)) : null,
            People = parsed.GetValue(people),
            Gates = parsed.GetValue(gates) ?? [],
        },
        Terminal(),
        signal.Asked);
});

var port = Number("--port", "Port of 127.0.0.1; 0 takes a free one.", 0, 0, ushort.MaxValue);
var from = new Option<string>("--start") { Description = "What the clock begins with: campaign (the morning of its first day) or now.", DefaultValueFactory = _ => "campaign" };
from.AcceptOnlyFromAmong("campaign", "now");
var builtIns = new Option<string>("--faults") { Description = "What goes wrong: none, mild or harsh.", DefaultValueFactory = _ => "none" };
builtIns.AcceptOnlyFromAmong([.. FaultScript.All.Select(script => script.Name)]);
var serve = new Command("serve", "Runs the app, a simulated tenant and its people in real time, with pages to look into them and to move time, until Ctrl+C.")
{
    campaign, employees, seed, builtIns, port, from, verbose,
};
serve.SetAction((parsed, cancellationToken) => ServeCommand.RunAsync(
    new(
        parsed.GetRequiredValue(campaign),
        parsed.GetRequiredValue(employees),
        parsed.GetRequiredValue(seed),
        FaultScript.All.First(script => script.Name == parsed.GetRequiredValue(builtIns)),
        parsed.GetRequiredValue(port),
        parsed.GetRequiredValue(from) == "now")
    {
        Verbose = parsed.GetValue(verbose),
    },
    Console.Out,
    cancellationToken));

var was = new Option<DirectoryInfo?>("--was") { Description = "Folder of the campaign as it was applied before: its groups stand already." };
var planOutput = new Option<DirectoryInfo>("--out") { Description = "Folder of the page.", DefaultValueFactory = _ => new(Path.Combine("out", "plan")) };
var (one, other) = (new Argument<string>("A") { Description = "Folder of a rehearsal, or its summary.json." }, new Argument<string>("B") { Description = "Another." });
var compare = new Command("compare", "Prints two rehearsals side by side: what was set, what came of it, and when.") { one, other };
compare.SetAction((parsed, cancellationToken) => CompareCommand.RunAsync(parsed.GetRequiredValue(one), parsed.GetRequiredValue(other), Terminal(), cancellationToken));

var plan = new Command("plan", "Shows what applying a campaign's groups would do, and writes it as a page.") { campaign, was, employees, seed, planOutput };
plan.SetAction((parsed, cancellationToken) => PlanCommand.RunAsync(
    new(
        parsed.GetRequiredValue(campaign),
        parsed.GetValue(was),
        parsed.GetRequiredValue(employees),
        parsed.GetRequiredValue(seed),
        parsed.GetRequiredValue(planOutput)),
    Terminal(),
    cancellationToken));

var folder = new Argument<DirectoryInfo>("DIR") { Description = "Folder of the campaign's files." };
var strict = new Option<bool>("--strict") { Description = "Fails on warnings, too." };
var check = new Command("check", "Validates campaign files and prints every problem by file, line and column, then warnings.") { folder, strict };
check.SetAction((parsed, cancellationToken) => CheckCommand.RunAsync(
    parsed.GetRequiredValue(folder), parsed.GetValue(strict), TimeProvider.System, Console.Out, cancellationToken));

var drawn = new Argument<FileInfo>("FILE") { Description = "The record of a draw, as the result's button gives it." };
var replay = new Command("replay-draw", "Does a contest's draw again from its record, and says whether it holds.") { drawn };
replay.SetAction((parsed, cancellationToken) => ReplayDrawCommand.RunAsync(parsed.GetRequiredValue(drawn), Console.Out, cancellationToken));

var target = new Argument<DirectoryInfo>("DIR") { Description = "Where to write them: campaign/schemas." };
var schemas = new Command("schemas", "Writes the JSON schemas of the campaign files.") { target };
schemas.SetAction((parsed, _) => SchemasCommand.RunAsync(parsed.GetRequiredValue(target), Console.Out));

var kpisDoc = new Argument<FileInfo>("FILE") { Description = "The document: docs/kpis.md." };
var kpis = new Command("kpis", "Writes the table of all figures into their document.") { kpisDoc };
kpis.SetAction((parsed, cancellationToken) => KpisCommand.RunAsync(parsed.GetRequiredValue(kpisDoc), Console.Out, cancellationToken));

var sheetLanguage = new Option<string?>("--lang") { Description = "fr or en; usually the campaign's first language." };
sheetLanguage.AcceptOnlyFromAmong("fr", "en");
var sheetFolder = new Argument<DirectoryInfo>("DIR") { Description = "Folder of the campaign's files." };
var sheet = new Command("sheet", "Writes what a works council needs to judge the campaign's surveys: out/surveys-sheet.html.") { sheetFolder, sheetLanguage };
sheet.SetAction((parsed, cancellationToken) => SheetCommand.RunAsync(
    parsed.GetRequiredValue(sheetFolder), parsed.GetValue(sheetLanguage), new(Path.Combine("out", "surveys-sheet.html")), Console.Out, cancellationToken));

var day = new Option<DateOnly>("--day") { Description = "Day of the backup, such as 2026-11-20.", Required = true };
var restoredTables = new Option<string[]>("--table") { Description = "Tables to restore; without it, those that have lost their rows.", AllowMultipleArgumentsPerToken = true };
var account = new Option<string?>("--account") { Description = "Name of the app's storage account; you must be signed in (az login)." };
var connection = new Option<string?>("--connection") { Description = "Connection string instead, on a laptop." };
var force = new Option<bool>("--force") { Description = "Although a campaign is not paused. Stop the app first." };
var restore = new Command("restore", "Puts rows of the app's tables back from a nightly backup; nobody who was erased comes back.") { day, restoredTables, account, connection, force };
restore.SetAction((parsed, cancellationToken) => RestoreCommand.RunAsync(
    new(parsed.GetRequiredValue(day), parsed.GetValue(restoredTables) ?? [], parsed.GetValue(force)),
    parsed.GetValue(account),
    parsed.GetValue(connection),
    Console.Out,
    cancellationToken));

var instance = new Command("instance", "One instance of the app for a parent process: settings on standard input, address on standard output.") { Hidden = true };
instance.SetAction((_, cancellationToken) => InstanceCommand.RunAsync(Console.In, Console.Out, cancellationToken));

var line = new RootCommand("AdoptionAutomation on one machine: rehearse a campaign before it touches anyone.") { rehearse, compare, serve, plan, check, replay, schemas, kpis, sheet, restore, instance }
    .Parse(args);

// Who hears Ctrl+C by itself is not cut off after a while.
var patience = line.CommandResult.Command == rehearse ? (TimeSpan?)null : InstanceCommand.Patience + InstanceCommand.Patience;
var code = await line.InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = patience });
return line.Errors.Count > 0 ? RehearseCommand.CouldNotRun : code;

// Redirected output is plain text in long lines, for logs and people who search them.
static IAnsiConsole Terminal()
{
    if (!Console.IsOutputRedirected)
    {
        return AnsiConsole.Console;
    }

    var plain = AnsiConsole.Create(new() { Ansi = AnsiSupport.No, ColorSystem = ColorSystemSupport.NoColors, Out = new AnsiConsoleOutput(Console.Out) });
    plain.Profile.Width = 200;
    return plain;
}

static Option<int> Number(string name, string description, int usual, int least, int most)
{
    var option = new Option<int>(name) { Description = description, DefaultValueFactory = _ => usual };
    option.Validators.Add(result =>
    {
        if (result.Tokens.Count == 1 && int.TryParse(result.Tokens[0].Value, out var value) && (value < least || value > most))
        {
            result.AddError($"{name} must lie between {least} and {most}.");
        }
    });
    return option;
}
