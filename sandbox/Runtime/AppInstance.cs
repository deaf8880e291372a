namespace AdoptionAutomation.Sandbox.Runtime;

/// <summary>One running copy of the app: its services and whether it still lives.</summary>
internal sealed record AppInstance(InstanceLife Life, IServiceProvider Services);
