using AdoptionAutomation.Operations.Failures;
using Azure;

namespace AdoptionAutomation.Operations.Health;

/// <summary>Runs all checks beside each other. One that fails or takes too long is a finding, and does not keep the others from answering.</summary>
internal sealed class HealthReader(IEnumerable<IHealthCheck> checks, TimeProvider time)
{
    /// <summary>For each check, of the machine's time: what is waited for is real, whatever the app's clock says.</summary>
    public TimeSpan Limit { get; init; } = TimeSpan.FromSeconds(10);

    public async Task<HealthReport> ReadAsync(CancellationToken cancellationToken)
    {
        var at = time.GetUtcNow();
        return new(at, await Task.WhenAll(checks.Select(check => RunAsync(check, cancellationToken))));
    }

    private async Task<CheckReport> RunAsync(IHealthCheck check, CancellationToken cancellationToken)
    {
        var findings = await LookAsync(check, cancellationToken);
        return new(check.Id, check.Name, [.. findings.OrderByDescending(finding => finding.State)]);
    }

    private async Task<IReadOnlyList<HealthFinding>> LookAsync(IHealthCheck check, CancellationToken cancellationToken)
    {
        using var late = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        late.CancelAfter(Limit);
        try
        {
            return await check.LookAsync(late.Token).WaitAsync(late.Token);
        }
        catch (OperationCanceledException) when (late.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            return [HealthFinding.Broken(
                $"Pas de réponse en {Limit.TotalSeconds} secondes.",
                $"No answer within {Limit.TotalSeconds} seconds.",
                "Voyez l’état du service dont il s’agit (Azure, Microsoft 365, SendGrid) et le réseau de l’application, puis regardez de nouveau.",
                "See the state of the service in question (Azure, Microsoft 365, SendGrid) and the app's network, then look again.")];
        }
        catch (AggregateException storage) when (storage.InnerExceptions.All(inner => inner is RequestFailedException))
        {
            return [Failed(FailureReason.Of(storage.InnerExceptions[0]))];
        }

        // A check asks whether something works, so whatever it meets is its answer; the page must come, above all when much is broken.
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
        {
            return [Failed(FailureReason.Of(failure))];
        }
    }

    private static HealthFinding Failed(FailureReason reason) => HealthFinding.Broken(
        $"La vérification elle-même a échoué : {reason.Message}",
        $"The check itself failed: {reason.Message}",
        "Voyez les autres vérifications : le stockage est souvent la cause. S’il n’y a rien, c’est à nous : signalez-le.",
        "See the other checks: storage is often the cause. If they are well, this is ours to mend: report it.");
}
