using AdoptionAutomation.Storage;

namespace AdoptionAutomation.Kpis;

/// <param name="Campaign">The campaign's scope.</param>
/// <param name="Until">Until then what cannot be read is tried again; afterwards the snapshot is taken without it, and says so.</param>
/// <param name="Turn">The turn that was given for the reports' requests, if one was.</param>
/// <param name="V">Version of the message.</param>
internal sealed record TakeSnapshotMessage(string Campaign, DateTimeOffset Until, DateTimeOffset? Turn = null, int V = 1) : WorkMessage;
