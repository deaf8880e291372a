namespace AdoptionAutomation.Campaigns;

/// <summary>What the pipeline takes for a mail address: what Exchange Online and SendGrid both deliver to.</summary>
internal static class MailAddress
{
    private const int Longest = 254;
    private const int LongestName = 64;

    public static bool IsValid(string address)
    {
        var at = address.IndexOf('@');
        return at is > 0 and <= LongestName && address.Length <= Longest
            && IsName(address.AsSpan(0, at)) && IsDomain(address.AsSpan(at + 1));
    }

    /// <summary>Enough to find the line again, too little to tell who it is: <c>c***@lumen.example</c>.</summary>
    public static string Masked(string address)
    {
        var at = address.LastIndexOf('@');
        return string.Concat(address.AsSpan(0, at == 0 ? 0 : Math.Min(1, address.Length)), "***", at < 0 ? "" : address.AsSpan(at));
    }

    private static bool IsName(ReadOnlySpan<char> name)
    {
        foreach (var letter in name)
        {
            if (!char.IsAsciiLetterOrDigit(letter) && !"!#$%&'*+-/=?^_`{|}~.".Contains(letter))
            {
                return false;
            }
        }

        return name[0] != '.' && name[^1] != '.' && name.IndexOf("..") < 0;
    }

    private static bool IsDomain(ReadOnlySpan<char> domain)
    {
        var labels = 0;
        foreach (var range in domain.Split('.'))
        {
            var label = domain[range];
            if (label.Length is 0 or > 63 || label[0] == '-' || label[^1] == '-' || !IsLabel(label))
            {
                return false;
            }

            labels++;
        }

        return labels > 1;
    }

    private static bool IsLabel(ReadOnlySpan<char> label)
    {
        foreach (var letter in label)
        {
            if (!char.IsAsciiLetterOrDigit(letter) && letter != '-')
            {
                return false;
            }
        }

        return true;
    }
}
