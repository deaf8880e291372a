using System.IO.Compression;
using System.Text.Json;

namespace AdoptionAutomation.Storage;

/// <summary>A record as compressed JSON (pure): a property of a row holds 64 KiB.</summary>
internal static class PackedJson
{
    public static byte[] Pack<T>(T value, JsonSerializerOptions options)
    {
        using var packed = new MemoryStream();
        using (var brotli = new BrotliStream(packed, CompressionLevel.Fastest))
        {
            JsonSerializer.Serialize(brotli, value, options);
        }

        return packed.ToArray();
    }

    public static T Unpack<T>(byte[] packed, JsonSerializerOptions options)
    {
        using var brotli = new BrotliStream(new MemoryStream(packed), CompressionMode.Decompress);
        return JsonSerializer.Deserialize<T>(brotli, options)!;
    }
}
