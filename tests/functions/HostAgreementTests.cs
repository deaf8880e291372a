using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using AdoptionAutomation.Effects;
using AdoptionAutomation.Sandbox.Runtime;
using AdoptionAutomation.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace AdoptionAutomation.Tests;

/// <summary>host.json, which the host reads, and the code, which it does not, agree.</summary>
public sealed partial class HostAgreementTests
{
    private static readonly HostSettings HostJson = HostSettings.Load(Path.Combine(SettingsTests.Root(), "functions", "host.json"));

    [Fact]
    public async Task Messages_are_written_in_the_encoding_in_which_the_host_reads_them()
    {
        var storage = new RecordingStorage();
        await using var app = SettingsTests.Build(
            SettingsTests.Sample(),
            services => services.AddHttpClient(AdoptionServices.StorageHttpClientName).ConfigurePrimaryHttpMessageHandler(() => storage));

        await app.GetRequiredService<WorkQueue>().PutAsync(QueueNames.SendMail, new { campaign = "agora", v = 1 }, default);

        var text = XDocument.Parse(storage.Body).Root!.Element("MessageText")!.Value;
        var written = HostJson.Queues.IsBase64 ? Encoding.UTF8.GetString(Convert.FromBase64String(text)) : text;
        Assert.Equal("""{"campaign":"agora","v":1}""", written);
        Assert.True(HostJson.Queues.IsBase64);
    }

    [Fact]
    public void A_claim_outlives_every_function()
    {
        Assert.NotNull(HostJson.FunctionTimeout);
        Assert.True(HostJson.FunctionTimeout < Ledger.ClaimLength, "A live function's claim would be taken over.");
    }

    /// <summary>With it the host leaves out its own log of queues, and so the line by which the alert knows a poisoned message: docs/telemetry.md.</summary>
    [Fact]
    public void The_host_keeps_to_its_own_way_of_telemetry()
    {
        var text = File.ReadAllText(Path.Combine(SettingsTests.Root(), "functions", "host.json"));

        Assert.DoesNotContain("telemetryMode", text, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void Every_queue_and_its_poison_queue_have_legal_names()
    {
        Assert.All(QueueNames.All, name => Assert.Matches(LegalQueue(), $"{name}-poison"));
        Assert.Equal(QueueNames.All.Count, QueueNames.All.Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public void Every_container_has_a_legal_name() => Assert.All(ContainerNames.All, name => Assert.Matches(LegalQueue(), name));

    [Fact]
    public void Every_table_has_a_legal_name()
    {
        Assert.All(TableNames.All, name => Assert.Matches(LegalTable(), name));
        Assert.DoesNotContain("tables", TableNames.All, StringComparer.OrdinalIgnoreCase);
        Assert.Equal(TableNames.All.Count, TableNames.All.Distinct(StringComparer.OrdinalIgnoreCase).Count());
    }

    [Theory]
    [InlineData(typeof(QueueNames))]
    [InlineData(typeof(TableNames))]
    [InlineData(typeof(ContainerNames))]
    public void Every_name_is_among_those_that_are_created(Type names)
    {
        var constants = names.GetFields().Where(field => field.IsLiteral).Select(field => (string)field.GetRawConstantValue()!);
        var all = (IReadOnlyList<string>)names.GetField("All")!.GetValue(null)!;

        Assert.Equal(constants.Order(StringComparer.Ordinal), all.Order(StringComparer.Ordinal));
    }

    // Containers obey the same rule.
    [GeneratedRegex("^(?=.{3,63}$)[a-z0-9]+(-[a-z0-9]+)*$", RegexOptions.ExplicitCapture)]
    private static partial Regex LegalQueue();

    [GeneratedRegex("^[A-Za-z][A-Za-z0-9]{2,62}$")]
    private static partial Regex LegalTable();

    /// <summary>Takes one message in and keeps the request's body.</summary>
    private sealed class RecordingStorage : HttpMessageHandler
    {
        public string Body { get; private set; } = "";

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Body = await request.Content!.ReadAsStringAsync(cancellationToken);
            const string Answer = """
                <QueueMessagesList><QueueMessage><MessageId>1</MessageId><InsertionTime>Mon, 07 Sep 2026 08:00:00 GMT</InsertionTime>
                <ExpirationTime>Mon, 14 Sep 2026 08:00:00 GMT</ExpirationTime><PopReceipt>1</PopReceipt>
                <TimeNextVisible>Mon, 07 Sep 2026 08:00:00 GMT</TimeNextVisible></QueueMessage></QueueMessagesList>
                """;
            return new(HttpStatusCode.Created) { RequestMessage = request, Content = new StringContent(Answer, Encoding.UTF8, "application/xml") };
        }
    }
}
