using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using Azure.Data.Tables;

namespace AdoptionAutomation.Tests.Bundled;

public sealed class SurfaceTests
{
    private static readonly OfficialSurface Official = OfficialSurface.Read(Path.Combine(Folder(), "api"));

    [Fact]
    public void Everything_bundled_is_in_the_official_packages()
    {
        var assembly = typeof(TableClient).Assembly;
        // In the nuget build this is the official package itself.
        var findings = assembly.GetName().Name == "Azure.Data.Tables" ? [] : Official.Compare(assembly);
        Assert.True(findings.Count == 0, string.Join('\n', findings));
    }

    [Fact]
    public void The_official_data_is_read()
    {
        Assert.InRange(Official.Count, 180, 400);
    }

    [Fact]
    public void A_type_of_our_own_is_found()
    {
        Assert.Contains("no such type", Assert.Single(Official.Compare(typeof(SurfaceTests))), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("officially a interface")]
    [InlineData("officially not a System.IDisposable")]
    [InlineData("no member 'System.String PartitionKey { get; }'; it has 'System.String PartitionKey { get; set; }'")]
    [InlineData("no member 'System.Int32 RowKey { get; set; }'")]
    [InlineData("no member 'static Azure.ETag ETag { get; set; }'")]
    [InlineData("no member 'System.Void Extra(System.Int32 count = 5)'")]
    public void A_member_that_differs_is_found(string finding)
    {
        var line = "interface " + SurfaceText.Definition(typeof(Fake));
        var official = OfficialSurface.Of([line, .. SurfaceText.Members(typeof(ITableEntity)).Select(static member => "  " + member)]);
        Assert.Contains(official.Compare(typeof(Fake)), found => found.Contains(finding, StringComparison.Ordinal));
    }

    [Fact]
    public void A_default_and_an_enum_value_that_differ_are_found()
    {
        var name = SurfaceText.Definition(typeof(FakeMode));
        var official = OfficialSurface.Of(["enum " + name, "  Merge = 0", "  Replace = 1"]);
        Assert.Equal([$"{name}: the official type has no member 'Replace = 2'; it has 'Replace = 1'"], official.Compare(typeof(FakeMode)));
    }

    private static string Folder([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;

    private enum FakeMode
    {
        Merge = 0,
        Replace = 2,
    }

    [SuppressMessage("Performance", "CA1812", Justification = "Only reflected on")]
    [SuppressMessage("Performance", "CA1822", Justification = "Its shape is the test")]
    private sealed class Fake : IDisposable
    {
        public static Azure.ETag ETag { get; set; }

        public string PartitionKey { get; } = "";

        public int RowKey { get; set; }

        public void Extra(int count = 5) => _ = count;

        public void Dispose()
        {
        }
    }
}
