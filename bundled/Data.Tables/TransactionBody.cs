using System.Buffers;
using System.Text;
using Azure.Core;

namespace Azure.Data.Tables;

/// <summary>A changeset in a batch, as multipart/mixed: every action is an HTTP request of its own inside.</summary>
internal sealed class TransactionBody
{
    private readonly ArrayBufferWriter<byte> buffer = new(16 * 1024);
    private readonly string batch = $"batch_{Guid.NewGuid()}";
    private readonly string changeset = $"changeset_{Guid.NewGuid()}";

    public TransactionBody() => Line($"--{batch}\r\nContent-Type: multipart/mixed; boundary={changeset}\r\n");

    public string ContentType => $"multipart/mixed; boundary={batch}";

    public int Count { get; private set; }

    public void Append(RequestMethod method, string uri, string? ifMatch, ITableEntity? entity)
    {
        Count++;
        Line($"--{changeset}\r\nContent-Type: application/http\r\nContent-Transfer-Encoding: binary\r\n");
        Line($"{method} {uri} HTTP/1.1");
        Line("Accept: application/json;odata=minimalmetadata\r\nDataServiceVersion: 3.0");
        if (method == RequestMethod.Post)
        {
            Line("Prefer: return-no-content");
        }

        if (ifMatch is not null)
        {
            Line($"If-Match: {ifMatch}");
        }

        if (entity is null)
        {
            Line("");
        }
        else
        {
            Line("Content-Type: application/json\r\n");
            EntityWriter.Write(entity, buffer);
        }

        Line("");
    }

    public ReadOnlyMemory<byte> Close()
    {
        Line($"--{changeset}--\r\n--{batch}--");
        return buffer.WrittenMemory;
    }

    private void Line(string text)
    {
        Encoding.UTF8.GetBytes(text, buffer);
        buffer.Write("\r\n"u8);
    }
}
