using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using AdoptionAutomation.Tests.Infra.Model;

namespace AdoptionAutomation.Tests.Infra.Evaluating;

/// <summary>Those functions of Bicep that can be worked out here; any other answers what is unknown.</summary>
internal static class BicepFunctions
{
    /// <summary>What <c>uniqueString</c> answers here.</summary>
    public const string UniqueString = "abcdefghijklm";

    private static readonly Dictionary<string, Func<object?[], object?>> Known = new(StringComparer.Ordinal)
    {
        ["toLower"] = of => Values.Text(of[0]).ToLowerInvariant(),
        ["toUpper"] = of => Values.Text(of[0]).ToUpperInvariant(),
        ["trim"] = of => Values.Text(of[0]).Trim(),
        ["string"] = of => Values.Text(of[0]),
        ["int"] = of => of[0] is long number ? number : long.Parse(Values.Text(of[0]), CultureInfo.InvariantCulture),
        ["bool"] = of => of[0] is true || Values.Text(of[0]) is "true" or "True" or "1",
        ["any"] = of => of[0],
        ["replace"] = of => Values.Text(of[0]).Replace(Values.Text(of[1]), Values.Text(of[2]), StringComparison.Ordinal),
        ["substring"] = of => Substring(Values.Text(of[0]), (int)(long)of[1]!, of.Length > 2 ? (int)(long)of[2]! : null),
        ["take"] = of => of[0] is object?[] list ? list.Take((int)(long)of[1]!).ToArray() : string.Concat(Values.Text(of[0]).Take((int)(long)of[1]!)),
        ["skip"] = of => of[0] is object?[] list ? list.Skip((int)(long)of[1]!).ToArray() : string.Concat(Values.Text(of[0]).Skip((int)(long)of[1]!)),
        ["length"] = of => (long)(of[0] switch { object?[] list => list.Length, Fields fields => fields.Count, var text => Values.Text(text).Length }),
        ["padLeft"] = of => Values.Text(of[0]).PadLeft((int)(long)of[1]!, of.Length > 2 ? Values.Text(of[2])[0] : ' '),
        ["empty"] = of => Values.IsEmpty(of[0]),
        ["contains"] = of => of[0] switch
        {
            object?[] list => list.Any(item => Values.Same(item, of[1])),
            Fields fields => fields.ContainsKey(Values.Text(of[1])),
            var text => Values.Text(text).Contains(Values.Text(of[1]), StringComparison.Ordinal),
        },
        ["startsWith"] = of => Values.Text(of[0]).StartsWith(Values.Text(of[1]), StringComparison.OrdinalIgnoreCase),
        ["endsWith"] = of => Values.Text(of[0]).EndsWith(Values.Text(of[1]), StringComparison.OrdinalIgnoreCase),
        ["indexOf"] = of => (long)Values.Text(of[0]).IndexOf(Values.Text(of[1]), StringComparison.OrdinalIgnoreCase),
        ["concat"] = of => (of[0] is object?[]) ? of.SelectMany(item => (object?[])item!).ToArray() : string.Concat(of.Select(Values.Text)),
        ["union"] = of => (of[0] is object?[]) ? of.SelectMany(item => (object?[])item!).DistinctBy(Values.Text).ToArray() : Merge(of),
        ["split"] = of => Values.Text(of[0]).Split(Values.Text(of[1])).ToArray<object?>(),
        ["join"] = of => string.Join(Values.Text(of[1]), ((object?[])of[0]!).Select(Values.Text)),
        ["range"] = of => Enumerable.Range((int)(long)of[0]!, (int)(long)of[1]!).Select(object? (number) => (long)number).ToArray(),
        ["first"] = of => of[0] is object?[] list ? list.FirstOrDefault() : Values.Text(of[0])[..1],
        ["last"] = of => of[0] is object?[] list ? list.LastOrDefault() : Values.Text(of[0])[^1..],
        ["min"] = of => Numbers(of).Min(),
        ["max"] = of => Numbers(of).Max(),
        ["coalesce"] = of => of.FirstOrDefault(item => item is not null),
        ["format"] = of => of.Skip(1).Select((item, i) => (item, i))
            .Aggregate(Values.Text(of[0]), (text, one) => text.Replace($"{{{one.i}}}", Values.Text(one.item), StringComparison.Ordinal)),
        ["items"] = of => ((Fields)of[0]!).OrderBy(field => field.Key, StringComparer.Ordinal)
            .Select(object? (field) => new Fields { ["key"] = field.Key, ["value"] = field.Value }).ToArray(),
        ["objectKeys"] = of => ((Fields)of[0]!).Keys.ToArray<object?>(),
        ["flatten"] = of => ((object?[])of[0]!).SelectMany(item => (object?[])item!).ToArray(),
        ["map"] = of => ((object?[])of[0]!).Select(item => Call(of[1], item)).ToArray(),
        ["filter"] = of => ((object?[])of[0]!).Where(item => Call(of[1], item) is not false).ToArray(),
        ["toObject"] = of => Merge([.. ((object?[])of[0]!).Select(item =>
            new Fields { [Values.Text(Call(of[1], item))] = of.Length > 2 ? Call(of[2], item) : item })]),

        // Their true values hang on Azure's ids; their length and their letters do not.
        ["uniqueString"] = _ => UniqueString,
        ["guid"] = of => new Guid(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('|', of.Select(Values.Text))))[..16]).ToString(),
    };

    /// <summary>Functions that answer for what is unknown as well.</summary>
    private static readonly HashSet<string> Fearless = new(StringComparer.Ordinal)
    {
        "any", "coalesce", "concat", "filter", "flatten", "format", "guid", "join", "length", "map", "toObject", "union", "uniqueString",
    };

    public static object? Call(CallExpr call, object?[] arguments)
    {
        if (!Known.TryGetValue(call.Function, out var function))
        {
            return Of(call, arguments);
        }

        if (arguments.FirstOrDefault(argument => argument is Unknown) is { } unknown && !Fearless.Contains(call.Function))
        {
            return unknown;
        }

        try
        {
            return function(arguments);
        }
        catch (Exception e) when (e is InvalidCastException or IndexOutOfRangeException or FormatException or NullReferenceException)
        {
            // An argument that is not what the function takes; the rule of types says what it can.
            return Of(call, arguments);
        }
    }

    public static Fields Merge(object?[] parts)
    {
        var merged = new Fields();
        foreach (var (name, value) in parts.OfType<Fields>().SelectMany(part => part))
        {
            merged[name] = value;
        }

        return merged;
    }

    private static Unknown Of(CallExpr call, object?[] arguments) =>
        new($"{call.Function}({string.Join(", ", arguments.Select(Values.Text))})");

    private static object? Call(object? function, object? item) => function is Function lambda ? lambda.Call([item]) : new Unknown("function");

    private static IEnumerable<long> Numbers(object?[] of) => (of is [object?[] list] ? list : of).Select(item => (long)item!);

    private static string Substring(string text, int start, int? length)
    {
        start = Math.Min(start, text.Length);
        return text.Substring(start, Math.Min(length ?? text.Length, text.Length - start));
    }
}
