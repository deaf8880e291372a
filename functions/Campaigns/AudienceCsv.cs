using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using AdoptionAutomation.Campaigns.Reading;

namespace AdoptionAutomation.Campaigns;

/// <summary>
/// The people of an audience as a CSV file: a column named mail (other columns are left alone), a person per line. Addresses in
/// findings are masked.
/// </summary>
internal sealed class AudienceCsv(string file, Findings findings)
{
    public const string MailColumn = "mail";

    private readonly CampaignCsv csv = new(file, MailColumn, findings);

    /// <summary>Line by hash of the address: a million addresses stay within some 40 MB.</summary>
    private readonly Dictionary<ulong, int> lineOf = [];

    /// <summary>The valid addresses, each once, as written.</summary>
    public async IAsyncEnumerable<string> ReadAsync(Stream content, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var address in csv.ReadAsync(content, cancellationToken))
        {
            if (Accept(address))
            {
                yield return address;
            }
        }

        if (csv.Columns.Count > 0)
        {
            Close();
        }
    }

    /// <summary>Whether the address is one of those that were read.</summary>
    public bool Has(string address) => lineOf.ContainsKey(HashOf(address));

    private bool Accept(string address)
    {
        if (address.Length == 0)
        {
            csv.Report(ProblemCodes.CsvNoAddress);
        }
        else if (!MailAddress.IsValid(address))
        {
            csv.Report(ProblemCodes.CsvBadAddress, MailAddress.Masked(address));
        }
        else if (HashOf(address) is var hash && !lineOf.TryAdd(hash, csv.Line))
        {
            csv.Report(ProblemCodes.CsvDuplicate, MailAddress.Masked(address), lineOf[hash]);
        }
        else
        {
            return true;
        }

        return false;
    }

    private void Close()
    {
        if (lineOf.Count == 0)
        {
            csv.Report(1, MailColumn, ProblemCodes.CsvNobody);
        }

        csv.Close();
    }

    /// <summary>Eight bytes that differ for different people: among a million, one chance in forty million that two collide.</summary>
    private static ulong HashOf(string address)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(address.ToLowerInvariant()), hash);
        return BinaryPrimitives.ReadUInt64LittleEndian(hash);
    }
}
