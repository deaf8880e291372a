using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace AdoptionAutomation.Tests.Bundled;

/// <summary>
/// A type's public surface in the words of <c>api/*.txt</c>: one line for the type, then one a member. Written with namespaces, generics as
/// <c>Name&lt;T&gt;</c>, nested types as <c>Outer.Inner</c>, by-reference types with <c>&amp;</c>; without Equals, GetHashCode and
/// ToString.
/// </summary>
internal static class SurfaceText
{
    private const BindingFlags Declared =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    public static string TypeLine(Type type)
    {
        IEnumerable<string> bases = type.IsEnum ? [] : Bases(type);
        var list = string.Join(", ", bases);
        return $"{Kind(type)} {Definition(type)}{(list.Length > 0 ? " : " + list : "")}";
    }

    public static string Definition(Type type) => Name(type);

    public static IEnumerable<string> Bases(Type type)
    {
        var inherited = type.BaseType?.GetInterfaces() ?? [];
        var own = type.GetInterfaces().Except(inherited).ToList();
        if (type is { IsValueType: false, BaseType: { } parent } && parent != typeof(object))
        {
            yield return Name(parent);
        }

        foreach (var contract in own)
        {
            yield return Name(contract);
        }
    }

    public static IEnumerable<string> Members(Type type)
    {
        if (type.IsEnum)
        {
            return type.GetEnumNames().Select(name =>
                $"{name} = {Convert.ToInt64(type.GetField(name)!.GetRawConstantValue(), CultureInfo.InvariantCulture)}");
        }

        return Members().Where(static line => line is not null).Select(static line => line!);

        IEnumerable<string?> Members() =>
        [
            .. type.GetConstructors(Declared).Where(IsVisible).Where(static ctor => !ctor.IsStatic)
                .Select(ctor => $"{Access(type, ctor)}ctor({Parameters(ctor)})"),
            .. type.GetProperties(Declared).Select(property => Property(type, property)),
            .. type.GetFields(Declared).Where(IsVisible).Select(Field),
            .. type.GetMethods(Declared).Where(IsVisible).Where(IsListed).Select(method => Method(type, method)),
        ];
    }

    public static string Kind(Type type) => type switch
    {
        { IsEnum: true } => "enum",
        { IsInterface: true } => "interface",
        { IsValueType: true } => "struct",
        { IsAbstract: true, IsSealed: true } => "static class",
        { IsAbstract: true } => "abstract class",
        _ when typeof(Delegate).IsAssignableFrom(type) => "delegate",
        { IsSealed: true } => "sealed class",
        _ => "class",
    };

    public static string Name(Type type)
    {
        if (type.IsByRef)
        {
            return Name(type.GetElementType()!) + "&";
        }

        if (type.IsArray)
        {
            return Name(type.GetElementType()!) + "[]";
        }

        if (type.IsGenericParameter)
        {
            return type.Name;
        }

        var full = $"{(type.DeclaringType is { } outer ? Name(outer) : type.Namespace)}.{type.Name.Split('`')[0]}";
        return type.IsGenericType ? $"{full}<{string.Join(", ", type.GetGenericArguments().Select(Name))}>" : full;
    }

    private static bool IsVisible(MethodBase method) => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly;

    private static bool IsVisible(FieldInfo field) => field.IsPublic || field.IsFamily || field.IsFamilyOrAssembly;

    private static bool IsListed(MethodInfo method) =>
        (!method.IsSpecialName || method.Name.StartsWith("op_", StringComparison.Ordinal))
        && !method.IsDefined(typeof(CompilerGeneratedAttribute))
        && (method.IsPublic || method.GetBaseDefinition().DeclaringType == method.DeclaringType)
        && method.Name is not ("Equals" or "GetHashCode" or "ToString");

    private static string Static(MethodInfo method) => method.IsStatic ? "static " : "";

    private static string Access(Type type, MethodBase method) => method.IsPublic || type.IsInterface ? "" : "protected ";

    private static string? Property(Type type, PropertyInfo property)
    {
        var getter = property.GetMethod is { } get && IsVisible(get) ? "get; " : "";
        var setter = property.SetMethod is { } set && IsVisible(set) ? "set; " : "";
        if (getter.Length + setter.Length == 0)
        {
            return null;
        }

        var accessor = property.GetMethod ?? property.SetMethod!;
        var index = property.GetIndexParameters() is { Length: > 0 } keys ? $"[{string.Join(", ", keys.Select(Parameter))}]" : "";
        return $"{Access(type, accessor)}{Static(accessor)}{Name(property.PropertyType)} {property.Name}{index} {{ {getter}{setter}}}";
    }

    private static string Field(FieldInfo field) =>
        $"{(field.IsLiteral ? "const " : field.IsStatic ? "static " : "")}{Name(field.FieldType)} {field.Name}";

    private static string Method(Type type, MethodInfo method)
    {
        var generics = method.IsGenericMethod ? $"<{string.Join(", ", method.GetGenericArguments().Select(Name))}>" : "";
        return $"{Access(type, method)}{Static(method)}{Name(method.ReturnType)} {method.Name}{generics}({Parameters(method)})";
    }

    private static string Parameters(MethodBase method) => string.Join(", ", method.GetParameters().Select(Parameter));

    private static string Parameter(ParameterInfo parameter)
    {
        var modifier = parameter.IsOut ? "out " : parameter.IsDefined(typeof(ParamArrayAttribute)) ? "params " : "";
        var value = parameter.HasDefaultValue ? " = " + Default(parameter.RawDefaultValue) : "";
        return $"{modifier}{Name(parameter.ParameterType)} {parameter.Name}{value}";
    }

    private static string Default(object? value) =>
        value is null or Missing ? "default" : Convert.ToString(value is Enum ? Number(value) : value, CultureInfo.InvariantCulture)!;

    private static long Number(object constant) => Convert.ToInt64(constant, CultureInfo.InvariantCulture);
}
