namespace AdoptionAutomation.Tests.Infra;

/// <summary>No Bicep compiler is at hand, so this holds what one would, and what none does.</summary>
public sealed class InfraTests
{
    [Fact]
    public void The_files_that_Azure_is_deployed_from_hold_no_mistake_that_can_be_found_without_Azure()
    {
        var problems = Checker.Check(InfraFiles.Real);

        Assert.True(problems.Count == 0, string.Join('\n', problems));
    }
}
