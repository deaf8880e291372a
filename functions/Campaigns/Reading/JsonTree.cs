using System.Text;
using System.Text.Json;

namespace AdoptionAutomation.Campaigns.Reading;

/// <summary>Parses a JSON file into parts that know their place.</summary>
internal sealed class JsonTree(SourceFile file, Findings findings)
{
    private const int Deepest = 32;

    private JsonPart? root;
    private JsonPart? open;
    private string? name;
    private int nameOffset;
    private int depth;

    /// <summary>Null, with the reason among the findings, if the file is not JSON.</summary>
    public static JsonPart? Parse(SourceFile file, Findings findings)
    {
        var tree = new JsonTree(file, findings);
        try
        {
            return tree.Parse() ? tree.root : null;
        }
        catch (JsonException error)
        {
            tree.ReportUnexpected(file.OffsetOf(error.LineNumber ?? 0, error.BytePositionInLine ?? 0));
            return null;
        }
    }

    /// <summary>Reads as if more bytes could follow, for then an early end is no error of the reader and can be told from one.</summary>
    private bool Parse()
    {
        var reader = new Utf8JsonReader(file.Bytes, isFinalBlock: false, new JsonReaderState(new() { MaxDepth = Deepest + 1 }));
        while (reader.Read())
        {
            if (!Take(ref reader))
            {
                return false;
            }
        }

        if (open is not null)
        {
            var bracket = open.Kind == JsonValueKind.Object ? "{" : "[";
            findings.Add(file, file.Bytes.Length, "", ProblemCodes.EndsEarly, bracket, open.Line);
        }
        else if (root is null)
        {
            findings.Add(file, 0, "", ProblemCodes.EmptyFile);
        }

        return open is null && root is not null;
    }

    private bool Take(ref Utf8JsonReader reader)
    {
        var offset = (int)reader.TokenStartIndex;
        switch (reader.TokenType)
        {
            case JsonTokenType.PropertyName:
                (name, nameOffset) = (TextOf(ref reader), offset);
                return true;
            case JsonTokenType.EndObject or JsonTokenType.EndArray:
                open = open!.Parent;
                depth--;
                return true;
            case JsonTokenType.StartObject:
                return Enter(Add(JsonValueKind.Object, offset, ""));
            case JsonTokenType.StartArray:
                return Enter(Add(JsonValueKind.Array, offset, ""));
            case JsonTokenType.String:
                Add(JsonValueKind.String, offset, TextOf(ref reader));
                return true;
            case JsonTokenType.Number:
                Add(JsonValueKind.Number, offset, Encoding.UTF8.GetString(reader.ValueSpan));
                return true;
            case var literal:
                Add(literal == JsonTokenType.Null ? JsonValueKind.Null : JsonValueKind.True, offset, literal switch { JsonTokenType.True => "true", JsonTokenType.False => "false", _ => "" });
                return true;
        }
    }

    private JsonPart Add(JsonValueKind kind, int offset, string text)
    {
        var part = new JsonPart(file, kind, offset, open, name, open?.Parts.Count ?? 0)
        {
            Text = text,
            NameOffset = name is null ? offset : nameOffset,
        };
        if (open is null)
        {
            root = part;
        }
        else if (!open.TryAdd(part))
        {
            var first = open.Find(part.Name!)!;
            findings.Add(file, nameOffset, part.Path, ProblemCodes.DuplicateField, part.Name!, file.LineOf(first.NameOffset));
        }

        name = null;
        return part;
    }

    private bool Enter(JsonPart part)
    {
        open = part;
        if (++depth <= Deepest)
        {
            return true;
        }

        findings.Add(file, part.Offset, "", ProblemCodes.TooDeep, Deepest);
        return false;
    }

    private string TextOf(ref Utf8JsonReader reader)
    {
        try
        {
            return reader.GetString()!;
        }
        catch (InvalidOperationException)
        {
            findings.Add(file, (int)reader.TokenStartIndex, "", ProblemCodes.HalfCharacter);
            return Encoding.UTF8.GetString(reader.ValueSpan);
        }
    }

    private void ReportUnexpected(int offset)
    {
        var rest = file.Bytes[offset..];
        Rune.DecodeFromUtf8(rest, out var found, out _);
        var closes = found.Value is '}' or ']';
        if (closes && file.Bytes[..offset].TrimEnd(" \t\r\n"u8) is [.., (byte)','])
        {
            findings.Add(file, offset, "", ProblemCodes.ExtraComma, found.ToString());
        }
        else
        {
            findings.Add(file, offset, "", ProblemCodes.Unexpected, rest.IsEmpty || Rune.IsControl(found) ? EndOfLine : $"'{found}'");
        }
    }

    private static readonly LocalText EndOfLine = new() { Fr = "La fin de la ligne", En = "The end of the line" };
}
