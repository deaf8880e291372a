using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Graph;
using AdoptionAutomation.Sandbox.Check;
using Azure.Core;
using Microsoft.Extensions.DependencyInjection;

namespace AdoptionAutomation.Tests.Functions.Kpis.Reading;

/// <summary>A Graph that answers with the reports that it is given, broken ones among them; the app has no storage.</summary>
internal sealed partial class FakeReports : HttpMessageHandler
{
    private readonly Dictionary<string, Func<HttpResponseMessage>> answers = new(StringComparer.Ordinal);

    public bool Conceals { get; set; }

    /// <summary>Which reports were asked for, with their periods.</summary>
    public List<string> Asked { get; } = [];

    /// <summary>The report of all periods.</summary>
    public FakeReports With(string report, string body) => With(report, () => Answer(body));

    public FakeReports With(string report, string period, string body) => With($"{report}.{period}", () => Answer(body));

    public FakeReports With(string report, Func<HttpResponseMessage> answer)
    {
        answers[report] = answer;
        return this;
    }

    /// <summary>The app, on this.</summary>
    public ServiceProvider App() => SettingsTests.Build(
        SettingsTests.Sample(),
        services =>
        {
            services.AddHttpClient(GraphConnection.HttpClientName).ConfigurePrimaryHttpMessageHandler(() => this);
            services.AddSingleton<TokenCredential>(new AnyToken());
        });

    public static async Task<Campaign> CampaignAsync(SmallCampaign? files = null)
    {
        var folder = (files ?? new()).Write();
        var campaign = (await CampaignReader.ReadAsync(new FolderFiles(folder), default)).Campaign!;
        folder.Delete(recursive: true);
        return campaign;
    }

    public static HttpResponseMessage Answer(string body) => new(HttpStatusCode.OK) { Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body)) };

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var answer = AnswerTo(Uri.UnescapeDataString(request.RequestUri!.AbsolutePath));
        answer.RequestMessage = request;
        return Task.FromResult(answer);
    }

    private HttpResponseMessage AnswerTo(string path)
    {
        if (path.EndsWith("/admin/reportSettings", StringComparison.Ordinal))
        {
            return new(HttpStatusCode.OK)
            {
                Content = new StringContent($$"""{ "displayConcealedNames": {{(Conceals ? "true" : "false")}} }""", Encoding.UTF8, "application/json"),
            };
        }

        var match = Report().Match(path);
        var (name, period) = (match.Groups["name"].Value, match.Groups["period"].Value);
        Asked.Add($"{name}.{period}");
        return answers.TryGetValue($"{name}.{period}", out var answer) || answers.TryGetValue(name, out answer) ? answer() : new(HttpStatusCode.NotFound);
    }

    [GeneratedRegex(@"/reports/(?<name>\w+)\(period='(?<period>D\d+)'\)$", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Report();

    private sealed class AnyToken : TokenCredential
    {
        public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken) => new("token", DateTimeOffset.MaxValue);

        public override ValueTask<AccessToken> GetTokenAsync(TokenRequestContext requestContext, CancellationToken cancellationToken) =>
            new(GetToken(requestContext, cancellationToken));
    }
}
