using AdoptionAutomation.Sandbox.Runtime;

namespace AdoptionAutomation.Tests.Sandbox.Runtime;

public sealed class HostSettingsTests
{
    [Fact]
    public void What_host_json_leaves_out_has_the_hosts_default() => Assert.Equal(
        new("api", TimeSpan.FromMinutes(30), new(16, 8 * Environment.ProcessorCount, 5, TimeSpan.Zero, TimeSpan.FromMinutes(1), IsBase64: true)),
        HostSettings.Parse("""{"version":"2.0"}"""));

    [Fact]
    public void What_host_json_says_is_obeyed() => Assert.Equal(
        new("", null, new(8, 4, 3, TimeSpan.FromMinutes(2), TimeSpan.FromSeconds(5), IsBase64: false)),
        HostSettings.Parse("""
            {
              // comments are allowed
              "version": "2.0",
              "functionTimeout": "-1",
              "extensions": {
                "http": { "routePrefix": "" },
                "queues": {
                  "batchSize": 8, "newBatchThreshold": 4, "maxDequeueCount": 3,
                  "visibilityTimeout": "00:02:00", "maxPollingInterval": "00:00:05", "messageEncoding": "none"
                }
              }
            }
            """));

    [Theory]
    [InlineData("batchSize", "33", "from 1 to 32")]
    [InlineData("batchSize", "0", "from 1 to 32")]
    [InlineData("newBatchThreshold", "-1", "at least 0")]
    [InlineData("maxDequeueCount", "0", "at least 1")]
    [InlineData("maxPollingInterval", "\"00:00:00.05\"", "at least 00:00:00.1")]
    [InlineData("visibilityTimeout", "\"8.00:00:00\"", "to 7.00:00:00")]
    [InlineData("visibilityTimeout", "\"soon\"", "must be a time")]
    [InlineData("messageEncoding", "\"utf8\"", "base64 or none")]
    public void A_value_the_host_would_refuse_is_named_with_what_is_allowed(string name, string value, string allowed)
    {
        var e = Assert.Throws<HostSettingsException>(() => HostSettings.Parse(
            $$"""{"version":"2.0","extensions":{"queues":{ "{{name}}": {{value}} } } }"""));

        var problem = Assert.Single(e.Problems);
        Assert.StartsWith($"extensions.queues.{name} is", problem, StringComparison.Ordinal);
        Assert.Contains(allowed, problem, StringComparison.Ordinal);
    }

    [Fact]
    public void All_problems_are_told_at_once()
    {
        var e = Assert.Throws<HostSettingsException>(() => HostSettings.Parse("""{"functionTimeout":"x","extensions":{"http":{"routePrefix":1}}}"""));

        Assert.Equal(3, e.Problems.Count);
    }
}
