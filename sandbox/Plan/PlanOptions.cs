namespace AdoptionAutomation.Sandbox.Plan;

/// <param name="Campaign">Folder of the campaign's files.</param>
/// <param name="Was">Folder of the campaign as it stands already; null: nothing stands.</param>
/// <param name="Employees">People in the simulated company.</param>
/// <param name="Seed">Decides everything that is left to chance.</param>
/// <param name="Output">Folder of the page.</param>
internal sealed record PlanOptions(DirectoryInfo Campaign, DirectoryInfo? Was, int Employees, int Seed, DirectoryInfo Output);
