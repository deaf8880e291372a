using System.Reflection;
using System.Text.RegularExpressions;
using AdoptionAutomation.Sandbox.Runtime.Timers;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Configuration;

namespace AdoptionAutomation.Sandbox.Runtime;

/// <summary>The functions of an app, checked by the host's rules.</summary>
internal sealed partial class FunctionCatalog
{
    private readonly IReadOnlyList<AppFunction> functions;

    private FunctionCatalog(IReadOnlyList<AppFunction> functions) => this.functions = functions;

    public IEnumerable<AppFunction> All => functions;

    /// <param name="settings">Where <c>%Name%</c> in trigger attributes is looked up.</param>
    /// <exception cref="FunctionCatalogException">Lists every function the host would refuse.</exception>
    public static FunctionCatalog Of(Assembly app, IConfiguration settings) => Of(app.GetTypes(), settings);

    /// <inheritdoc cref="Of(Assembly, IConfiguration)"/>
    public static FunctionCatalog Of(IEnumerable<Type> types, IConfiguration settings)
    {
        var problems = new List<string>();
        var described = types
            .SelectMany(t => t.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly))
            .Where(m => m.IsDefined(typeof(FunctionAttribute)))
            .OrderBy(m => m.GetCustomAttribute<FunctionAttribute>()!.Name, StringComparer.OrdinalIgnoreCase)
            .Select(m => Describe(m, settings, problems))
            .OfType<AppFunction>()
            .ToArray();
        problems.AddRange(SameNames(described).Concat(SameQueues(described)).Concat(SameRoutes(described)));
        return problems.Count == 0 ? new(described) : throw new FunctionCatalogException(problems);
    }

    public AppFunction? Find(string name) => functions.FirstOrDefault(f => string.Equals(f.Name, name, StringComparison.OrdinalIgnoreCase));

    public IEnumerable<(AppFunction Function, T Trigger)> With<T>()
        where T : Trigger => functions.Where(f => f.Trigger is T).Select(f => (f, (T)f.Trigger));

    private static AppFunction? Describe(MethodInfo method, IConfiguration settings, List<string> problems)
    {
        var name = method.GetCustomAttribute<FunctionAttribute>()!.Name;
        var before = problems.Count;
        if (!LegalName().IsMatch(name) || string.Equals(name, "host", StringComparison.OrdinalIgnoreCase))
        {
            problems.Add($"{name}: a function's name is a letter and up to 127 letters, digits, - or _, and not \"host\".");
        }

        var triggers = method.GetParameters().Where(p => TriggerAttribute(p) is not null).ToArray();
        if (triggers is not [var parameter])
        {
            problems.Add($"{name}: exactly one parameter carries a trigger attribute, {method.DeclaringType}.{method.Name} has {triggers.Length}.");
            return null;
        }

        try
        {
            var trigger = Read(TriggerAttribute(parameter)!, name, settings);
            problems.AddRange(ParameterBinding.Problems(method, parameter, trigger).Select(problem => $"{name}: {problem}"));
            return problems.Count == before ? new(name, method, parameter, trigger) : null;
        }
        catch (FormatException e)
        {
            problems.Add($"{name}: {e.Message}.");
            return null;
        }
    }

    private static Attribute? TriggerAttribute(ParameterInfo parameter) => parameter.GetCustomAttributes()
        .FirstOrDefault(a => a is QueueTriggerAttribute or TimerTriggerAttribute or HttpTriggerAttribute);

    private static Trigger Read(Attribute attribute, string name, IConfiguration settings) => attribute switch
    {
        QueueTriggerAttribute queue => new QueueTrigger(LegalQueue(settings.Resolve(queue.QueueName))),
        TimerTriggerAttribute timer => Timer(timer, TimerSchedule.Parse(settings.Resolve(timer.Schedule))),
        HttpTriggerAttribute http => Http(http, settings.Resolve(http.Route ?? name)),
        _ => throw new NotSupportedException($"{name}: {attribute.GetType().Name} is not a trigger this runtime knows."),
    };

    private static string LegalQueue(string queue) => QueueName().IsMatch(queue)
        ? queue
        : throw new FormatException($"\"{queue}\" is not a queue name (3 to 63 lower-case letters, digits and single hyphens)");

    private static TimerTrigger Timer(TimerTriggerAttribute timer, TimerSchedule schedule) =>
        new(schedule, timer.RunOnStartup, timer.UseMonitor && !schedule.IsSubMinute);

    private static HttpTrigger Http(HttpTriggerAttribute http, string route) => ReservedRoute().IsMatch(route)
        ? throw new FormatException($"the route \"{route}\" conflicts with the host's own: it may not start with admin or runtime")
        : new(route.Trim('/'), [.. (http.Methods ?? []).Select(m => m.ToUpperInvariant())], http.AuthLevel);

    private static IEnumerable<string> SameNames(AppFunction[] functions) =>
        from same in functions.GroupBy(f => f.Name, StringComparer.OrdinalIgnoreCase)
        where same.Count() > 1
        select $"{same.Key}: the name is used by {string.Join(" and ", same.Select(f => $"{f.Class.Name}.{f.Method.Name}"))}.";

    private static IEnumerable<string> SameQueues(AppFunction[] functions) =>
        from same in functions.Where(f => f.Trigger is QueueTrigger).GroupBy(f => ((QueueTrigger)f.Trigger).Queue)
        where same.Count() > 1
        select $"{string.Join(" and ", same.Select(f => f.Name))} both listen on the queue {same.Key}: a message would reach only one of them.";

    private static IEnumerable<string> SameRoutes(AppFunction[] functions)
    {
        var routes = functions.Where(f => f.Trigger is HttpTrigger).ToArray();
        return from first in routes
               from second in routes
               where string.CompareOrdinal(first.Name, second.Name) < 0 && Overlap((HttpTrigger)first.Trigger, (HttpTrigger)second.Trigger)
               select $"{first.Name} and {second.Name} have the same route \"{((HttpTrigger)first.Trigger).Route}\" and a method in common.";
    }

    private static bool Overlap(HttpTrigger one, HttpTrigger other) =>
        string.Equals(RouteValue().Replace(one.Route, "{}"), RouteValue().Replace(other.Route, "{}"), StringComparison.OrdinalIgnoreCase)
        && (one.Methods.Count == 0 || other.Methods.Count == 0 || one.Methods.Intersect(other.Methods).Any());

    [GeneratedRegex(@"^[a-z][a-z0-9_\-]{0,127}$", RegexOptions.IgnoreCase)]
    private static partial Regex LegalName();

    [GeneratedRegex("^(?=.{3,63}$)[a-z0-9]+(-[a-z0-9]+)*$", RegexOptions.ExplicitCapture)]
    private static partial Regex QueueName();

    [GeneratedRegex("^/?(admin|runtime)(/|$)", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex ReservedRoute();

    [GeneratedRegex(@"\{[^}]*\}")]
    private static partial Regex RouteValue();
}

/// <summary>The app has functions that the Functions host would refuse.</summary>
internal sealed class FunctionCatalogException(IReadOnlyList<string> problems)
    : Exception($"The app has {problems.Count} function problem(s):\n- {string.Join("\n- ", problems)}")
{
    public IReadOnlyList<string> Problems => problems;
}
