using System.Text.RegularExpressions;
using AdoptionAutomation.Tests.Infra.Model;

namespace AdoptionAutomation.Tests.Infra.Rules.Language;

/// <summary>Every resource says which version of its API it is written for, a finished one, and whose child it is.</summary>
internal static partial class ResourceRule
{
    public static IEnumerable<Problem> Check(InfraFiles files) => files.Templates.SelectMany(file => file.Resources
        .SelectMany(resource => Version(file, resource).Concat(Parent(file, resource)).Concat(Name(file, resource))));

    private static IEnumerable<Problem> Version(BicepFile file, Resource resource)
    {
        // Those of an extension have the versions of its service.
        if (resource.Type.StartsWith("Microsoft.Graph/", StringComparison.Ordinal) && file.Extensions.Count > 0)
        {
            yield break;
        }

        var isNested = file.TopResources.All(top => !ReferenceEquals(top, resource));
        if (resource.Version is null && !isNested)
        {
            yield return file.Says(resource.Line, $"Resource {resource.Name} has no API version. Write '{resource.Type}@yyyy-MM-dd'.");
        }
        else if (resource.Version is { } version && !Finished().IsMatch(version))
        {
            yield return file.Says(resource.Line, $"Resource {resource.Name} is pinned to “{version}”. Take a finished API version, yyyy-MM-dd.");
        }
    }

    private static IEnumerable<Problem> Parent(BicepFile file, Resource resource)
    {
        if (resource.Body.Object?["parent"] is not { } parent)
        {
            yield break;
        }

        var name = (parent as NameExpr ?? (parent as IndexExpr)?.Of as NameExpr)?.Name;
        var found = file.Resources.FirstOrDefault(one => one.Name == name);
        if (found is not null && resource.Type[..Math.Max(0, resource.Type.LastIndexOf('/'))] is var wanted && found.Type != wanted)
        {
            yield return file.Says(
                parent.Line, $"Resource {resource.Name} of type {resource.Type} cannot be a child of {name}, a {found.Type}. Its parent is a {wanted}.");
        }
    }

    private static IEnumerable<Problem> Name(BicepFile file, Resource resource)
    {
        if (file.Extensions.Count > 0 || resource.Body.Object is not { } body)
        {
            yield break;
        }

        if (body.Find("name") is not { } name)
        {
            yield return file.Says(resource.Line, $"Resource {resource.Name} has no name. Give it one.");
        }
        else if (name.Value.Literal is { } literal
            && file.TopResources.Any(top => ReferenceEquals(top, resource))
            && body.Find("parent") is null
            && literal.Count(c => c == '/') != resource.Type.Count(c => c == '/') - 1)
        {
            yield return file.Says(name.Line, $"Resource {resource.Name} is a child: a {resource.Type}. Give it its own parent.");
        }
    }

    [GeneratedRegex(@"^20\d\d-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$", RegexOptions.ExplicitCapture)]
    private static partial Regex Finished();
}
