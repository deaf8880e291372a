using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;
using Azure.Core;

namespace Azure.Data.Tables;

/// <summary>The answer to one action of a transaction; when the service refuses, the only one.</summary>
internal sealed class TransactionAnswer(int status, string reason, string clientRequestId) : Response
{
    private readonly Dictionary<string, string> headers = new(StringComparer.OrdinalIgnoreCase);

    public override int Status => status;

    public override string ReasonPhrase => reason;

    public override Stream? ContentStream { get; set; }

    public override string ClientRequestId { get; set; } = clientRequestId;

    /// <summary>Takes what comes after each status line, up to the next boundary; the multipart headers around say nothing more.</summary>
    public static List<TransactionAnswer> Read(Response response)
    {
        List<TransactionAnswer> answers = [];
        using StringReader reader = new(response.Content.ToString());
        while (reader.ReadLine() is { } line)
        {
            if (line.StartsWith("HTTP/1.1 ", StringComparison.Ordinal))
            {
                answers.Add(ReadOne(line, reader, response.ClientRequestId));
            }
        }

        return answers.Count > 0
            ? answers
            : throw new RequestFailedException(
                "The table service accepted a transaction and answered without results: whether it happened is unknown.");
    }

    public override void Dispose() => ContentStream?.Dispose();

    protected override bool ContainsHeader(string name) => headers.ContainsKey(name);

    protected override IEnumerable<HttpHeader> EnumerateHeaders() => headers.Select(static pair => new HttpHeader(pair.Key, pair.Value));

    protected override bool TryGetHeader(string name, [NotNullWhen(true)] out string? value) => headers.TryGetValue(name, out value);

    protected override bool TryGetHeaderValues(string name, [NotNullWhen(true)] out IEnumerable<string>? values)
    {
        values = headers.TryGetValue(name, out var value) ? [value] : null;
        return values is not null;
    }

    private static TransactionAnswer ReadOne(string statusLine, StringReader reader, string clientRequestId)
    {
        var parts = statusLine.Split(' ', 3);
        var status = int.Parse(parts[1], CultureInfo.InvariantCulture);
        TransactionAnswer answer = new(status, parts.ElementAtOrDefault(2) ?? "", clientRequestId);
        while (reader.ReadLine() is { Length: > 0 } header)
        {
            var colon = header.IndexOf(':', StringComparison.Ordinal);
            if (colon > 0)
            {
                answer.headers[header[..colon]] = header[(colon + 1)..].Trim();
            }
        }

        StringBuilder body = new();
        while (reader.ReadLine() is { } line && !line.StartsWith("--", StringComparison.Ordinal))
        {
            body.Append(line);
        }

        answer.ContentStream = new MemoryStream(Encoding.UTF8.GetBytes(body.ToString()));
        return answer;
    }
}
