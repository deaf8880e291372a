namespace AdoptionAutomation.Waves.Plan;

/// <summary>What a wave costs in Azure, upwards (pure): nothing of the monthly free grant is taken off.</summary>
/// <remarks>
/// List prices in US dollars, pay as you go, as looked up on <see cref="AsOf"/>: Functions Flex Consumption on demand from the Azure Retail Prices
/// API (East US 2), Storage from infracost's price list (GPv2, LRS); the price of table transactions in GPv2 is not confirmed, so the dearer one of
/// queues stands for both. SendGrid has no public price per mail: mails are counted only.
/// </remarks>
internal static class PlanCost
{
    public const string AsOf = "2026-10-05";
    public const string Source = "Azure Retail Prices API (Functions Flex Consumption, East US 2); infracost price list (Storage, GPv2, LRS)";

    private const decimal GigabyteSecond = 0.000026m;
    private const decimal Execution = 0.40m / 1_000_000;
    private const decimal StorageRequest = 0.004m / 10_000;

    /// <summary>An instance of 2,048 MB, alone with one execution of a second: the worst case, for several share an instance.</summary>
    private const decimal GigabyteSecondsPerExecution = 2;

    public static decimal DollarsOf(long executions, long storageRequests) => decimal.Round(
        (executions * ((GigabyteSecondsPerExecution * GigabyteSecond) + Execution)) + (storageRequests * StorageRequest), 4);
}
