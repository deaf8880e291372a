using System.Reflection;

namespace AdoptionAutomation.Tests.Bundled;

/// <summary>The official packages' public surface, from <c>api/*.txt</c>.</summary>
internal sealed class OfficialSurface
{
    /// <summary>
    /// Type name to its line and its members' lines. A namespace-qualified type may stand in several packages: then they add up.
    /// </summary>
    private readonly Dictionary<string, (string Line, HashSet<string> Members)> types = new(StringComparer.Ordinal);

    public int Count => types.Count;

    public static OfficialSurface Read(string directory)
    {
        OfficialSurface surface = new();
        foreach (var file in Directory.EnumerateFiles(directory, "*.txt"))
        {
            surface.Add(File.ReadLines(file));
        }

        return surface;
    }

    public static OfficialSurface Of(IEnumerable<string> lines)
    {
        OfficialSurface surface = new();
        surface.Add(lines);
        return surface;
    }

    /// <summary>One finding for everything in the assembly that the official packages lack; each names its type.</summary>
    public IReadOnlyList<string> Compare(Assembly assembly) => [.. assembly.GetExportedTypes().SelectMany(Compare)];

    public IEnumerable<string> Compare(Type type)
    {
        var name = SurfaceText.Definition(type);
        if (!types.TryGetValue(name, out var official))
        {
            yield return $"{name}: the official packages have no such type";
            yield break;
        }

        foreach (var finding in CompareHead(type, name, official.Line))
        {
            yield return finding;
        }

        foreach (var member in SurfaceText.Members(type).Where(member => !official.Members.Contains(member)))
        {
            yield return $"{name}: the official type has no member '{member}'{Near(member, official.Members)}";
        }
    }

    private static IEnumerable<string> CompareHead(Type type, string name, string officialLine)
    {
        var parts = officialLine.Split(" : ", 2);
        var kind = parts[0][..^(name.Length + 1)];
        if (!string.Equals(kind, SurfaceText.Kind(type), StringComparison.Ordinal))
        {
            yield return $"{name}: is a {SurfaceText.Kind(type)}, officially a {kind}";
        }

        var bases = parts.Length > 1 ? Names(parts[1]) : [];
        foreach (var extra in (type.IsEnum ? [] : SurfaceText.Bases(type)).Except(bases, StringComparer.Ordinal))
        {
            yield return $"{name}: officially not a {extra}";
        }

        // A missing interface narrows and is allowed; another base class is another type.
        if (type is { IsEnum: false, IsValueType: false, IsInterface: false }
            && bases.Count > 0
            && type.BaseType == typeof(object)
            && !IsInterfaceName(bases[0]))
        {
            yield return $"{name}: officially derives from {bases[0]}";
        }
    }

    private static bool IsInterfaceName(string name)
    {
        var plain = name.Split('<')[0];
        var last = plain[(plain.LastIndexOf('.') + 1)..];
        return last.Length > 1 && last[0] == 'I' && char.IsUpper(last[1]);
    }

    /// <summary>Splits at the commas that stand in no angle brackets.</summary>
    private static List<string> Names(string list)
    {
        List<string> names = [];
        var depth = 0;
        var start = 0;
        for (var i = 0; i < list.Length; i++)
        {
            depth += list[i] switch { '<' => 1, '>' => -1, _ => 0 };
            if (list[i] == ',' && depth == 0)
            {
                names.Add(list[start..i].Trim());
                start = i + 1;
            }
        }

        names.Add(list[start..].Trim());
        return names;
    }

    private static string Near(string member, HashSet<string> official)
    {
        var name = MemberName(member);
        var same = official.Where(line => MemberName(line) == name).ToList();
        return same.Count > 0 ? $"; it has '{string.Join("' and '", same)}'" : "";
    }

    private static string MemberName(string line) => line.Split('(', '{', '<', '[', '=')[0].Trim().Split(' ')[^1];

    private void Add(IEnumerable<string> lines)
    {
        HashSet<string>? members = null;
        foreach (var line in lines.Where(static line => !string.IsNullOrWhiteSpace(line)))
        {
            if (line.StartsWith("  ", StringComparison.Ordinal))
            {
                members!.Add(line.Trim());
                continue;
            }

            var name = TypeName(line);
            if (!types.TryGetValue(name, out var known))
            {
                types[name] = known = (line, new(StringComparer.Ordinal));
            }

            members = known.Members;
        }
    }

    /// <summary>What follows the kind, which may be two words (<c>sealed class</c>), up to the base list.</summary>
    private static string TypeName(string line)
    {
        var head = line.Split(" : ", 2)[0];
        var generics = head.IndexOf('<', StringComparison.Ordinal);
        return head[(head.LastIndexOf(' ', generics < 0 ? head.Length - 1 : generics) + 1)..];
    }
}
