using System.Globalization;
using System.Text.Json;
using NodaTime;

namespace AdoptionAutomation.Campaigns.Reading;

/// <summary>One value of a JSON file, and where it stands.</summary>
internal sealed class JsonPart(SourceFile file, JsonValueKind kind, int offset, JsonPart? parent, string? name, int index)
{
    private Dictionary<string, JsonPart>? members;

    public SourceFile File => file;

    public JsonValueKind Kind => kind;

    public int Offset => offset;

    public JsonPart? Parent => parent;

    /// <summary>Name of the field that holds this value; null for the root and for items of a list.</summary>
    public string? Name => name;

    /// <summary>Where the field's name stands.</summary>
    public required int NameOffset { get; init; }

    /// <summary>The characters of a text, a number as written, or <c>true</c> and <c>false</c>.</summary>
    public string Text { get; init; } = "";

    /// <summary>Null for what is not a whole number.</summary>
    public int? Whole => kind == JsonValueKind.Number && int.TryParse(Text, CultureInfo.InvariantCulture, out var number) ? number : null;

    public int Line => file.LineOf(offset);

    /// <summary>As in <c>waves[2].opens</c>; empty for the root.</summary>
    public string Path => (parent, name) switch
    {
        (null, _) => "",
        (_, null) => $"{parent.Path}[{index}]",
        _ => parent.PathTo(name),
    };

    /// <summary>Fields of an object, or items of a list, in their order.</summary>
    public List<JsonPart> Parts { get; } = [];

    public JsonPart? Find(string field) => members?.GetValueOrDefault(field);

    /// <summary>The text of a field; null if it has none.</summary>
    public string? TextOf(string field) => Find(field) is { Kind: JsonValueKind.String } part ? part.Text : null;

    /// <summary>The day that a field names; null if it names none that exists.</summary>
    public LocalDate? DateOf(string field) => TextOf(field) is { } text && IsoText.Date.HasShape(text) && IsoText.Date.Exists(text) ? IsoText.Date.Parse(text) : null;

    /// <summary>The same of a day with a time.</summary>
    public LocalDateTime? TimeOf(string field) =>
        TextOf(field) is { } text && IsoText.DateAndTime.HasShape(text) && IsoText.DateAndTime.Exists(text) ? IsoText.DateAndTime.Parse(text) : null;

    /// <summary>The items of a list; none if the field holds no list.</summary>
    public IReadOnlyList<JsonPart> ItemsOf(string field) => Find(field) is { Kind: JsonValueKind.Array } list ? list.Parts : [];

    public IEnumerable<string> TextsOf(string field) =>
        ItemsOf(field).Where(item => item.Kind == JsonValueKind.String).Select(item => item.Text);

    /// <summary>Where a character of a text stands in the file, whose escapes take more bytes than they stand for.</summary>
    /// <param name="index">From 0, in <see cref="Text"/>.</param>
    public int OffsetOf(int index)
    {
        var at = offset + 1;
        for (var left = Math.Min(index, Text.Length); left > 0;)
        {
            var (bytes, characters) = LengthsAt(at);
            (at, left) = (at + bytes, left - characters);
        }

        return at;
    }

    public string PathTo(string field) => Path.Length == 0 ? field : $"{Path}.{field}";

    /// <summary>Adds a field or an item; false if the object has a field of that name already.</summary>
    public bool TryAdd(JsonPart part)
    {
        if (part.Name is not null && !(members ??= []).TryAdd(part.Name, part))
        {
            return false;
        }

        Parts.Add(part);
        return true;
    }

    /// <summary>Of one character: bytes in the file, and UTF-16 units in the text.</summary>
    private (int Bytes, int Characters) LengthsAt(int at) => file.Bytes[at] switch
    {
        (byte)'\\' => (file.Bytes[at + 1] == (byte)'u' ? 6 : 2, 1),
        < 0x80 => (1, 1),
        < 0xE0 => (2, 1),
        < 0xF0 => (3, 1),
        _ => (4, 2),
    };
}
