using System.Globalization;
using Azure.Core;
using Azure.Core.Pipeline;

namespace Azure.Data.Tables;

/// <summary>Signs every try with SharedKeyLite: the date and the resource, and of the query only <c>comp</c>.</summary>
internal sealed class SharedKeyPolicy(TableSharedKeyCredential credential) : HttpPipelineSynchronousPolicy
{
    public override void OnSendingRequest(HttpMessage message)
    {
        var date = TimeProvider.System.GetUtcNow().ToString("R", CultureInfo.InvariantCulture);
        message.Request.Headers.SetValue("x-ms-date", date);
        var signature = credential.Sign($"{date}\n{Resource(message.Request.Uri.ToUri())}");
        message.Request.Headers.SetValue(HttpHeader.Names.Authorization, $"SharedKeyLite {credential.AccountName}:{signature}");
    }

    private string Resource(Uri uri)
    {
        var resource = $"/{credential.AccountName}{uri.AbsolutePath}";
        foreach (var pair in uri.Query.TrimStart('?').Split('&'))
        {
            if (pair.StartsWith("comp=", StringComparison.Ordinal))
            {
                return $"{resource}?{pair}";
            }
        }

        return resource;
    }
}
