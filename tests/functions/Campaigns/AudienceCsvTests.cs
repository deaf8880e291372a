using System.Globalization;
using System.Text;
using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Campaigns.Reading;

namespace AdoptionAutomation.Tests.Campaigns;

public sealed class AudienceCsvTests
{
    [Theory]
    [InlineData("mail\na.b@lumen.example\nc.d@lumen.example\n")]
    [InlineData("Name;MAIL\nA;a.b@lumen.example\nC;c.d@lumen.example")]
    [InlineData("name,mail,site\r\n\"B, A\",a.b@lumen.example,Lyon\r\nD,\"c.d@lumen.example\",\"Le \"\"Port\"\"\"\r\n")]
    [InlineData("mail\tname\na.b@lumen.example\tA\n\n c.d@lumen.example \tC\n\n")]
    [InlineData("\uFEFFmail;name\na.b@lumen.example;A\nc.d@lumen.example;C\n")]
    [InlineData("mail;name\na.b@lumen.example;A;one cell more\nc.d@lumen.example\n")]
    public async Task Addresses_are_found_whatever_the_separator_and_the_other_columns(string csv)
    {
        var (addresses, problems) = await ReadAsync(Encoding.UTF8.GetBytes(csv));

        Assert.Empty(problems);
        Assert.Equal(["a.b@lumen.example", "c.d@lumen.example"], addresses);
    }

    [Fact]
    public async Task Bad_lines_are_named_and_the_others_read()
    {
        var (addresses, problems) = await ReadAsync("""
            name;mail
            A;a@lumen.example
            B;
            C
            "D;d@lumen.example
            E;e@lumen.example
            "F"f;f@lumen.example
            G;g.lumen.example
            H;"h@lumen.example
            I;A@Lumen.Example
            J;j@lumen.example
            """u8.ToArray());

        Assert.Equal(["a@lumen.example", "e@lumen.example", "j@lumen.example"], addresses);
        Assert.Equal(
            ["3 CSV003", "4 CSV003", "5 CSV006", "7 CSV006", "8 CSV004", "9 CSV006", "10 CSV005"],
            problems.Select(problem => $"{problem.Line} {problem.Code}"));
    }

    [Fact]
    public async Task No_address_is_shown_in_full()
    {
        var (_, problems) = await ReadAsync("mail\nclaire@lumen.example\nclaire@lumen.example\npaul@lumen,example\nhugo @lumen.example"u8.ToArray());

        Assert.Equal(3, problems.Count);
        Assert.All(problems, problem => Assert.DoesNotContain(
            ["claire", "paul", "hugo"], name => problem.Text.Contains(name, StringComparison.OrdinalIgnoreCase)));
    }

    [Theory]
    [InlineData("", "CSV001")]
    [InlineData("\n\n", "CSV001")]
    [InlineData("mail\n", "CSV008")]
    [InlineData("\"mail\nclaire@lumen.example\n", "CSV006,CSV002")]
    public async Task A_file_without_people_says_why(string csv, string codes)
    {
        var (_, problems) = await ReadAsync(Encoding.UTF8.GetBytes(csv));

        Assert.Equal(codes.Split(','), problems.Select(problem => problem.Code));
    }

    [Fact]
    public async Task A_file_in_Latin_1_is_told_once_and_read_on()
    {
        var (addresses, problems) = await ReadAsync(Encoding.Latin1.GetBytes("mail;name\na@lumen.example;Inès\nb@lumen.example;Zoé\n"));

        Assert.Equal(2, addresses.Count);
        Assert.Equal("2 CSV007", $"{Assert.Single(problems).Line} {problems[0].Code}");
    }

    [Fact]
    public async Task A_line_without_end_does_not_fill_the_memory()
    {
        var (addresses, problems) = await ReadAsync([.. "mail\na@lumen.example\n"u8, .. Enumerable.Repeat((byte)'x', 1_000_000)]);

        Assert.Equal(["a@lumen.example"], addresses);
        Assert.Equal("3 CSV010", $"{Assert.Single(problems).Line} {problems[0].Code}");
    }

    [Fact]
    public async Task A_file_full_of_mistakes_is_reported_in_a_page()
    {
        var (_, problems) = await ReadAsync(Encoding.UTF8.GetBytes("mail\na@lumen.example\n" + string.Concat(Enumerable.Repeat("x\n", 1000))));

        Assert.Equal(101, problems.Count);
        Assert.Equal("CSV009", problems[^1].Code);
        Assert.Contains("900", problems[^1].Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_million_people_pass_through_as_a_stream()
    {
        var findings = new Findings();
        await using var content = new PeopleStream(1_000_000);
        var count = 0;
        await foreach (var _ in new AudienceCsv("everybody.csv", findings).ReadAsync(content, default))
        {
            count++;
        }

        Assert.Equal(1_000_000, count);
        Assert.Empty(findings.In("en"));
    }

    private static async Task<(List<string> Addresses, IReadOnlyList<Problem> Problems)> ReadAsync(byte[] csv)
    {
        var findings = new Findings();
        using var content = new MemoryStream(csv);
        var addresses = new List<string>();
        await foreach (var address in new AudienceCsv("people.csv", findings).ReadAsync(content, default))
        {
            addresses.Add(address);
        }

        return (addresses, findings.In("en"));
    }

    /// <summary>Makes its lines while it is read, and cannot seek.</summary>
    private sealed class PeopleStream(int people) : Stream
    {
        private byte[] line = "mail;site\n"u8.ToArray();
        private int position;
        private int made;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override int Read(byte[] buffer, int offset, int count)
        {
            if (position == line.Length)
            {
                line = made < people ? Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"p{made++}@lumen.example;Paris\n")) : [];
                position = 0;
            }

            var taken = Math.Min(count, line.Length - position);
            line.AsSpan(position, taken).CopyTo(buffer.AsSpan(offset));
            position += taken;
            return taken;
        }

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
