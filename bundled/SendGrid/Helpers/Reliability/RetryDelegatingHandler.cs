namespace SendGrid.Helpers.Reliability;

/// <summary>Repeats what the settings allow. Mind that mail/send has no idempotency key: a repeat after a timeout may send twice.</summary>
public class RetryDelegatingHandler : DelegatingHandler
{
    private readonly ReliabilitySettings settings;

    public RetryDelegatingHandler(ReliabilitySettings settings)
        : this(new HttpClientHandler(), settings)
    {
    }

    public RetryDelegatingHandler(HttpMessageHandler innerHandler, ReliabilitySettings settings)
        : base(innerHandler) => this.settings = settings;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        for (var retry = 0; retry < settings.MaximumNumberOfRetries; retry++)
        {
            var response = await TryAsync(request, cancellationToken);
            if (response is not null)
            {
                return response;
            }

            await Task.Delay(settings.Wait(retry), TimeProvider.System, cancellationToken);
        }

        return await base.SendAsync(request, cancellationToken);
    }

    /// <summary>Null: worth another try.</summary>
    private async Task<HttpResponseMessage?> TryAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        try
        {
            var response = await base.SendAsync(request, cancellationToken);
            if (!settings.RetriableServerErrorStatusCodes.Contains(response.StatusCode))
            {
                return response;
            }

            response.Dispose();
            return null;
        }
        catch (Exception lost) when (lost is HttpRequestException
            || (lost is TaskCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return null;
        }
    }
}
