using AdoptionAutomation.Tests.Infra.Model;

namespace AdoptionAutomation.Tests.Infra.Evaluating;

/// <summary>Works values out; what it cannot is <see cref="Unknown"/>, never an error.</summary>
/// <param name="symbol">The value behind a name.</param>
internal sealed class Evaluator(Func<string, object?> symbol)
{
    private static readonly Func<string, string?> NoEnvironment = _ => null;

    /// <summary>What <c>readEnvironmentVariable</c> finds, in a parameter file.</summary>
    public Func<string, string?> Environment { get; init; } = NoEnvironment;

    public object? Of(Expr expr) => expr switch
    {
        LiteralExpr literal => literal.Value,
        TextExpr text => string.Concat(text.Pieces.Select(piece => Values.Text(Of(piece)))),
        NameExpr name => symbol(name.Name),
        MemberExpr member => Member(Of(member.Of), member.Member),
        IndexExpr index => Index(Of(index.Of), Of(index.Index)),
        CallExpr call => Call(call),
        ObjectExpr body => Fields(body),
        ArrayExpr array => array.Items.Select(Of).ToArray(),
        LoopExpr loop => Each(loop, (within, value, _) => within.Of(value)),
        ChoiceExpr choice => Choose(choice),
        BinaryExpr binary => Operators.Of(binary, this),
        UnaryExpr { Operator: "!" } unary => Of(unary.Operand) is bool truth ? !truth : new Unknown("condition"),
        UnaryExpr unary => Of(unary.Operand) is long number ? -number : new Unknown("number"),
        LambdaExpr lambda => new Function(given => With(lambda.Parameters.Zip(given)).Of(lambda.Body)),
        NestedExpr nested => new Unknown(nested.Resource),
        _ => new Unknown("broken"),
    };

    public Fields Fields(ObjectExpr body)
    {
        var fields = new Fields();
        foreach (var property in body.Properties)
        {
            var value = Of(property.Value);
            if (property.Name == Property.Spread)
            {
                fields = BicepFunctions.Merge([fields, value]);
            }
            else
            {
                fields[property.Name ?? Values.Text(Of(property.Key!))] = value;
            }
        }

        return fields;
    }

    /// <summary>What is made of the object of a resource or module: one value, or a list if it is looped over.</summary>
    public object? Each(Expr body, Func<Evaluator, ObjectExpr, bool, object?> make) => body switch
    {
        LoopExpr loop => Each(loop, (within, inner, _) => within.Each(inner, make)),
        IfExpr condition when condition.Body is ObjectExpr inner => make(this, inner, Of(condition.Condition) is not false),
        ObjectExpr only => make(this, only, true),
        _ => new Unknown("broken"),
    };

    private object? Each(LoopExpr loop, Func<Evaluator, Expr, bool, object?> make) => Of(loop.In) is object?[] list
        ? list.Select((item, i) => make(With([(loop.Item, item), (loop.Index ?? "", (long)i)]), loop.Body, true)).ToArray()
        : new object?[] { make(With([(loop.Item, new Unknown(loop.Item)), (loop.Index ?? "", new Unknown("index"))]), loop.Body, true) };

    private Evaluator With(IEnumerable<(string Name, object? Value)> names)
    {
        var more = names.ToDictionary(name => name.Name, name => name.Value, StringComparer.Ordinal);
        return new(name => more.TryGetValue(name, out var value) ? value : symbol(name)) { Environment = Environment };
    }

    private object? Call(CallExpr call)
    {
        if (call is { Function: "readEnvironmentVariable", Arguments: [var name, ..] })
        {
            return Environment(Values.Text(Of(name))) ?? (call.Arguments.Count > 1 ? Of(call.Arguments[1]) : new Unknown(Values.Text(Of(name))));
        }

        // What is asked of a resource is keys.
        return call.Of is null or NameExpr { Name: "az" or "sys" }
            ? BicepFunctions.Call(call, [.. call.Arguments.Select(Of)])
            : new Unknown($"secret {call.Function}()");
    }

    private object? Choose(ChoiceExpr choice)
    {
        if (Of(choice.Condition) is bool known)
        {
            return Of(known ? choice.Yes : choice.No);
        }

        // Of two possible values the one that there is more to say of.
        var (yes, no) = (Of(choice.Yes), Of(choice.No));
        return Values.IsSecret(no) || Values.IsEmpty(yes) ? no : yes;
    }

    private static object? Member(object? of, string member) => of switch
    {
        Fields fields => fields.TryGetValue(member, out var value) ? value : null,
        DeployedModule { Inner: { } inner } when member == "outputs" => inner,
        Deployment inner => inner.Value(member),
        Deployed deployed => Member(deployed, member),
        Unknown unknown => unknown.Set?.TryGetValue(member, out var set) == true ? set : new Unknown($"{unknown.What}.{member}"),
        _ => new Unknown(member),
    };

    private static object? Member(Deployed deployed, string member) => member switch
    {
        "id" => $"/{deployed.Type}/{deployed.FullName}",
        "type" => deployed.Type,
        "properties" => Properties(deployed.Body.GetValueOrDefault(member), deployed),
        _ => deployed.Body.TryGetValue(member, out var value) ? value : new Unknown($"{deployed.Resource.Name}.{member}"),
    };

    /// <summary>Azure adds properties to those that are set.</summary>
    private static Unknown Properties(object? set, Deployed deployed) => new($"{deployed.Resource.Name}.properties") { Set = set as Fields };

    private static object? Index(object? of, object? index) => (of, index) switch
    {
        (object?[] list, long at) => at < list.Length ? list[at] : new Unknown("index"),
        (Fields fields, string name) => fields.GetValueOrDefault(name),
        (object?[] { Length: > 0 } list, _) => list[0],
        (Unknown unknown, _) => new Unknown($"{unknown.What}[]"),
        _ => new Unknown("index"),
    };
}
