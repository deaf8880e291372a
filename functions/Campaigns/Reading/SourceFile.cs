using System.Text;
using System.Text.Unicode;

namespace AdoptionAutomation.Campaigns.Reading;

/// <summary>The bytes of one JSON file (UTF-8, byte order mark removed) and the family of its problem codes.</summary>
internal sealed class SourceFile(string name, string family, byte[] bytes)
{
    public const int LargestMegabytes = 5;

    private const int Largest = LargestMegabytes * 1024 * 1024;

    private List<int>? lineStarts;

    /// <summary>Columns are counted from the place asked before: a file may be one line of megabytes, with a problem in every field.</summary>
    private (int Line, int Offset, int Column) lastPlace;

    public string Name => name;

    public string Family => family;

    public ReadOnlySpan<byte> Bytes => bytes;

    /// <summary>Null, with the reason among the findings, if the file is missing, too big or not UTF-8.</summary>
    public static async Task<SourceFile?> OpenAsync(
        ICampaignFiles files, CampaignFileKind kind, Findings findings, CancellationToken cancellationToken)
    {
        await using var stream = await files.OpenAsync(kind.Name, cancellationToken);
        if (stream is null && kind.IsOptional)
        {
            return null;
        }

        var bytes = stream is null ? [] : await ReadAsync(stream, cancellationToken);
        var file = new SourceFile(kind.Name, kind.Family, WithoutMark(bytes));
        var reason = (stream, bytes) switch
        {
            (null, _) => ProblemCodes.NoFile,
            (_, { Length: > Largest }) => ProblemCodes.TooBig,
            _ when LooksUtf16(bytes) => ProblemCodes.Utf16,
            _ when !Utf8.IsValid(bytes) => ProblemCodes.NotUtf8,
            _ => null,
        };
        if (reason is null)
        {
            return file;
        }

        var offset = reason == ProblemCodes.NotUtf8 ? file.FirstInvalid() : 0;
        findings.Add(file, offset, "", reason, LargestMegabytes);
        return null;
    }

    /// <summary>Line and column, from 1, of a byte; the column counts characters.</summary>
    public (int Line, int Column) PlaceOf(int offset)
    {
        var line = LineOf(offset);
        if (line != lastPlace.Line)
        {
            lastPlace = (line, lineStarts![line - 1], 1);
        }

        var moved = offset >= lastPlace.Offset
            ? CharactersIn(Bytes[lastPlace.Offset..offset])
            : -CharactersIn(Bytes[offset..lastPlace.Offset]);
        lastPlace = (line, offset, lastPlace.Column + moved);
        return (line, lastPlace.Column);
    }

    public int LineOf(int offset)
    {
        lineStarts ??= FindLines();
        var found = lineStarts.BinarySearch(offset);
        return found >= 0 ? found + 1 : ~found;
    }

    public int OffsetOf(long line, long byteInLine)
    {
        lineStarts ??= FindLines();
        return (int)Math.Min(lineStarts[(int)Math.Min(line, lineStarts.Count - 1)] + byteInLine, bytes.Length);
    }

    private static async Task<byte[]> ReadAsync(Stream stream, CancellationToken cancellationToken)
    {
        using var content = new MemoryStream();
        var buffer = new byte[81920];
        int read;
        while (content.Length <= Largest && (read = await stream.ReadAsync(buffer, cancellationToken)) > 0)
        {
            content.Write(buffer, 0, read);
        }

        return content.ToArray();
    }

    private static byte[] WithoutMark(byte[] bytes) =>
        bytes.AsSpan().StartsWith(Encoding.UTF8.Preamble) ? bytes[Encoding.UTF8.Preamble.Length..] : bytes;

    /// <summary>By its mark, or because JSON starts with an ASCII character, of which UTF-16 makes one byte and a zero.</summary>
    private static bool LooksUtf16(byte[] bytes) =>
        bytes is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..] or [0, not 0, ..] or [not 0, 0, ..];

    private static int CharactersIn(ReadOnlySpan<byte> utf8)
    {
        var count = 0;
        foreach (var one in utf8)
        {
            count += (one & 0xC0) == 0x80 ? 0 : 1;
        }

        return count;
    }

    private int FirstInvalid()
    {
        var offset = 0;
        while (Rune.DecodeFromUtf8(Bytes[offset..], out _, out var length) == System.Buffers.OperationStatus.Done)
        {
            offset += length;
        }

        return offset;
    }

    private List<int> FindLines()
    {
        List<int> starts = [0];
        for (var index = 0; index < bytes.Length; index++)
        {
            if (bytes[index] == '\n')
            {
                starts.Add(index + 1);
            }
        }

        return starts;
    }
}
