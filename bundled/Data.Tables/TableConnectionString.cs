namespace Azure.Data.Tables;

/// <summary>What a storage account's connection string says about its tables.</summary>
internal sealed record TableConnectionString(Uri Endpoint, TableSharedKeyCredential Credential)
{
    private const string DevelopmentAccount = "devstoreaccount1";

    /// <summary>The emulator's published key; the same on every machine.</summary>
    private const string DevelopmentKey = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

    /// <exception cref="FormatException">The string names no table endpoint with an account key.</exception>
    public static TableConnectionString Parse(string connectionString)
    {
        ArgumentException.ThrowIfNullOrEmpty(connectionString);
        var settings = Settings(connectionString);
        if (settings.TryGetValue("UseDevelopmentStorage", out var development))
        {
            return string.Equals(development, "true", StringComparison.OrdinalIgnoreCase)
                ? Development(settings.GetValueOrDefault("DevelopmentStorageProxyUri", "http://127.0.0.1"))
                : throw new FormatException("The connection string's UseDevelopmentStorage can only be true.");
        }

        var account = Required(settings, "AccountName");
        var key = Required(settings, "AccountKey");
        return new(EndpointOf(settings, account), new(account, Checked(key)));
    }

    private static Dictionary<string, string> Settings(string connectionString)
    {
        Dictionary<string, string> settings = new(StringComparer.OrdinalIgnoreCase);
        foreach (var part in connectionString.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var equals = part.IndexOf('=', StringComparison.Ordinal);
            if (equals < 1)
            {
                throw new FormatException("The connection string has a part that is not of the form name=value.");
            }

            settings[part[..equals].Trim()] = part[(equals + 1)..].Trim();
        }

        return settings;
    }

    private static TableConnectionString Development(string proxy)
    {
        var host = new UriBuilder(proxy) { Port = 10002, Path = DevelopmentAccount };
        return new(host.Uri, new(DevelopmentAccount, DevelopmentKey));
    }

    private static Uri EndpointOf(Dictionary<string, string> settings, string account)
    {
        if (settings.TryGetValue("TableEndpoint", out var endpoint))
        {
            return Uri.TryCreate(endpoint, UriKind.Absolute, out var uri)
                ? uri
                : throw new FormatException($"The connection string's TableEndpoint '{endpoint}' is not an address.");
        }

        var protocol = settings.GetValueOrDefault("DefaultEndpointsProtocol", "https");
        var suffix = settings.GetValueOrDefault("EndpointSuffix", "core.windows.net");
        return new($"{protocol}://{account}.table.{suffix}");
    }

    private static string Required(Dictionary<string, string> settings, string name) =>
        settings.TryGetValue(name, out var value) && value.Length > 0
            ? value
            : throw new FormatException(
                $"The connection string has no {name}. It needs AccountName and AccountKey, or UseDevelopmentStorage=true.");

    private static string Checked(string key) =>
        Convert.TryFromBase64String(key, new byte[key.Length], out _)
            ? key
            : throw new FormatException("The connection string's AccountKey is not base64.");
}
