using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Azure.Functions.Worker;

namespace AdoptionAutomation.Sandbox.Runtime;

/// <summary>What the parameters of a function receive: the trigger's value, the context, the token, route values by name.</summary>
internal static partial class ParameterBinding
{
    public static object?[] Bind(AppFunction function, TriggerInput input, FunctionContext context) =>
        [.. function.Method.GetParameters().Select(p => Value(p, function, input, context))];

    /// <summary>What the host could not bind.</summary>
    public static IEnumerable<string> Problems(MethodInfo method, ParameterInfo triggerParameter, Trigger trigger)
    {
        if (trigger is TimerTrigger && triggerParameter.ParameterType != typeof(TimerInfo))
        {
            yield return $"the timer parameter {triggerParameter.Name} must be a TimerInfo.";
        }

        if (trigger is HttpTrigger && triggerParameter.ParameterType != typeof(HttpRequest))
        {
            yield return $"the HTTP parameter {triggerParameter.Name} must be an HttpRequest.";
        }

        // By position: two threads that ask a method for its parameters for the first time may get objects of their own.
        foreach (var p in method.GetParameters().Where(p => p.Position != triggerParameter.Position && !CanBind(p, trigger)))
        {
            yield return $"nothing is known to put into the parameter {p.ParameterType.Name} {p.Name}.";
        }

        if (!CanReturn(method.ReturnType, trigger))
        {
            yield return $"{method.ReturnType.Name} cannot be returned: {(trigger is HttpTrigger ? "IResult, Task<IResult>, Task or void" : "Task or void")}.";
        }

        if (method.GetCustomAttributes().Any(a => a is RetryAttribute))
        {
            yield return trigger is QueueTrigger
                ? "queue triggers take no retry attribute: host.json says how often a message is delivered."
                : "retry attributes are not run by this runtime.";
        }
    }

    private static object? Value(ParameterInfo parameter, AppFunction function, TriggerInput input, FunctionContext context) =>
        parameter.Position == function.TriggerParameter.Position ? input.Read(parameter.ParameterType)
        : parameter.ParameterType == typeof(FunctionContext) ? context
        : parameter.ParameterType == typeof(CancellationToken) ? context.CancellationToken
        : parameter.ParameterType == typeof(HttpRequest) ? input.Http!.Request
        : input.Http!.GetRouteValue(parameter.Name!) as string;

    private static bool CanBind(ParameterInfo parameter, Trigger trigger) =>
        parameter.ParameterType == typeof(FunctionContext)
        || parameter.ParameterType == typeof(CancellationToken)
        || (trigger is HttpTrigger { Route: var route } && (parameter.ParameterType == typeof(HttpRequest)
            || (parameter.ParameterType == typeof(string) && RouteValue().Matches(route).Any(m => IsNamed(m, parameter)))));

    private static bool IsNamed(Match routeValue, ParameterInfo parameter) =>
        string.Equals(routeValue.Groups["name"].Value, parameter.Name, StringComparison.OrdinalIgnoreCase);

    private static bool CanReturn(Type type, Trigger trigger) =>
        type == typeof(void) || type == typeof(Task) || type == typeof(ValueTask)
        || (trigger is HttpTrigger && typeof(IResult).IsAssignableFrom(type.IsGenericType ? type.GetGenericArguments()[0] : type));

    [GeneratedRegex(@"\{\**(?<name>\w+)", RegexOptions.ExplicitCapture)]
    private static partial Regex RouteValue();
}
