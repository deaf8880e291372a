using Microsoft.Extensions.Options;

namespace AdoptionAutomation.Operations.Starting;

/// <summary>Nothing but a place in the row of what is validated when the app starts, so that all problems come in one message.</summary>
internal sealed class StartSettings;

internal sealed class StartSettingsValidator(SettingsCheck check) : IValidateOptions<StartSettings>
{
    public ValidateOptionsResult Validate(string? name, StartSettings options) =>
        check.Problems() is { Count: > 0 } problems ? ValidateOptionsResult.Fail(problems) : ValidateOptionsResult.Success;
}
