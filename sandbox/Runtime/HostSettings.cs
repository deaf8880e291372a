using System.Globalization;
using System.Text.Json;

namespace AdoptionAutomation.Sandbox.Runtime;

/// <summary>host.json as far as this runtime obeys it, with the host's defaults.</summary>
/// <param name="FunctionTimeout">Null means none (<c>"-1"</c>).</param>
internal sealed record HostSettings(string RoutePrefix, TimeSpan? FunctionTimeout, QueueSettings Queues)
{
    /// <exception cref="HostSettingsException">Lists every setting the host would refuse.</exception>
    public static HostSettings Load(string path) => File.Exists(path)
        ? Parse(File.ReadAllText(path))
        : throw new HostSettingsException([$"there is no {path}: the app's host.json must lie beside it"]);

    /// <inheritdoc cref="Load"/>
    public static HostSettings Parse(string json)
    {
        using var document = JsonDocument.Parse(json, new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
        var problems = new List<string>();
        var root = new Section(document.RootElement, "", problems);
        if (root.Text("version", "") != "2.0")
        {
            problems.Add("version must be \"2.0\"");
        }

        var queues = root.Child("extensions").Child("queues");
        var batchSize = queues.Number("batchSize", 16, 1, 32);
        var settings = new HostSettings(
            root.Child("extensions").Child("http").Text("routePrefix", "api").Trim('/'),
            root.Text("functionTimeout", "00:30:00") == "-1" ? null : root.Span("functionTimeout", TimeSpan.FromMinutes(30), TimeSpan.FromSeconds(1)),
            new(
                batchSize,
                queues.Number("newBatchThreshold", batchSize / 2 * Environment.ProcessorCount, 0, int.MaxValue),
                queues.Number("maxDequeueCount", 5, 1, int.MaxValue),
                queues.Span("visibilityTimeout", TimeSpan.Zero, TimeSpan.Zero, TimeSpan.FromDays(7)),
                queues.Span("maxPollingInterval", TimeSpan.FromMinutes(1), TimeSpan.FromMilliseconds(100)),
                queues.Choice("messageEncoding", "base64", "none") == "base64"));
        return problems.Count == 0 ? settings : throw new HostSettingsException(problems);
    }

    /// <summary>A part of host.json; what is missing has the host's default, what is wrong goes to the problems.</summary>
    private sealed class Section(JsonElement? element, string path, List<string> problems)
    {
        public Section Child(string name) => new(Find(name), $"{path}{name}.", problems);

        public string Text(string name, string missing) => Find(name) switch
        {
            null => missing,
            { ValueKind: JsonValueKind.String } text => text.GetString()!,
            _ => Wrong(name, "must be a text", missing),
        };

        public int Number(string name, int missing, int least, int most) => Find(name) switch
        {
            null => missing,
            { ValueKind: JsonValueKind.Number } e when e.TryGetInt32(out var number) && number >= least && number <= most => number,
            var e => Wrong(name, $"is {e}: it must be a whole number {(most < int.MaxValue ? $"from {least} to {most}" : $"of at least {least}")}", missing),
        };

        public TimeSpan Span(string name, TimeSpan missing, TimeSpan least, TimeSpan? most = null) => Find(name) switch
        {
            null => missing,
            { ValueKind: JsonValueKind.String } e when TimeSpan.TryParse(e.GetString(), CultureInfo.InvariantCulture, out var span)
                && span >= least && span <= (most ?? TimeSpan.MaxValue) => span,
            var e => Wrong(name, $"is {e}: it must be a time (hh:mm:ss) {(most is null ? $"of at least {least}" : $"from {least} to {most}")}", missing),
        };

        public string Choice(string name, params string[] choices)
        {
            var text = Text(name, choices[0]);
            return choices.FirstOrDefault(c => string.Equals(c, text, StringComparison.OrdinalIgnoreCase))
                ?? Wrong(name, $"is \"{text}\": it must be {string.Join(" or ", choices)}", choices[0]);
        }

        private T Wrong<T>(string name, string what, T instead)
        {
            problems.Add($"{path}{name} {what}");
            return instead;
        }

        private JsonElement? Find(string name) =>
            element is { ValueKind: JsonValueKind.Object } e && e.TryGetProperty(name, out var found) ? found : null;
    }
}

/// <param name="MaxDequeueCount">Deliveries before a message goes to the poison queue.</param>
/// <param name="VisibilityTimeout">How long a failed message waits before its next delivery.</param>
internal sealed record QueueSettings(
    int BatchSize, int NewBatchThreshold, int MaxDequeueCount, TimeSpan VisibilityTimeout, TimeSpan MaxPollingInterval, bool IsBase64);

/// <summary>host.json says something the Functions host would refuse.</summary>
internal sealed class HostSettingsException(IReadOnlyList<string> problems)
    : Exception($"host.json has {problems.Count} problem(s):\n- {string.Join("\n- ", problems)}")
{
    public IReadOnlyList<string> Problems => problems;
}
