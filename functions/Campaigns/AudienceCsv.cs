using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using System.Text.Unicode;
using AdoptionAutomation.Campaigns.Reading;
using CsvHelper;

namespace AdoptionAutomation.Campaigns;

/// <summary>
/// The people of a wave as a CSV file: a column named mail (other columns are left alone), a person per line, separated by
/// commas, semicolons or tabs. What is wrong goes to the findings by line, addresses masked; the other lines are read all the same.
/// </summary>
internal sealed class AudienceCsv(string file, Findings findings)
{
    private const string MailColumn = "mail";
    private const int MostProblems = 100;
    private const int LongestLineKilobytes = 64;

    /// <summary>Line by hash of the address: a million addresses stay within some 40 MB.</summary>
    private readonly Dictionary<ulong, int> lineOf = [];

    private int problems;
    private int lastLine = 1;
    private bool saidNotUtf8;
    private bool cutShort;

    /// <summary>The valid addresses, each once, as written.</summary>
    public async IAsyncEnumerable<string> ReadAsync(Stream content, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var rows = CsvReader.Create(content, Options(), leaveOpen: true);
        var more = await MoveAsync(rows, cancellationToken);
        if (cutShort || FindColumn(rows) is not { } column)
        {
            yield break;
        }

        for (; more; more = await MoveAsync(rows, cancellationToken))
        {
            if (Accept(rows, column) is { } address)
            {
                yield return address;
            }
        }

        Close();
    }

    /// <summary>Each line stands for itself: a quote left open costs its own line and never swallows the rest.</summary>
    private CsvReaderOptions Options() => new()
    {
        TrimWhitespace = true,
        AllowLineBreaksInQuotes = false,
        MalformedData = CsvMalformedDataHandling.Skip,
        OnMalformedRecord = record => Report((int)record.LineNumber, ProblemCodes.CsvBadQuotes),
        MaxRecordSize = LongestLineKilobytes * 1024,
        TrackLineNumbers = true,
    };

    private async ValueTask<bool> MoveAsync(CsvReader rows, CancellationToken cancellationToken)
    {
        try
        {
            var more = await rows.ReadAsync(cancellationToken);
            lastLine = more ? (int)rows.LineNumber : lastLine;
            return more;
        }
        catch (CsvFormatException)
        {
            cutShort = true;
            Report(lastLine + 1, ProblemCodes.CsvLongLine, LongestLineKilobytes);
            return false;
        }
    }

    private int? FindColumn(CsvReader rows)
    {
        var headers = rows.Headers.ToArray();
        var column = Array.FindIndex(headers, name => name.Equals(MailColumn, StringComparison.OrdinalIgnoreCase));
        if (column >= 0)
        {
            return column;
        }

        if (headers.All(string.IsNullOrWhiteSpace))
        {
            Report(1, ProblemCodes.CsvEmpty);
        }
        else if (headers.Any(name => name.AsSpan().ContainsAny('\0', '\uFFFD')))
        {
            Report(1, ProblemCodes.CsvNotUtf8);
        }
        else
        {
            Report(1, ProblemCodes.CsvNoMail, string.Join(", ", headers));
        }

        return null;
    }

    private string? Accept(CsvReader rows, int column)
    {
        if (!saidNotUtf8 && !Utf8.IsValid(rows.Current.RawRecord))
        {
            saidNotUtf8 = true;
            Report(lastLine, ProblemCodes.CsvNotUtf8);
        }

        var address = column < rows.FieldCount ? rows.GetString(column) : "";
        if (address.Length == 0)
        {
            Report(lastLine, ProblemCodes.CsvNoAddress);
        }
        else if (!MailAddress.IsValid(address))
        {
            Report(lastLine, ProblemCodes.CsvBadAddress, MailAddress.Masked(address));
        }
        else if (HashOf(address) is var hash && !lineOf.TryAdd(hash, lastLine))
        {
            Report(lastLine, ProblemCodes.CsvDuplicate, MailAddress.Masked(address), lineOf[hash]);
        }
        else
        {
            return address;
        }

        return null;
    }

    private void Close()
    {
        if (lineOf.Count == 0)
        {
            Report(1, ProblemCodes.CsvNobody);
        }

        if (problems > MostProblems)
        {
            findings.Add(file, lastLine, MailColumn, ProblemCodes.CsvMore, problems - MostProblems);
        }
    }

    private void Report(int line, ProblemCode code, params object[] arguments)
    {
        if (++problems <= MostProblems)
        {
            findings.Add(file, line, MailColumn, code, arguments);
        }
    }

    /// <summary>Eight bytes that differ for different people: among a million, one chance in forty million that two collide.</summary>
    private static ulong HashOf(string address)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(address.ToLowerInvariant()), hash);
        return BinaryPrimitives.ReadUInt64LittleEndian(hash);
    }
}
