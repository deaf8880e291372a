using System.Net;
using System.Net.Http.Headers;
using Microsoft.Extensions.Options;

namespace AdoptionAutomation.Calendar.Feeds;

/// <summary>Gets a feed's bytes from a site that may be slow, huge, hostile or gone.</summary>
internal sealed class FeedFetcher(IHttpClientFactory clients, IOptions<FeedsOptions> options)
{
    public const string HttpClientName = "feeds";

    /// <summary>After decompression.</summary>
    public const int LargestFeed = 2 * 1024 * 1024;

    private const int MostRedirects = 3;
    private const int BlockSize = 16 * 1024;

    /// <param name="address">Of the feed.</param>
    /// <param name="known">What it was when it was last read; null: it is wanted whole.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    public async Task<Fetched> FetchAsync(Uri address, FeedVersion? known, CancellationToken cancellationToken)
    {
        // By the machine's clock: this is about sockets.
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(options.Value.MostTime);
        try
        {
            return await FollowAsync(address, known, limit.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new Fetched.Failed($"it did not answer in full within {options.Value.MostTime.TotalSeconds} seconds", MayPass: true);
        }
        catch (HttpRequestException failure) when (failure.InnerException is NotPublicException)
        {
            return new Fetched.Failed("its host has no public address", MayPass: false);
        }
        catch (HttpRequestException failure)
        {
            return new Fetched.Failed($"it cannot be reached ({failure.HttpRequestError})", MayPass: true);
        }
        catch (Exception broken) when (broken is IOException or InvalidDataException)
        {
            return new Fetched.Failed("its answer broke off, or is not compressed as it says", MayPass: true);
        }
    }

    private async Task<Fetched> FollowAsync(Uri address, FeedVersion? known, CancellationToken cancellationToken)
    {
        var client = clients.CreateClient(HttpClientName);
        for (var hop = 0; hop <= MostRedirects; hop++)
        {
            if (!MayAsk(address))
            {
                return new Fetched.Failed(hop == 0 ? "its address is not https" : "it leads on to an address that is not https", MayPass: false);
            }

            using var request = RequestFor(address, known);
            using var answer = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            if (answer.StatusCode is HttpStatusCode.MovedPermanently or HttpStatusCode.Found or HttpStatusCode.SeeOther
                or HttpStatusCode.TemporaryRedirect or HttpStatusCode.PermanentRedirect && answer.Headers.Location is { } location)
            {
                address = new(address, location);
                continue;
            }

            return await ReadAsync(address, answer, cancellationToken);
        }

        return new Fetched.Failed($"it leads on more than {MostRedirects} times", MayPass: false);
    }

    private bool MayAsk(Uri address) => address.Scheme == Uri.UriSchemeHttps
        || (options.Value.AllowLoopback && address.Scheme == Uri.UriSchemeHttp && address.IsLoopback);

    private static HttpRequestMessage RequestFor(Uri address, FeedVersion? known)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.UserAgent.ParseAdd("AdoptionAutomation/1.0 (reads feeds once a day)");
        request.Headers.Accept.ParseAdd("application/rss+xml, application/atom+xml, application/rdf+xml, application/xml;q=0.9, text/xml;q=0.8, */*;q=0.1");
        if (known is not null && EntityTagHeaderValue.TryParse(known.Tag, out var tag))
        {
            request.Headers.IfNoneMatch.Add(tag);
        }

        request.Headers.IfModifiedSince = known?.Modified;
        return request;
    }

    private static async Task<Fetched> ReadAsync(Uri address, HttpResponseMessage answer, CancellationToken cancellationToken)
    {
        if (answer.StatusCode == HttpStatusCode.NotModified)
        {
            return new Fetched.Unchanged();
        }

        if (answer.StatusCode != HttpStatusCode.OK)
        {
            var mayPass = answer.StatusCode is HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests or >= HttpStatusCode.InternalServerError;
            return new Fetched.Failed($"it answered {(int)answer.StatusCode}", mayPass);
        }

        var body = await answer.Content.ReadAsStreamAsync(cancellationToken);
        using var bytes = new MemoryStream();
        var block = new byte[BlockSize];
        for (int read; (read = await body.ReadAsync(block, cancellationToken)) > 0;)
        {
            if (bytes.Length + read > LargestFeed)
            {
                return new Fetched.Failed($"it is larger than {LargestFeed / 1024 / 1024} MB", MayPass: false);
            }

            await bytes.WriteAsync(block.AsMemory(0, read), cancellationToken);
        }

        var version = new FeedVersion(answer.Headers.ETag?.ToString(), answer.Content.Headers.LastModified);
        return new Fetched.Fresh(bytes.ToArray(), answer.Content.Headers.ContentType?.CharSet, address, version);
    }
}

/// <summary>How a server knows again what it sent.</summary>
internal sealed record FeedVersion(string? Tag, DateTimeOffset? Modified);

internal abstract record Fetched
{
    /// <param name="Bytes">Decompressed.</param>
    /// <param name="Charset">As the answer's headers name it; null: they do not.</param>
    /// <param name="Address">Where it came from in the end.</param>
    /// <param name="Version">To ask for news of it.</param>
    internal sealed record Fresh(byte[] Bytes, string? Charset, Uri Address, FeedVersion Version) : Fetched;

    internal sealed record Unchanged : Fetched;

    /// <param name="Why">For people; without the address.</param>
    /// <param name="MayPass">Whether it is worth another try today.</param>
    internal sealed record Failed(string Why, bool MayPass) : Fetched;
}
