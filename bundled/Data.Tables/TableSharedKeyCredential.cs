using System.Security.Cryptography;
using System.Text;

namespace Azure.Data.Tables;

public class TableSharedKeyCredential
{
    private byte[] key = [];

    public TableSharedKeyCredential(string accountName, string accountKey)
    {
        ArgumentNullException.ThrowIfNull(accountName);
        AccountName = accountName;
        SetAccountKey(accountKey);
    }

    public string AccountName { get; }

    /// <summary>For keys that rotate: requests under way keep the old one.</summary>
    public void SetAccountKey(string accountKey)
    {
        ArgumentNullException.ThrowIfNull(accountKey);
        Volatile.Write(ref key, Convert.FromBase64String(accountKey));
    }

    internal string Sign(string text) => Convert.ToBase64String(HMACSHA256.HashData(Volatile.Read(ref key), Encoding.UTF8.GetBytes(text)));
}
